import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { createCaptureStore } from '../captures/store.ts';
import { insertCapture } from '../testing/captures.ts';
import { testDatabases } from '../testing/databases.ts';
import { ORG, OTHER_ORG } from '../testing/middleware.ts';
import {
  accountFacts,
  contactFacts,
  mirroredAccount,
  mirroredContact,
  mirroredOpportunity,
  openTestMirror,
  recordFacts,
  type TestMirror,
} from '../testing/mirror.ts';
import { createMatchMemory, type MatchDecision } from './memory.ts';

const ACCOUNTS = [
  mirroredAccount('001A', { name: 'Comptoir des Épices de Casamance' }),
  mirroredAccount('001B', { name: 'Comptoir des Épices de Kolda' }),
  mirroredAccount('001C', { name: 'Bureau Veritable', website: 'bureau-veritable.com' }),
];
const said = { by: '005REP', captureId: null };

for (const place of await testDatabases()) {
  describe(`what people decided on matches (${place.name})`, { skip: place.skip ?? false }, () => {
    let test: TestMirror;
    const remember = (decision: MatchDecision, orgId = ORG.orgId) =>
      test.store.database.transaction((client) =>
        createMatchMemory(test.store.keyring).remember(client, orgId, decision),
      );
    before(async () => {
      test = await openTestMirror(place);
      await test.put({
        accounts: ACCOUNTS,
        contacts: [
          mirroredContact('003A', { accountId: '001A', firstName: 'Awa', lastName: 'Faye', email: 'awa@kaay.sn' }),
        ],
        opportunities: [
          mirroredOpportunity('006A', {
            accountId: '001A',
            name: 'Poivre en vrac',
            amount: 5_000_000,
            currency: 'XOF',
          }),
        ],
      });
    });
    after(() => test.remove());

    it('a name that was said to be another one is never offered again; others are', async () => {
      const facts = accountFacts({ name: 'Comptoir Epices Casamance SARL' });
      const before = await test.find({ account: facts });
      assert.ok(before.account.some(({ recordId }) => recordId === '001A'));
      await remember({ target: 'account', facts, recordId: '001A', same: false, ...said });
      for (const name of ['Comptoir Epices Casamance SARL', 'COMPTOIR des Épices Casamance']) {
        const { account } = await test.find({ account: { name } });
        assert.ok(
          account.every(({ recordId }) => recordId !== '001A'),
          name,
        );
      }
      await remember({ target: 'account', facts, recordId: '001A', same: true, ...said });
      assert.equal((await test.find({ account: facts })).account[0]?.score, 1);
    });

    it('a confirmed short name is learned as a further name of its record', async () => {
      assert.deepEqual((await test.find({ account: { name: 'Zeppo' } })).account, []);
      await remember({
        target: 'account',
        facts: accountFacts({ name: 'ZEPPO' }),
        recordId: '001B',
        same: true,
        ...said,
      });
      const { account } = await test.find({ account: { name: 'Zeppo SA' } });
      assert.deepEqual(
        account.map(({ recordId, score, verdict }) => [recordId, score, verdict]),
        [['001B', 1, 'same']],
      );
      assert.equal(account[0]?.reasons[0], 'confirmed-before');
      assert.deepEqual((await test.find({ account: { name: 'Zeppo' } }, OTHER_ORG.orgId)).account, []);
    });

    it('a decision does not hold for the same name at another domain', async () => {
      const facts = accountFacts({ name: 'Bureau Veritable', website: 'bureau-veritable.com' });
      await remember({ target: 'account', facts, recordId: '001C', same: false, ...said });
      assert.deepEqual((await test.find({ account: facts })).account, []);
      assert.deepEqual((await test.find({ account: { name: 'Bureau Veritable' } })).account, []);
      const elsewhere = await test.find({ account: { ...facts, website: 'veritable-bureau.ci', emails: [] } });
      assert.equal(elsewhere.account[0]?.recordId, '001C');
    });

    it('decisions on people and deals hold, and go with their capture; those on accounts stay', async () => {
      const { database, keyring } = test.store;
      const captures = createCaptureStore(database, keyring.wrap);
      const { captureId } = await database.transaction((client) => insertCapture(client, captures, 'x'));
      const person = contactFacts({ firstName: 'Awa', lastName: 'Faye' });
      const deal = recordFacts({ deal: { name: 'Poivre en vrac', amount: 5_000_000, currency: 'XOF' } }).deal;
      const asked = { account: { name: 'Comptoir des Épices de Casamance' }, contacts: [person], deal };
      const first = await test.find(asked);
      assert.equal(first.contacts[0]?.[0]?.recordId, '003A');
      assert.equal(first.opportunities[0]?.recordId, '006A');
      const by = { by: '005REP', captureId };
      await remember({ target: 'contact', facts: person, recordId: '003A', same: false, ...by });
      await remember({ target: 'opportunity', facts: deal, recordId: '006A', same: false, ...by });
      await remember({
        target: 'account',
        facts: accountFacts({ name: 'Nouvel Ancien' }),
        recordId: '001A',
        same: true,
        ...by,
      });
      const second = await test.find(asked);
      assert.deepEqual([second.contacts, second.opportunities], [[[]], []]);
      await database.query('delete from captures where org_id = $1 and id = $2', [ORG.orgId, captureId]);
      const third = await test.find(asked);
      assert.equal(third.contacts[0]?.[0]?.recordId, '003A');
      assert.equal((await test.find({ account: { name: 'Nouvel Ancien' } })).account[0]?.recordId, '001A');
    });

    it('what was refused is told on every later note, also where nothing is mirrored; until it is the same after all', async () => {
      const account = accountFacts({ name: 'Ziguinchor Frigo' });
      const person = contactFacts({ firstName: 'Ndèye', lastName: 'Camara' });
      const { deal } = recordFacts({ deal: { name: 'Chambres froides' } });
      const asked = { account, contacts: [contactFacts({ lastName: 'Autre' }), person], deal };
      for (const orgId of [ORG.orgId, OTHER_ORG.orgId]) {
        const nothing = { account: [], contacts: [[], []], opportunities: [] };
        assert.deepEqual((await test.find(asked, orgId)).refused, nothing, orgId);
        await remember({ target: 'account', facts: account, recordId: '001Z', same: false, ...said }, orgId);
        await remember({ target: 'contact', facts: person, recordId: '003Z', same: false, ...said }, orgId);
        await remember({ target: 'opportunity', facts: deal, recordId: '006Z', same: false, ...said }, orgId);
        const again = await test.find({ ...asked, account: { name: 'ZIGUINCHOR FRIGO SARL' } }, orgId);
        assert.deepEqual(again.refused, { account: ['001Z'], contacts: [[], ['003Z']], opportunities: ['006Z'] });
        await remember({ target: 'account', facts: account, recordId: '001Z', same: true, ...said }, orgId);
        assert.deepEqual((await test.find(asked, orgId)).refused.account, []);
      }
    });

    it('keeps nothing in the clear, and nothing of facts that say nothing', async () => {
      await remember({ target: 'account', facts: accountFacts(), recordId: '001A', same: true, ...said });
      await remember({
        target: 'account',
        facts: accountFacts({ name: 'Karité & Moi\0' }),
        recordId: '001A',
        same: false,
        ...said,
      });
      const { rows } = await test.store.database.query<{ row: string }>('select d::text as row from match_decisions d');
      assert.ok(rows.every(({ row }) => !/karit|zeppo|faye/i.test(row)));
      const { rows: kept } = await test.store.database.query('select 1 from match_decisions where name is null');
      assert.equal(kept.length, 0);
    });
  });
}
