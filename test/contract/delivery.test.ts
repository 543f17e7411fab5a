import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';

import type { DraftColumns } from '../../middleware/src/salesforce/delivery/columns.ts';
import { createDelivery, type DraftDelivery } from '../../middleware/src/salesforce/delivery/delivery.ts';
import { testDatabases } from '../../middleware/src/testing/databases.ts';
import { connectOrg, hurried, type ConnectedOrg } from './connected-org.ts';

const columnsOf = (captureId: string, changes: Partial<DraftColumns> = {}): DraftColumns => ({
  captureId,
  kind: 'tender',
  capturedAt: '2026-03-02T08:00:00Z',
  ownerId: null,
  version: 1,
  name: 'Hôpital de Thiès : onduleurs',
  accountName: 'Hôpital de Thiès',
  accountId: null,
  amount: 1_500_000,
  currency: 'XOF',
  closeDate: '2026-04-01',
  stage: 'Prospection',
  type: null,
  leadSource: null,
  country: 'Sénégal',
  confidence: 0.9,
  toCheck: 1,
  possibleDuplicate: false,
  duplicateOf: null,
  ...changes,
});

for (const place of await testDatabases()) {
  describe(`delivery of drafts (${place.name})`, { skip: place.skip ?? false, timeout: 60_000 }, () => {
    let connected: ConnectedOrg;
    before(async () => {
      connected = await connectOrg(place, {});
    });
    after(async () => connected.close());

    const delivery = (): DraftDelivery => {
      const { database, keyring, log } = connected;
      return createDelivery({ database, keyring, connections: connected.connections(), log, wait: hurried });
    };
    /** Drafts as a room that starts them by itself would make them. */
    const give = async (to: DraftDelivery, count: number, changes: Partial<DraftColumns> = {}): Promise<string[]> => {
      const captureId = randomUUID();
      const ids = Array.from({ length: count }, () => randomUUID() as string);
      const { orgId } = connected.org;
      await connected.database.transaction(async (client) => {
        await insertCapture(client, orgId, captureId);
        for (const [position, id] of ids.entries()) {
          await client.query(
            `insert into drafts (org_id, id, capture_id, owner_id, position, state, version, confidence, content, changed_at)
             values ($1, $2, $3, '005', $4, 'open', 1, 1, '', now())`,
            [orgId, id, captureId, position],
          );
          await to.enqueue(client, orgId, id, columnsOf(captureId, changes));
        }
      });
      return ids;
    };
    const rowsOf = (id: string) =>
      connected.org.records('Opportunity_Draft__c').filter(({ fields }) => fields['Draft_Id__c'] === id);
    /** As if the time of the next try had come. */
    const letTimePass = () => connected.database.query(`update deliveries set next_at = now() where state = 'waiting'`);

    it('makes one row of each draft, in calls of two hundred', async () => {
      const to = delivery();
      const ids = await give(to, 230);
      const asked = connected.org.requests();
      await to.deliver(connected.org.orgId);
      assert.ok(connected.org.requests() - asked < 10);
      for (const id of ids) assert.equal(rowsOf(id).length, 1);
      const [row] = rowsOf(ids[0]!);
      assert.equal(row!.fields['Status__c'], 'Open');
      assert.equal(row!.fields['Account_Name__c'], 'Hôpital de Thiès');
      assert.deepEqual(await to.state(connected.org.orgId), { waiting: 0, sent: 230, refused: [], waitingSince: null });
      const { rows } = await connected.database.query('select 1 from deliveries where columns is not null');
      assert.equal(rows.length, 0);
    });

    it('keeps a row that is refused with its code, and sends the others', async () => {
      const to = delivery();
      const { orgId } = connected.org;
      const [bad] = await give(to, 1, { ownerId: '005000000000009AAA' });
      const good = await give(to, 2);
      await to.deliver(orgId);
      for (const id of good) assert.equal(rowsOf(id).length, 1);
      assert.equal(rowsOf(bad!).length, 0);
      const { refused } = await to.state(orgId);
      assert.deepEqual(
        refused.map(({ draftId }) => draftId),
        [bad],
      );
      assert.match(refused[0]!.code, /^[A-Z_]+$/);
      assert.notEqual(refused[0]!.code, 'UNKNOWN_EXCEPTION');
      assert.equal(await to.sendAgain(orgId), 1);
    });

    it('sends again what had no answer, and leaves what a person did with the row meanwhile', async () => {
      const to = delivery();
      const { org } = connected;
      const [id] = await give(to, 1);
      await to.deliver(org.orgId);
      const [row] = rowsOf(id!);
      org.update(row!.id, { Status__c: 'Approved', Decision__c: 'approved' });
      // The org made the row, and its answer was lost.
      await connected.database.query('update deliveries set record_id = null where draft_id = $1', [id]);
      const captureId = String(row!.fields['Capture_Id__c']);
      await connected.database.transaction((client) =>
        to.enqueue(client, org.orgId, id!, columnsOf(captureId, { version: 2, amount: 2_000_000 })),
      );
      await connected.database.query('update deliveries set attempts = 1 where draft_id = $1', [id]);
      await to.deliver(org.orgId);
      const [after, ...more] = rowsOf(id!);
      assert.equal(more.length, 0);
      assert.equal(after!.fields['Status__c'], 'Approved');
      assert.equal(after!.fields['Amount__c'], 2_000_000);
    });

    it('waits for an org that is away, and goes on after a restart', async () => {
      const { org } = connected;
      const to = delivery();
      const [id] = await give(to, 1);
      org.fail('limit', 1, { path: '/composite' });
      await to.deliver(org.orgId);
      assert.equal((await to.state(org.orgId)).waiting, 1);
      assert.equal(rowsOf(id!).length, 0);
      await to.stop();
      await letTimePass();
      const restarted = delivery();
      await Promise.all([restarted.deliver(org.orgId), delivery().deliver(org.orgId)]);
      assert.equal(rowsOf(id!).length, 1);
      assert.equal((await restarted.state(org.orgId)).waiting, 0);
    });

    it('forgets what is erased before it was sent, and logs nothing of what rows say', async () => {
      const to = delivery();
      const { org, database } = connected;
      const [id] = await give(to, 1);
      await database.query('delete from drafts where org_id = $1 and id = $2', [org.orgId, id]);
      await to.deliver(org.orgId);
      assert.equal(rowsOf(id!).length, 0);
      const logged = connected.logged();
      assert.ok(logged.includes('drafts delivered'));
      assert.ok(!logged.includes('Thiès'));
    });
  });
}

async function insertCapture(
  client: { query(text: string, values: unknown[]): Promise<unknown> },
  orgId: string,
  captureId: string,
): Promise<void> {
  await client.query(
    `insert into captures (org_id, id, owner_id, kind, state, captured_at, time_zone, digest, wrapped_key, source, context)
     values ($1, $2, '005', 'text', 'ready', now(), 'Africa/Dakar', '', '', '', '')`,
    [orgId, captureId],
  );
}
