import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { testDatabases } from '../testing/databases.ts';
import { ORG, OTHER_ORG } from '../testing/middleware.ts';
import {
  mirroredAccount,
  mirroredContact,
  mirroredOpportunity,
  openTestMirror,
  type TestMirror,
  type Wishes,
} from '../testing/mirror.ts';

const ACCOUNTS = [
  mirroredAccount('001LONG', { name: 'Société Nationale des Télécommunications', city: 'Dakar', country: 'SN' }),
  mirroredAccount('001SHORT', { name: 'Sonacel SA', city: 'Dakar', country: 'SN' }),
  mirroredAccount('001SITE', { name: 'Kër Yaakaar', website: 'https://www.ker-yaakaar.sn/accueil' }),
  mirroredAccount('001PHONE', { name: 'Menuiserie du Port', phone: '+221 33 869 10 10', country: 'SN' }),
  mirroredAccount('001PEOPLE', { name: 'Grands Domaines du Nord' }),
  mirroredAccount('001RARE', { name: 'Zanzolani Transport SARL' }),
  mirroredAccount('001TWO', { name: 'Djolof Agro Industries' }),
  mirroredAccount('001BRAND', { name: 'Teranga Lumière' }),
];
const CONTACTS = [
  mirroredContact('003PEOPLE', {
    accountId: '001PEOPLE',
    firstName: 'Awa',
    lastName: 'Ndour',
    email: 'awa@gdn-senegal.com',
  }),
  mirroredContact('003PHONE', { accountId: '001TWO', firstName: 'Modou', lastName: 'Seck', phones: ['77 512 34 56'] }),
  mirroredContact('003NAME', { accountId: '001BRAND', firstName: 'Jean-Luc', lastName: 'Kouamé', title: 'DSI' }),
];
const OPPORTUNITIES = [
  mirroredOpportunity('006FLEET', {
    accountId: '001RARE',
    name: 'Renouvellement de 45 camions',
    amount: 80_000_000,
    currency: 'XOF',
    closeDate: '2026-06-30',
  }),
  mirroredOpportunity('006OTHER', { accountId: '001TWO', name: 'Semences 2027' }),
];

/** How an account is asked for, and which one is meant. */
const ASKED: Record<string, [Wishes, string]> = {
  'as it is written': [{ account: { name: 'Teranga Lumière' } }, '001BRAND'],
  'by another legal form and without accents': [{ account: { name: 'TERANGA LUMIERE S.A.S.' } }, '001BRAND'],
  'by swapped words': [{ account: { name: 'Agro Industries Djolof' } }, '001TWO'],
  'by its short name, made of beginnings': [{ account: { name: 'Sonatel' } }, '001LONG'],
  'by the long name of a short one': [{ account: { name: 'Société Nationale des Céréales et Légumes' } }, '001SHORT'],
  'by its website under another name': [{ account: { name: 'KY Consulting', website: 'ker-yaakaar.sn' } }, '001SITE'],
  'by what its website is called': [{ account: { name: 'Keryaakaar' } }, '001SITE'],
  'by an e-mail of its website': [{ account: { emails: ['a.fall@mail.ker-yaakaar.sn'] } }, '001SITE'],
  'by its phone, written otherwise': [{ account: { name: 'Menuiserie', phone: '00221338691010' } }, '001PHONE'],
  'by the domain of its people': [{ account: { name: 'GDN', emails: ['dg@gdn-senegal.com'] } }, '001PEOPLE'],
  'by a rare word of it': [{ account: { name: 'Zanzolani' } }, '001RARE'],
  'by a slip in a rare word': [{ account: { name: 'Zanzloani Transport' } }, '001RARE'],
  'by two slips in a rare word': [{ account: { name: 'Zanzzolanni Transport' } }, '001RARE'],
  'by a word in two': [{ account: { name: 'Zan Zolani Transport' } }, '001RARE'],
  'by two words in one': [{ account: { name: 'Djolofagro Industries' } }, '001TWO'],
};

for (const place of await testDatabases()) {
  describe(`records of an org (${place.name})`, { skip: place.skip ?? false }, () => {
    let test: TestMirror;
    before(async () => {
      test = await openTestMirror(place);
      await test.put({ accounts: ACCOUNTS, contacts: CONTACTS, opportunities: OPPORTUNITIES });
    });
    after(() => test.remove());

    for (const [how, [facts, recordId]] of Object.entries(ASKED)) {
      it(`finds an account ${how}`, async () => {
        const { account } = await test.find(facts);
        assert.equal(account[0]?.recordId, recordId, JSON.stringify(account));
      });
    }

    it('finds none that is not there, and none of free mail', async () => {
      assert.deepEqual((await test.find({ account: { name: 'Vieux Comptoir Lillois' } })).account, []);
      assert.deepEqual((await test.find({ account: { emails: ['x@gmail.com'] } })).account, []);
    });

    it('never finds the records of another org', async () => {
      for (const [facts] of Object.values(ASKED)) {
        const found = await test.find(
          { ...facts, openedFrom: '001LONG', contacts: [{ email: 'awa@gdn-senegal.com' }] },
          OTHER_ORG.orgId,
        );
        const refused = { account: [], contacts: [[]], opportunities: [] };
        assert.deepEqual(found, { account: [], contacts: [[]], opportunities: [], refused });
      }
    });

    it('tells ids, scores and reasons, and no more than five', async () => {
      const accounts = Array.from({ length: 9 }, (_, index) =>
        mirroredAccount(`001CROWD${index}`, { name: 'Crowd of Gannets' }),
      );
      await test.put({ accounts });
      const { account } = await test.find({ account: { name: 'Crowd of Gannets' } });
      assert.equal(account.length, 5);
      assert.deepEqual(Object.keys(account[0] ?? {}).toSorted(), ['reasons', 'recordId', 'score', 'verdict']);
    });

    it('finds people by e-mail, phone and name, in the order they were asked for', async () => {
      const { contacts } = await test.find({
        account: { name: 'Teranga Lumière' },
        contacts: [
          { firstName: 'Kouamé', lastName: 'Jean-Luc' },
          { lastName: 'Nobody' },
          { email: 'AWA@gdn-senegal.com' },
          { firstName: 'Modou', lastName: 'Seck', phones: ['+221 77 512 34 56'] },
        ],
      });
      assert.deepEqual(
        contacts.map(([first]) => first?.recordId),
        ['003NAME', undefined, '003PEOPLE', '003PHONE'],
      );
    });

    it('finds the open deal of the account that is meant, and asks where the account is not sure', async () => {
      const deal = {
        name: 'Renouvellement de 45 camions',
        amount: 80_000_000,
        currency: 'XOF',
        closeDate: '2026-06-30',
      };
      const sure = await test.find({ account: { name: 'Zanzolani Transport' }, deal });
      assert.deepEqual(
        sure.opportunities.map(({ recordId, verdict }) => [recordId, verdict]),
        [['006FLEET', 'same']],
      );
      const unsure = await test.find({ account: { name: 'Zanzolani Holding Transport Dakar' }, deal });
      assert.notEqual(unsure.account[0]?.verdict, 'same');
      assert.equal(unsure.opportunities[0]?.verdict ?? 'ask', 'ask');
      assert.deepEqual((await test.find({ account: { name: 'Teranga Lumière' }, deal })).opportunities, []);
    });

    it('takes the page into account that somebody came from', async () => {
      const fromAccount = await test.find({ openedFrom: '001TWO' });
      assert.deepEqual(
        fromAccount.account.map(({ recordId, reasons }) => [recordId, reasons[0]]),
        [['001TWO', 'opened-from']],
      );
      const fromDeal = await test.find({ openedFrom: '006OTHER', deal: { name: 'Semences' } });
      assert.equal(fromDeal.account[0]?.recordId, '001TWO');
      assert.equal(fromDeal.opportunities[0]?.recordId, '006OTHER');
      assert.ok(fromDeal.opportunities[0].reasons.includes('opened-from'));
    });

    const hostile: Record<string, string> = {
      'of 200 kB': 'Société Générale '.repeat(12_000),
      'of one long word': 'a'.repeat(200_000),
      'of nothing but small words': 'de la du des et of the',
      'of wildcards': '%_%\\_%%',
      'with NUL': 'Teranga\0Lumière\0',
      'of half characters': '\ud800\ud800\udc00\ud800',
      'of statements': `'); drop table mirror_accounts; --`,
      'of nothing': ' \u200b ',
      'of many words': Array.from({ length: 400 }, (_, index) => `mot${index}`).join(' '),
    };
    for (const [what, name] of Object.entries(hostile)) {
      it(`stays calm at a name ${what}`, async () => {
        await test.put({
          accounts: [mirroredAccount(`001HOSTILE${what.length}`, { name, website: name, phone: name, city: name })],
        });
        const begin = performance.now();
        await test.find({
          account: { name, website: name, phone: name, city: name, country: name, emails: [name] },
          contacts: [{ firstName: name, lastName: name, email: name, phones: [name] }],
          deal: { name },
          openedFrom: name,
        });
        assert.ok(performance.now() - begin < 2_000);
      });
    }

    it('leaves the planner as it was', async () => {
      const shown = await test.store.database.query<{ enable_seqscan: string }>('show enable_seqscan');
      assert.equal(shown.rows[0]?.enable_seqscan, 'on');
      assert.equal((await test.mirror.counts(ORG.orgId)).Contact, 3);
    });
  });
}
