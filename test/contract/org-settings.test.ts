import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { OrgRefusal } from '../../middleware/src/salesforce/calls/refusals.ts';
import { createOrgSettings } from '../../middleware/src/salesforce/org-settings/org-settings.ts';
import { testDatabases } from '../../middleware/src/testing/databases.ts';
import { connectOrg, hurried, type ConnectedOrg } from './connected-org.ts';

for (const place of await testDatabases()) {
  describe(`the settings of an org (${place.name})`, { skip: place.skip ?? false, timeout: 60_000 }, () => {
    let connected: ConnectedOrg;
    let now = Date.parse('2026-03-02T08:00:00Z');
    before(async () => {
      connected = await connectOrg(place, {});
    });
    after(async () => connected.close());
    const settings = () =>
      createOrgSettings({
        database: connected.database,
        connections: connected.connections(),
        freshMinutes: 30,
        clock: () => new Date(now),
        log: connected.log,
        wait: hurried,
      });

    it('are refused while nobody could read them', async () => {
      connected.org.fail('limit', 1, { path: '/query' });
      await assert.rejects(settings().current(connected.org.orgId), (error) => {
        assert.ok(error instanceof OrgRefusal);
        return error.code === 'limits-reached';
      });
      assert.equal(await settings().known(connected.org.orgId), null);
    });

    it('are what the admin set and the org has', async () => {
      const { context, failure } = await settings().current(connected.org.orgId);
      assert.equal(failure, null);
      assert.ok(context.picklists['Opportunity.StageName']!.some(({ value }) => value === 'Prospection'));
      assert.ok(context.picklists['Opportunity.Country__c']!.some(({ value }) => value === 'Sénégal'));
      assert.equal(context.defaults.country, 'Sénégal');
      assert.equal(context.defaults.closeDateDays, 7);
      assert.equal(context.defaults.currency, 'XOF');
      assert.ok(context.vendor.names.includes('Neurotech'));
      assert.deepEqual(context.models, []);
    });

    it('are asked for again only when they are old, once for all who ask', async () => {
      const { org } = connected;
      const cache = settings();
      const { readAt } = await cache.current(org.orgId);
      const asked = org.requests();
      now += 29 * 60_000;
      await cache.current(org.orgId);
      assert.equal(org.requests(), asked);
      now += 2 * 60_000;
      const [one, other] = await Promise.all([cache.current(org.orgId), cache.current(org.orgId)]);
      assert.equal(one, other);
      assert.ok(one.readAt > readAt);
      assert.ok(org.requests() - asked < 9);
    });

    it('stay as they were read last while the org is away, with their age', async () => {
      const { org } = connected;
      const cache = settings();
      const { readAt } = await cache.current(org.orgId);
      now += 60 * 60_000;
      org.fail('limit', 1, { path: '/query' });
      const last = await cache.current(org.orgId);
      assert.deepEqual([last.readAt, last.failure], [readAt, 'limits-reached']);
      const asked = org.requests();
      await cache.current(org.orgId);
      assert.equal(org.requests(), asked);
      now += 2 * 60_000;
      assert.equal((await cache.current(org.orgId)).failure, null);
    });
  });
}
