import type { Connection } from 'jsforce';

import { isUnavailable, type Database, type Queryable } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.ts';
import { describeError, type Log } from '../../platform/log.ts';
import { createOrgCalls, type OrgCalls, type Wait } from '../calls/org-calls.ts';
import { OrgRefusal } from '../calls/refusals.ts';
import { rowOf, type DraftColumns } from './columns.ts';
import { createDeliveryStore, type Delivery, type DeliveryState, type DeliveryStore } from './delivery-store.ts';
import { findRows, MOST_ROWS, upsertRows } from './upserting.ts';

interface Parts {
  readonly database: Database;
  readonly keyring: Pick<Keyring, 'sealFor'>;
  readonly connections: {
    background(orgId: string): Promise<Connection>;
    connected(): Promise<string[]>;
  };
  readonly log: Log;
  /** How to wait between tries of one call: there for tests. */
  readonly wait?: Wait;
}

/**
 * Brings drafts that no person started (tenders, mails) to the org, where a row of each makes them show in lists. A draft that a
 * person started needs none of this: Apex makes its row. Nothing in the product starts a draft by itself yet, so nobody calls
 * `enqueue`: the room that watches tenders will be the first.
 */
export interface DraftDelivery {
  /** Gives a draft's row to be sent, in the transaction that makes the draft. Given again, the newer columns count. */
  enqueue(client: Queryable, orgId: string, draftId: string, columns: DraftColumns): Promise<void>;
  start(): void;
  /** Breaks off: what was not acknowledged is sent again, and still is one row. */
  stop(): Promise<void>;
  /** Sends what is due for an org now. */
  deliver(orgId: string): Promise<void>;
  /** Sends again what the org refused for good: an admin changed what stood against it. @returns how many. */
  sendAgain(orgId: string): Promise<number>;
  state(orgId: string): Promise<DeliveryState>;
}

const LOOK_MILLISECONDS = 15_000;
/** An org that cannot be asked is asked again after this. */
const ORG_AWAY_SECONDS = 60;

export function createDelivery(parts: Parts): DraftDelivery {
  const { database, keyring, connections, log, wait } = parts;
  const store = createDeliveryStore(database, keyring);
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> | undefined;
  const deliver = async (orgId: string) => {
    const { signal } = stopping;
    const calls = createOrgCalls({ connect: () => connections.background(orgId), signal, ...(wait ? { wait } : {}) });
    while (!signal.aborted) {
      const due = await store.claim(orgId, MOST_ROWS);
      if (due.length === 0 || !(await sendBatch({ store, calls, log }, orgId, due))) return;
    }
  };
  const deliverAll = async () => {
    for (const orgId of await connections.connected()) if (!stopping.signal.aborted) await deliver(orgId);
  };
  const look = () => {
    round ??= deliverAll()
      .catch((error: unknown) => {
        if (!isUnavailable(error)) log.error({ error: describeError(error) }, 'drafts were not delivered');
      })
      .finally(() => (round = undefined));
  };
  return {
    enqueue: (client, orgId, draftId, columns) => store.put(client, orgId, draftId, columns),
    start() {
      look();
      timer = setInterval(look, LOOK_MILLISECONDS).unref();
    },
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await round;
    },
    deliver,
    sendAgain: (orgId) => store.again(orgId),
    state: (orgId) => store.state(orgId),
  };
}

/** @returns whether the org took the call: then more may follow. */
async function sendBatch(
  { store, calls, log }: { store: DeliveryStore; calls: OrgCalls; log: Log },
  orgId: string,
  due: readonly Delivery[],
): Promise<boolean> {
  try {
    const there = await rowsThere(calls, due);
    const rows = due.map((each) => rowOf(each.draftId, each.columns, there.has(each.draftId)));
    const outcomes = await upsertRows(calls, rows);
    for (const [at, delivery] of due.entries()) {
      const outcome = outcomes[at];
      if (outcome?.kind === 'taken') await store.sent(orgId, delivery, outcome.recordId);
      else if (outcome) await store.refused(orgId, delivery, outcome);
    }
    const refused = outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome.code] : []));
    log.info(
      { org: orgId, rows: due.length, refused: refused.length, codes: [...new Set(refused)] },
      'drafts delivered',
    );
    return true;
  } catch (error) {
    if (!(error instanceof OrgRefusal)) throw error;
    await store.putBack(orgId, due, error.code === 'stopped' ? 0 : ORG_AWAY_SECONDS);
    const { code, orgCode } = error;
    if (code !== 'stopped') log.warn({ org: orgId, rows: due.length, code, orgCode }, 'drafts not delivered');
    return false;
  }
}

/**
 * Which drafts have their row: those that were sent before, and those whose first answer may have been lost. What people changed
 * on a row since is theirs.
 */
async function rowsThere(calls: OrgCalls, due: readonly Delivery[]): Promise<ReadonlySet<string>> {
  const known = due.filter(({ recordId }) => recordId !== null).map(({ draftId }) => draftId);
  const unsure = due
    .filter(({ recordId, attempts }) => recordId === null && attempts > 1)
    .map(({ draftId }) => draftId);
  const found = unsure.length === 0 ? [] : (await findRows(calls, unsure)).keys();
  return new Set([...known, ...found]);
}
