import type { Queryable } from '../platform/database.ts';
import type { DraftState } from './schema.ts';

/** The draft of a deal that is to be created, or was: what others point to. */
export interface HeadDraft {
  id: string;
  captureId: string;
  /** The opportunity that it became. */
  recordId: string | null;
}

interface Row {
  id: string;
  capture_id: string;
  state: DraftState;
  duplicate_of: string | null;
  merged_into: string | null;
  record_id: string | null;
}

/** What counts among drafts of one deal. Those that were rejected, expired or erased do not. */
export const LIVE_STATES: readonly DraftState[] = ['open', 'approved', 'created'];
const isLive = ({ state }: Row) => LIVE_STATES.includes(state);

const COLUMNS = 'id, capture_id, state, duplicate_of, merged_into, record_id';
/** A chain grows by one where a person changes the draft that others point to: longer ones end here. */
const LONGEST_CHAIN = 8;

/**
 * What became of drafts that others point to: of each, the draft that stands for its deal now. One that is a duplicate itself hands on to
 * its own; one that was rejected or erased to the draft it was merged into, or to the first of those that pointed to it. Undefined
 * where nothing of the deal is left. One statement, and one more for each of these cases.
 */
export async function findHeads(
  client: Queryable,
  orgId: string,
  draftIds: readonly string[],
): Promise<Map<string, HeadDraft>> {
  const known = new Map<string, Row>();
  for (let wanted = [...new Set(draftIds)], hop = 0; wanted.length > 0 && hop < LONGEST_CHAIN; hop += 1) {
    const { rows } = await client.query<Row>(
      `select ${COLUMNS} from drafts where org_id = $1 and id = any ($2::uuid[])`,
      [orgId, wanted],
    );
    for (const row of rows) known.set(row.id, row);
    wanted = [...new Set(rows.flatMap((row) => nextOf(row) ?? []))].filter((id) => !known.has(id));
  }
  const ends = new Map(draftIds.map((id) => [id, endOf(id, known)]));
  const dead = [...new Set(ends.values())].filter((id) => !isLiveId(id, known));
  const heirs = dead.length > 0 ? await findHeirs(client, orgId, dead) : new Map<string, Row>();
  return new Map(
    [...ends].flatMap(([id, end]) => {
      const row = isLiveId(end, known) ? known.get(end) : heirs.get(end);
      return row ? [[id, { id: row.id, captureId: row.capture_id, recordId: row.record_id }] as const] : [];
    }),
  );
}

const isLiveId = (id: string, known: ReadonlyMap<string, Row>) => {
  const row = known.get(id);
  return row !== undefined && isLive(row);
};

function nextOf(row: Row): string | null {
  return isLive(row) ? row.duplicate_of : (row.merged_into ?? row.duplicate_of);
}

/** Where pointing ends. In a circle every draft would be another's duplicate, and none be created: it ends at its smallest id. */
function endOf(start: string, known: ReadonlyMap<string, Row>): string {
  const way: string[] = [];
  for (let id = start; ;) {
    if (way.includes(id)) {
      const circle = way.slice(way.indexOf(id)).filter((one) => isLiveId(one, known));
      return circle.toSorted()[0] ?? id;
    }
    way.push(id);
    const row = known.get(id);
    const next = row && nextOf(row);
    if (!next) return id;
    id = next;
  }
}

async function findHeirs(client: Queryable, orgId: string, dead: readonly string[]): Promise<Map<string, Row>> {
  const { rows } = await client.query<Row>(
    `select distinct on (duplicate_of) ${COLUMNS} from drafts
     where org_id = $1 and duplicate_of = any ($2::uuid[]) and state = any ($3::text[]) order by duplicate_of, number`,
    [orgId, dead, LIVE_STATES],
  );
  return new Map(rows.flatMap((row) => (row.duplicate_of ? [[row.duplicate_of, row] as const] : [])));
}
