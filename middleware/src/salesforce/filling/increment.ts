import { z } from 'zod';

import { keepReserve } from '../calls/limits.ts';
import { orgMoment } from '../calls/moments.ts';
import { OrgRefusal } from '../calls/refusals.ts';
import { putRecords, type FillingParts } from './mirror-writing.ts';
import { writeLoad, type MirrorLoad } from './load-store.ts';
import { changesQuery, deletionsQuery, type MirroredObject, type OrgRecord } from './objects.ts';

/** A change is stamped when it is made and seen when its transaction ends, which takes ten minutes at the most. */
const OVERLAP_MILLISECONDS = 600_000;
/** The org tells deletions of fifteen days, some orgs of less: with a day in hand. */
const LONGEST_SILENCE_MILLISECONDS = 14 * 86_400_000;
/** With more changes than this, results of a bulk job are the shorter way. */
const MOST_CHANGES = 50_000;

const record = z.record(z.string(), z.unknown());
const page = z.object({ totalSize: z.number(), records: z.array(record), nextRecordsUrl: z.string().nullish() });
const deleted = z.object({ deletedRecords: z.array(z.object({ id: z.string() })), latestDateCovered: orgMoment });

/** What a look took over. */
export interface TakenOver {
  readonly load: MirrorLoad;
  readonly changed: number;
  readonly removed: number;
}

/**
 * Takes over what changed and what was deleted since the last look, by the org's own clock.
 * @throws OrgRefusal `too-long-ago` when the org can no longer tell what was deleted, or when too much changed: only a full load
 * helps then.
 * @param most changes that are taken over one by one.
 */
export async function takeOverChanges(
  parts: FillingParts,
  load: MirrorLoad,
  most: number = MOST_CHANGES,
): Promise<TakenOver> {
  const { database, orgId, calls } = parts;
  const { object, changedUntil, deletedUntil } = load;
  if (!changedUntil || !deletedUntil) throw new OrgRefusal('too-long-ago');
  // What happens from here on belongs to the next look.
  const now = calls.clock() ?? changedUntil;
  if (now.getTime() - deletedUntil.getTime() > LONGEST_SILENCE_MILLISECONDS) throw new OrgRefusal('too-long-ago');
  // Deletions come first: a record that was brought back is there in the end.
  const logged = await loggedDeletions(parts, object, before(deletedUntil), now);
  const binned = await inRecycleBin(parts, object, before(changedUntil));
  const gone = [...new Set([...logged.ids, ...binned])];
  if (gone.length > 0) await database.transaction((client) => parts.mirror.remove(client, orgId, object, gone));
  const changed = await changes(parts, load, before(changedUntil), most);
  const next = await writeLoad(database, orgId, load, { changedUntil: now, deletedUntil: logged.until });
  return { load: next, changed, removed: gone.length };
}

const before = (moment: Date) => new Date(moment.getTime() - OVERLAP_MILLISECONDS);

/** What the org's log of deletions says: what was taken out of the recycle bin too. */
async function loggedDeletions({ calls }: FillingParts, object: MirroredObject, since: Date, now: Date) {
  const span = new URLSearchParams({ start: since.toISOString(), end: now.toISOString() });
  const log = await calls.json({ path: `/sobjects/${object}/deleted/?${span.toString()}` }, deleted);
  const { deletedRecords, latestDateCovered } = log;
  return { ids: deletedRecords.map(({ id }) => id), until: latestDateCovered < now ? latestDateCovered : now };
}

/** What the recycle bin holds: records that were merged into others too. It is exact where the log is some minutes behind. */
async function inRecycleBin(parts: FillingParts, object: MirroredObject, since: Date): Promise<string[]> {
  const ids: string[] = [];
  await eachPage(parts, `/queryAll?${queryOf(deletionsQuery(object, since))}`, async (records) => {
    ids.push(...records.map(({ Id }) => String(Id)));
  });
  return ids;
}

async function changes(
  parts: FillingParts,
  { object, fields }: MirrorLoad,
  since: Date,
  most: number,
): Promise<number> {
  let count = 0;
  await eachPage(parts, `/query?${queryOf(changesQuery(object, fields, since))}`, async (records, totalSize) => {
    if (totalSize > most) throw new OrgRefusal('too-long-ago', 'many-changes');
    count += records.length;
    await parts.database.transaction((client) => putRecords(parts, client, object, records));
  });
  return count;
}

const queryOf = (q: string) => new URLSearchParams({ q }).toString();

async function eachPage(
  { calls }: FillingParts,
  firstPath: string,
  take: (records: OrgRecord[], totalSize: number) => Promise<void>,
): Promise<void> {
  let path: string | null | undefined = firstPath;
  while (path) {
    keepReserve(calls);
    const { totalSize, records, nextRecordsUrl }: z.output<typeof page> = await calls.json({ path }, page);
    if (records.length > 0) await take(records, totalSize);
    path = nextRecordsUrl;
  }
}
