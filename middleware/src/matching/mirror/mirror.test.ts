import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';

import { testDatabases } from '../../testing/databases.ts';
import { ORG, OTHER_ORG } from '../../testing/middleware.ts';
import {
  MODIFIED,
  mirroredAccount,
  mirroredContact,
  mirroredOpportunity,
  openTestMirror,
  type TestMirror,
} from '../../testing/mirror.ts';

const later = (seconds: number) => new Date(MODIFIED.getTime() + seconds * 1000);

for (const place of await testDatabases()) {
  describe(`the mirror of an org (${place.name})`, { skip: place.skip ?? false }, () => {
    let test: TestMirror;
    const firstOf = async (name: string, orgId?: string) =>
      (await test.find({ account: { name } }, orgId)).account[0]?.recordId;
    const words = async () => {
      const { rows } = await test.store.database.query<{ word: string; accounts: number }>(
        'select word, accounts from mirror_words where org_id = $1 order by word',
        [ORG.orgId],
      );
      return Object.fromEntries(rows.map(({ word, accounts }) => [word, accounts]));
    };
    before(async () => {
      test = await openTestMirror(place);
    });
    beforeEach(async () => {
      await test.mirror.clear(ORG.orgId);
      await test.mirror.clear(OTHER_ORG.orgId);
    });
    after(() => test.remove());

    it('takes what is newer or as new, and ignores what is older, whatever comes first', async () => {
      await test.put({ accounts: [mirroredAccount('001A', { name: 'Baobab Un', modifiedAt: later(10) })] });
      await test.put({ accounts: [mirroredAccount('001A', { name: 'Ancien Nom', modifiedAt: later(9) })] });
      assert.deepEqual(await words(), { baobab: 1, un: 1 });
      await test.put({ accounts: [mirroredAccount('001A', { name: 'Baobab Trois', modifiedAt: later(10) })] });
      assert.deepEqual(await words(), { baobab: 1, trois: 1 });
      const twice = [
        mirroredAccount('001B', { name: 'Baobab Neuf', modifiedAt: later(3) }),
        mirroredAccount('001B', { name: 'Baobab Vieux', modifiedAt: later(2) }),
      ];
      await test.put({ accounts: twice });
      assert.deepEqual(await words(), { baobab: 2, neuf: 1, trois: 1 });
      assert.equal((await test.mirror.counts(ORG.orgId)).Account, 2);
    });

    it('forgets what is removed, with its words', async () => {
      await test.put({
        accounts: [mirroredAccount('001A', { name: 'Kora Sonore' }), mirroredAccount('001B', { name: 'Kora Douce' })],
        contacts: [mirroredContact('003A', { email: 'x@kora-sonore.com' })],
        opportunities: [mirroredOpportunity('006A', { accountId: '001B' })],
      });
      await test.store.database.transaction(async (client) => {
        await test.mirror.remove(client, ORG.orgId, 'Account', ['001A', '001UNKNOWN']);
        await test.mirror.remove(client, ORG.orgId, 'Contact', ['003A']);
        await test.mirror.remove(client, ORG.orgId, 'Opportunity', ['006A']);
      });
      assert.deepEqual(await words(), { kora: 1, douce: 1 });
      assert.deepEqual(await test.mirror.counts(ORG.orgId), { Account: 1, Contact: 0, Opportunity: 0 });
      assert.equal(await firstOf('Kora Sonore'), undefined);
      const { contacts } = await test.find({ contacts: [{ email: 'x@kora-sonore.com' }] });
      assert.deepEqual(contacts, [[]]);
    });

    it('removes what a full load did not bring, and keeps what it brought too old', async () => {
      const names = Array.from({ length: 2_500 }, (_, index) =>
        mirroredAccount(`001${index}`, { name: `Compte ${index}` }),
      );
      await test.put({ accounts: names }, ORG.orgId, 'first');
      await test.put({ accounts: [mirroredAccount('001OTHER')] }, OTHER_ORG.orgId, 'first');
      await test.put({ accounts: [mirroredAccount('0011', { name: 'Compte changé', modifiedAt: later(60) })] });
      await test.put({ accounts: names.slice(0, 2) }, ORG.orgId, 'second');
      const removed = await test.store.database.transaction((client) =>
        test.mirror.removeUnseen(client, ORG.orgId, 'Account', 'second'),
      );
      assert.equal(removed, 2_498);
      assert.deepEqual(await words(), { 0: 1, compte: 2, change: 1 });
      assert.equal((await test.mirror.counts(ORG.orgId)).Account, 2);
      assert.equal((await test.mirror.counts(OTHER_ORG.orgId)).Account, 1);
    });

    it('takes two fillings at the same moment, and counts them right', async () => {
      const of = (prefix: string) =>
        Array.from({ length: 300 }, (_, index) =>
          mirroredAccount(`001${prefix}${index}`, { name: `Mbalax ${prefix} ${index % 7}` }),
        );
      await Promise.all([
        test.put({ accounts: [...of('Alpha'), ...of('Beta')] }),
        test.put({ accounts: [...of('Beta'), ...of('Alpha')].toReversed() }),
      ]);
      assert.equal((await test.mirror.counts(ORG.orgId)).Account, 600);
      assert.equal((await words())['mbalax'], 600);
    });

    it('holds what is of people, and phones, in no readable form', async () => {
      await test.put({
        accounts: [mirroredAccount('001A', { name: 'Clair', phone: '+221 33 869 10 10', country: 'SN' })],
        contacts: [
          mirroredContact('003A', {
            accountId: '001A',
            firstName: 'Sokhna',
            lastName: 'Zidane',
            title: 'Trésorière',
            email: 'sokhna@zidane.sn',
            phones: ['775123456'],
          }),
        ],
        opportunities: [mirroredOpportunity('006A', { accountId: '001A', name: 'Contrat secret' })],
      });
      for (const table of ['mirror_accounts', 'mirror_contacts', 'mirror_opportunities', 'mirror_words']) {
        const { rows } = await test.store.database.query<{ row: string }>(`select t::text as row from ${table} t`);
        assert.ok(
          rows.every(({ row }) => !/sokhna|zidane|tr.sori|775123456|8691010|869 10 10|secret/i.test(row)),
          table,
        );
      }
    });

    it('goes with its org', async () => {
      await test.put({ accounts: [mirroredAccount('001A')], contacts: [mirroredContact('003A')] }, OTHER_ORG.orgId);
      const left = await test.store.database.transaction(async (client) => {
        await client.query('savepoint kept');
        await client.query('delete from orgs where org_id = $1', [OTHER_ORG.orgId]);
        const { rows } = await client.query<{ count: string }>(
          `select (select count(*) from mirror_accounts where org_id = $1) + (select count(*) from mirror_contacts where org_id = $1)
             + (select count(*) from mirror_words where org_id = $1) + (select count(*) from mirror_counts where org_id = $1) as count`,
          [OTHER_ORG.orgId],
        );
        await client.query('rollback to kept');
        return rows[0]?.count;
      });
      assert.equal(Number(left), 0);
    });

    it('brings nothing of nothing', async () => {
      await test.put({});
      assert.deepEqual(await test.mirror.counts(ORG.orgId), { Account: 0, Contact: 0, Opportunity: 0 });
      assert.deepEqual(await test.find({ account: { name: 'Rien' } }), {
        account: [],
        contacts: [],
        opportunities: [],
        refused: { account: [], contacts: [], opportunities: [] },
      });
    });
  });
}
