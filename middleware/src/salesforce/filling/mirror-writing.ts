import type { KnownAccount, KnownContact, KnownOpportunity } from '../../matching/facts.ts';
import type { Database, Queryable } from '../../platform/database.ts';
import type { OrgCalls } from '../calls/org-calls.ts';
import { OrgRefusal } from '../calls/refusals.ts';
import { readAccount, readContact, readOpportunity, type MirroredObject, type OrgRecord } from './objects.ts';

type Modified<Known> = Known & { readonly modifiedAt: Date };

/** What is written of the mirror; `matching/mirror` has it. What is older than what is there changes nothing. */
export interface MirrorWriter {
  putAccounts(
    client: Queryable,
    orgId: string,
    records: readonly Modified<KnownAccount>[],
    load?: string,
  ): Promise<void>;
  putContacts(
    client: Queryable,
    orgId: string,
    records: readonly Modified<KnownContact>[],
    load?: string,
  ): Promise<void>;
  putOpportunities(
    client: Queryable,
    orgId: string,
    records: readonly Modified<KnownOpportunity>[],
    load?: string,
  ): Promise<void>;
  remove(client: Queryable, orgId: string, object: MirroredObject, recordIds: readonly string[]): Promise<void>;
  removeUnseen(client: Queryable, orgId: string, object: MirroredObject, load: string): Promise<number>;
  counts(orgId: string): Promise<Record<MirroredObject, number>>;
}

/** What filling the mirror of one org needs. */
export interface FillingParts {
  readonly database: Database;
  readonly mirror: MirrorWriter;
  readonly orgId: string;
  readonly calls: OrgCalls;
  /** What amounts are in where records do not say: the currency of an org that has only one. */
  readonly standardCurrency: string | null;
  /** Records of one page of results, which is one transaction. */
  readonly pageSize: number;
}

/** Records of one statement: enough to be fast, few enough for other work of the same connection to come in between. */
const BATCH_SIZE = 500;

/** Puts records as the org gave them into the mirror; opportunities that are closed are taken out of it. */
export async function putRecords(
  { mirror, orgId, standardCurrency }: FillingParts,
  client: Queryable,
  object: MirroredObject,
  records: readonly OrgRecord[],
  load?: string,
): Promise<void> {
  for (let at = 0; at < records.length; at += BATCH_SIZE) {
    const batch = records.slice(at, at + BATCH_SIZE);
    if (object === 'Account') {
      await mirror.putAccounts(client, orgId, readEach(batch, readAccount), load);
    } else if (object === 'Contact') {
      await mirror.putContacts(client, orgId, readEach(batch, readContact), load);
    } else {
      const read = readEach(batch, (record) => readOpportunity(record, standardCurrency));
      const closed = read.filter(({ isClosed }) => isClosed).map(({ recordId }) => recordId);
      const open = read.flatMap(({ isClosed, ...opportunity }) => (isClosed ? [] : [opportunity]));
      await mirror.putOpportunities(client, orgId, open, load);
      if (closed.length > 0) await mirror.remove(client, orgId, object, closed);
    }
  }
}

function readEach<Read>(records: readonly OrgRecord[], read: (record: OrgRecord) => Read): Read[] {
  try {
    return records.map(read);
  } catch {
    // The error would repeat what the record holds.
    throw new OrgRefusal('answer-unexpected');
  }
}
