import type { Database, Queryable } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.ts';
import { ACCOUNTS, putAccounts, type MirroredAccount } from './accounts.ts';
import { CONTACTS, putContacts, type MirroredContact } from './contacts.ts';
import { OPPORTUNITIES, putOpportunities, type MirroredOpportunity } from './opportunities.ts';
import { lockMirror, removeRows, unseenAfter, type MirroredObject, type MirrorTable } from './rows.ts';
import { tokensOf } from './tokens.ts';
import { changeWords, countWords, type WordChanges } from './words.ts';

export type { MirroredAccount, MirroredContact, MirroredObject, MirroredOpportunity };

/**
 * The copy of an org's records that matching reads. Whoever fills it hands over the client of a transaction; fillings of one org
 * wait for each other until theirs ends. Increments come after the full load that they follow: what only they brought while it ran
 * counts as not seen by it.
 */
export interface Mirror {
  /** Older than what is there: ignored. `load` names a full load. */
  putAccounts(client: Queryable, orgId: string, records: readonly MirroredAccount[], load?: string): Promise<void>;
  putContacts(client: Queryable, orgId: string, records: readonly MirroredContact[], load?: string): Promise<void>;
  /** Open ones only; closed ones are removed by whoever fills it. */
  putOpportunities(
    client: Queryable,
    orgId: string,
    records: readonly MirroredOpportunity[],
    load?: string,
  ): Promise<void>;
  remove(client: Queryable, orgId: string, object: MirroredObject, recordIds: readonly string[]): Promise<void>;
  /** Removes what a finished full load did not bring, and has the database count anew. Gives how many were removed. */
  removeUnseen(client: Queryable, orgId: string, object: MirroredObject, load: string): Promise<number>;
  counts(orgId: string): Promise<Record<MirroredObject, number>>;
  /** Forgets the records of an org; what people decided stays. */
  clear(orgId: string): Promise<void>;
}

/** No statement takes longer than one may, however large the org. */
const CLEARED_AT_ONCE = 20_000;

const TABLES: Record<MirroredObject, MirrorTable> = {
  Account: ACCOUNTS,
  Contact: CONTACTS,
  Opportunity: OPPORTUNITIES,
};

export function createMirror(database: Database, keyring: Keyring): Mirror {
  const remove: Mirror['remove'] = async (client, orgId, object, recordIds) => {
    const removed = await removeRows(client, TABLES[object], orgId, recordIds);
    if (object !== 'Account') return;
    const tokens = tokensOf(keyring, orgId);
    const changes: WordChanges = new Map();
    for (const held of removed) countWords(changes, tokens, held, -1);
    await changeWords(client, orgId, tokens, changes);
  };
  return {
    async putAccounts(client, orgId, records, load) {
      await lockMirror(client, orgId);
      await putAccounts(client, keyring, orgId, records, load);
    },
    async putContacts(client, orgId, records, load) {
      await lockMirror(client, orgId);
      await putContacts(client, keyring, orgId, records, load);
    },
    async putOpportunities(client, orgId, records, load) {
      await lockMirror(client, orgId);
      await putOpportunities(client, keyring, orgId, records, load);
    },
    async remove(client, orgId, object, recordIds) {
      await lockMirror(client, orgId);
      await remove(client, orgId, object, recordIds);
    },
    async removeUnseen(client, orgId, object, load) {
      await lockMirror(client, orgId);
      let removed = 0;
      let unseen = await unseenAfter(client, TABLES[object], orgId, load, '');
      while (unseen.length > 0) {
        await remove(client, orgId, object, unseen);
        removed += unseen.length;
        unseen = await unseenAfter(client, TABLES[object], orgId, load, unseen.at(-1) ?? '');
      }
      await analyse(client, object);
      return removed;
    },
    counts: async (orgId) => countsOf(database, orgId),
    clear: (orgId) => database.transaction((client) => clear(client, orgId)),
  };
}

/** Without it the planner knows nothing of a table that was just filled, and the embedded database never counts by itself. */
async function analyse(client: Queryable, object: MirroredObject): Promise<void> {
  await client.query(`analyze ${TABLES[object].name}`);
  if (object === 'Account') await client.query('analyze mirror_words');
}

async function countsOf(client: Queryable, orgId: string): Promise<Record<MirroredObject, number>> {
  const { rows } = await client.query<{ object: MirroredObject; records: number }>(
    'select object, records::float8 as records from mirror_counts where org_id = $1',
    [orgId],
  );
  return {
    Account: 0,
    Contact: 0,
    Opportunity: 0,
    ...Object.fromEntries(rows.map(({ object, records }) => [object, records])),
  };
}

async function clear(client: Queryable, orgId: string): Promise<void> {
  await lockMirror(client, orgId);
  const tables = [
    ...Object.values(TABLES).map(({ name }) => ({ name, key: 'record_id' })),
    { name: 'mirror_words', key: 'word' },
  ];
  for (const { name, key } of tables) {
    let removed = CLEARED_AT_ONCE;
    while (removed === CLEARED_AT_ONCE) {
      const { rowCount } = await client.query(
        `delete from ${name} where org_id = $1 and ${key} in (select ${key} from ${name} where org_id = $1 limit ${CLEARED_AT_ONCE})`,
        [orgId],
      );
      removed = rowCount ?? 0;
    }
  }
  await client.query('delete from mirror_counts where org_id = $1', [orgId]);
}
