import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';

import { testDatabases } from '../../middleware/src/testing/databases.ts';
import type { Freshness } from '../../middleware/src/salesforce/filling/freshness.ts';
import { connectOrg, hurried, type ConnectedOrg } from './connected-org.ts';
import { fillUntilKilled } from './killed-filling.ts';
import { contentsOfMirror, contentsOfOrg, differences } from './mirror-contents.ts';

const PAGE_SIZE = 100;

/** What was deleted so long ago that the org does not know of it any more. */
const GONE = {
  recordId: '001000000000001AAA',
  name: 'Disparue SARL',
  website: null,
  phone: null,
  city: null,
  country: null,
  parentId: null,
  modifiedAt: new Date('2020-01-01T00:00:00Z'),
};

const stateOf = (freshness: Freshness) => freshness.objects.map(({ state }) => state);
const failureOf = ({ objects }: Freshness) => objects.map(({ failure }) => failure?.code ?? null);
const ofObject = ({ objects }: Freshness, name: string) => {
  const found = objects.find(({ object }) => object === name);
  assert.ok(found);
  return found;
};

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, 'it never came to be');
    await hurried(2_000);
  }
}

async function assertEqual({ database, keyring, org }: ConnectedOrg, hidden: string[] = []): Promise<void> {
  assert.deepEqual(differences(await contentsOfMirror(database, keyring, org.orgId), contentsOfOrg(org, hidden)), []);
}

/** As before anything was loaded. */
async function empty({ mirror, org, filling }: ConnectedOrg): Promise<void> {
  await filling().forget(org.orgId);
  assert.deepEqual(await mirror.counts(org.orgId), { Account: 0, Contact: 0, Opportunity: 0 });
}

for (const place of await testDatabases()) {
  const suite = { skip: place.skip ?? false, timeout: 120_000 };
  describe(`the mirror of an org (${place.name})`, suite, () => {
    let connected: ConnectedOrg;
    before(async () => {
      connected = await connectOrg(place, { accounts: 500, contacts: 300, opportunities: 200 });
    });
    after(async () => connected.close());

    it('is empty and says so before anybody looks', async () => {
      const freshness = await connected.filling().freshness(connected.org.orgId);
      assert.deepEqual(stateOf(freshness), ['never', 'never', 'never']);
    });

    it('ends equal to the org after the first load', async () => {
      const { org } = connected;
      const freshness = await connected.filling(PAGE_SIZE).refresh(org.orgId);
      assert.deepEqual(stateOf(freshness), ['fresh', 'fresh', 'fresh']);
      assert.equal(ofObject(freshness, 'Account').records, org.records('Account').length);
      await assertEqual(connected);
    });

    it('follows changes, new records, deletions, and opportunities that are closed or open again', async () => {
      const { org } = connected;
      const filling = connected.filling();
      const [first, , third] = org.records('Account');
      const [open, other] = org.records('Opportunity').filter(({ fields }) => fields['IsClosed'] !== true);
      org.update(first!.id, { Name: 'Société Générale d’Électricité, "SGE"', Website: null });
      org.delete(third!.id);
      org.delete(org.records('Contact')[0]!.id);
      org.insert('Account', { Name: 'Nouvelle SARL', BillingCity: 'Thiès' });
      org.update(open!.id, { IsClosed: true, IsWon: true, StageName: 'Closed Won' });
      org.delete(other!.id);
      await filling.refresh(org.orgId);
      await assertEqual(connected);
      org.update(open!.id, { IsClosed: false, IsWon: false, StageName: 'Prospection' });
      await filling.refresh(org.orgId);
      assert.ok((await contentsOfMirror(connected.database, connected.keyring, org.orgId)).Opportunity[open!.id]);
      await assertEqual(connected);
    });

    it('does without a field that the user cannot see, names it, and takes it in when it shows again', async () => {
      const { org } = connected;
      const filling = connected.filling();
      org.hide('Account', 'Phone');
      const without = await filling.refresh(org.orgId);
      assert.deepEqual(stateOf(without), ['fresh', 'fresh', 'fresh']);
      assert.ok(ofObject(without, 'Account').hiddenFields.includes('Phone'));
      await assertEqual(connected, ['Account.Phone']);
      org.showAll();
      const again = await filling.refresh(org.orgId);

      assert.ok(!ofObject(again, 'Account').hiddenFields.includes('Phone'));
      await assertEqual(connected);
    });

    it('goes on where it stopped when the token ends and the org is away in the middle', async () => {
      const { org } = connected;
      await empty(connected);
      org.expireTokens(8);
      org.fail('unavailable', 2, { path: '/results', after: 1 });
      org.fail('cut', 1, { path: '/results', after: 2 });
      const freshness = await connected.filling(PAGE_SIZE).refresh(org.orgId);
      assert.deepEqual(failureOf(freshness), [null, null, null]);
      await assertEqual(connected);
    });
  });
}

const [, server] = await testDatabases();
describe(
  'the mirror of an org, when something is in its way',
  { skip: server?.skip ?? false, timeout: 120_000 },
  () => {
    let connected: ConnectedOrg;
    before(async () => {
      connected = await connectOrg(server!, { accounts: 1_000, contacts: 200, opportunities: 100 });
    });
    after(async () => connected.close());
    beforeEach(() => empty(connected));

    it('leaves the org alone when its limits are reached, says so, and goes on with the same load afterwards', async () => {
      const { org } = connected;
      const filling = connected.filling(PAGE_SIZE);
      org.fail('limit', 1, { path: '/results', after: 4 });
      const before = org.requests();
      const freshness = await filling.refresh(org.orgId);
      assert.deepEqual(failureOf(freshness), ['limits-reached', 'limits-reached', 'limits-reached']);
      assert.ok(org.requests() - before < 20);
      const account = ofObject(freshness, 'Account');
      assert.equal(account.state, 'loading');
      assert.deepEqual(account.loading, { written: 400, of: org.records('Account').length });
      assert.equal(account.takenOverAt, null);
      assert.ok(account.failure!.tryAgainAt!.getTime() > Date.now());
      const finished = await filling.refresh(org.orgId);
      assert.deepEqual(failureOf(finished), [null, null, null]);
      await assertEqual(connected);
    });

    it('begins a job again that failed, and one whose results are gone', async () => {
      const { org } = connected;
      const filling = connected.filling(PAGE_SIZE);
      org.failJobs();
      org.fail('limit', 1, { path: '/results', after: 3 });
      const stopped = await filling.refresh(org.orgId);
      assert.equal(ofObject(stopped, 'Account').loading?.written, 300);
      org.expireJobs();
      const freshness = await filling.refresh(org.orgId);
      assert.deepEqual(failureOf(freshness), [null, null, null]);
      await assertEqual(connected);
    });

    it('goes on after it was killed, and never says meanwhile that the mirror is whole', async () => {
      const { org } = connected;
      assert.ok(await fillUntilKilled(connected, server!.url!, 12), 'killed at work');
      const filling = connected.filling(PAGE_SIZE);
      const half = ofObject(await filling.freshness(org.orgId), 'Account');
      assert.equal(half.state, 'loading');
      assert.ok(half.records > 0 && half.records < org.records('Account').length, String(half.records));
      // Meanwhile the org goes on too.
      org.delete(org.records('Account')[1]!.id);
      org.insert('Account', { Name: 'Entre-temps SA' });
      const asked = org.requests();
      const whole = await filling.refresh(org.orgId);
      assert.deepEqual(stateOf(whole), ['fresh', 'fresh', 'fresh']);
      await assertEqual(connected);
      assert.ok(org.requests() - asked < 60);
    });

    it('keeps nothing of an object that the user may no longer see, and the others go on', async () => {
      const { org } = connected;
      const filling = connected.filling();
      await filling.refresh(org.orgId);
      org.hide('Contact');
      const hidden = await filling.refresh(org.orgId);
      assert.deepEqual(failureOf(hidden), [null, 'object-hidden', null]);
      assert.deepEqual(stateOf(hidden), ['fresh', 'broken', 'fresh']);
      assert.equal(ofObject(hidden, 'Contact').records, 0);
      org.showAll();
      assert.deepEqual(failureOf(await filling.refresh(org.orgId)), [null, null, null]);
      await assertEqual(connected);
    });

    it('finds out that it differs from the org, says so, and cures itself', async () => {
      const { org, mirror, database } = connected;
      const filling = connected.filling();
      await filling.refresh(org.orgId);
      await database.transaction((client) => mirror.putAccounts(client, org.orgId, [GONE]));
      const told = ofObject(await filling.verify(org.orgId), 'Account');
      assert.equal(told.reloadReason, 'differs-from-org');
      assert.equal(told.state, 'stale');
      assert.match(connected.logged(), /the mirror differs from the org/);
      const cured = ofObject(await filling.refresh(org.orgId), 'Account');
      assert.deepEqual([cured.reloadReason, cured.state], [null, 'fresh']);
      await assertEqual(connected);
      assert.equal(ofObject(await filling.verify(org.orgId), 'Account').reloadReason, null);
    });

    it('reads everything anew when the org can no longer say what was deleted', async () => {
      const { org, database } = connected;
      const filling = connected.filling();
      await filling.refresh(org.orgId);
      await database.query(
        `update mirror_loads set deleted_until = deleted_until - interval '20 days' where org_id = $1`,
        [org.orgId],
      );
      // Out of the recycle bin, and longer ago than the log goes back.
      await database.transaction((client) => connected.mirror.putAccounts(client, org.orgId, [GONE]));
      assert.deepEqual(failureOf(await filling.refresh(org.orgId)), [null, null, null]);
      await assertEqual(connected);
    });

    it('is filled by one process at a time', async () => {
      const { org } = connected;
      const before = connected.logged().length;
      const [one, other] = [connected.filling(PAGE_SIZE), connected.filling(PAGE_SIZE)];
      await Promise.all([one.refresh(org.orgId), other.refresh(org.orgId), one.refresh(org.orgId)]);
      const loads =
        connected
          .logged()
          .slice(before)
          .match(/"loaded":[1-9]/g) ?? [];
      assert.equal(loads.length, 3);
      await one.refresh(org.orgId);
      await assertEqual(connected);
    });

    it('breaks off at once when the process stops, and another one goes on', async () => {
      const { org } = connected;
      const filling = connected.filling(PAGE_SIZE);
      org.slow(30);
      const looking = filling.refresh(org.orgId);
      await until(async () => ofObject(await filling.freshness(org.orgId), 'Account').loading !== null);
      org.slow(5_000);
      const begun = performance.now();
      await filling.stop();
      await looking;
      assert.ok(performance.now() - begun < 2_000);
      org.slow(0);
      await connected.filling().refresh(org.orgId);
      await assertEqual(connected);
    });

    it('is looked at by itself, as soon as it starts', async () => {
      const { org } = connected;
      const filling = connected.filling();
      filling.start();
      await until(async () => stateOf(await filling.freshness(org.orgId)).every((state) => state === 'fresh'));
      await filling.stop();
      await assertEqual(connected);
    });

    it('is told of in the log by ids, codes and counts only', () => {
      const { org } = connected;
      const names = [...org.records('Account'), ...org.records('Contact')].flatMap(({ fields }) =>
        ['Name', 'LastName', 'Email', 'Phone', 'Website'].flatMap((name) => fields[name] ?? []),
      );
      const logged = connected.logged();
      assert.ok(logged.includes('mirror taken over'));
      for (const name of new Set(names.map(String))) assert.ok(!logged.includes(name), name);
      assert.ok(!logged.includes(org.clientSecret));
    });

    // The last one: this org is away from here on.
    it('gives up for a while on an org that stays away, without a loop', async () => {
      const { org } = connected;
      const filling = connected.filling(PAGE_SIZE);
      assert.deepEqual(failureOf(await filling.refresh(org.orgId)), [null, null, null]);
      org.fail('unavailable', 1_000);
      const before = org.requests();
      const freshness = await filling.refresh(org.orgId);
      assert.deepEqual(failureOf(freshness), ['unreachable', 'unreachable', 'unreachable']);
      assert.ok(org.requests() - before < 40, String(org.requests() - before));
      // What was whole still is, and its age is told.
      assert.deepEqual(stateOf(freshness), ['fresh', 'fresh', 'fresh']);
    });
  },
);

const [, large] = await testDatabases();
describe('the mirror of a large org', { skip: large?.skip ?? false, timeout: 120_000 }, () => {
  it('holds 50,000 accounts after the first load, and reads them once', async () => {
    // Records of yesterday: what has just changed is read again with the changes.
    let now = Date.now() - 86_400_000;
    const connected = await connectOrg(large!, { accounts: 50_000, now: () => new Date(now) });
    try {
      now = Date.now();
      const { org } = connected;
      const freshness = await connected.filling(2_000).refresh(org.orgId);
      assert.equal(ofObject(freshness, 'Account').records, org.records('Account').length);
      assert.ok(org.requests() < 70, String(org.requests()));
      await assertEqual(connected);
    } finally {
      await connected.close();
    }
  });
});
