import { asSystem } from '../records/user-mode.ts';
import type { Records } from '../records/user-mode.ts';
import { listOf, objectOf } from './draft-values.ts';
import { momentOf } from './erasure.ts';
import type { MiddlewareCalls } from './middleware.ts';
import { eraseRows } from './rows.ts';
import type { Transaction } from './transaction.ts';

const OBJECT = 'Sync_Progress__c';
/** Read again each time: erasures of several processes of the middleware may be noted a little out of order. */
const OVERLAP_MILLISECONDS = 60 * 60_000;
const EARLIEST = new Date('2000-01-01T00:00:00Z');

/**
 * Clears the rows of notes that were erased without their page, as the Apex class ErasureSync: page after page, oldest first.
 * How far it came is noted with what was cleared, so that a run that is cut short is gone on with by the next.
 */
export async function readErasures(transaction: Transaction, door: MiddlewareCalls): Promise<void> {
  const since = new Date(readTo(transaction).getTime() - OVERLAP_MILLISECONDS);
  let cursor: string | null = null;
  do {
    const page = await door.readErasures(since, cursor);
    clear(transaction, listOf(page['erasures']));
    cursor = typeof page['next'] === 'string' ? page['next'] : null;
  } while (cursor !== null);
}

function clear(transaction: Transaction, erasures: readonly unknown[]): void {
  const erasedAt = new Map(
    erasures.map(objectOf).map((each) => {
      return [String(each['captureId']), momentOf(each['erasedAt'], transaction.organisation.now())];
    }),
  );
  if (erasedAt.size === 0) return;
  transaction.organisation.store.transaction(() => {
    eraseRows(transaction, erasedAt);
    noteReadTo(transaction, [readTo(transaction), ...erasedAt.values()]);
  });
}

/** Up to which erasure, by the middleware's clock, the rows are cleared. */
function readTo(transaction: Transaction): Date {
  const noted = systemOf(transaction).find(OBJECT)[0]?.fields['Erasures_Read_To__c'];
  return typeof noted === 'string' ? new Date(noted) : EARLIEST;
}

function noteReadTo(transaction: Transaction, moments: readonly Date[]): void {
  const newest = new Date(Math.max(...moments.map((moment) => moment.getTime())));
  const system = systemOf(transaction);
  const known = system.find(OBJECT)[0];
  const fields = { Erasures_Read_To__c: newest.toISOString() };
  if (known) system.update(known.id, fields);
  else system.insert(OBJECT, { Name: 'Sync progress', ...fields });
}

function systemOf({ organisation, user }: Transaction): Records {
  return asSystem(organisation, user);
}
