import type { StoredRecord } from '../records/store.ts';
import { asSystem } from '../records/user-mode.ts';
import type { RecordMatch } from './capture-controller.schema.ts';
import { draftValues, listOf } from './draft-values.ts';
import { givenMatches, hiddenMatch, keyOf, mergedMatches, refusedMatches, together } from './found-matches.ts';
import type { FoundMatch, MatchTarget } from './found-matches.ts';
import { draftReader } from './matched-drafts.ts';
import type { Json } from './middleware.ts';
import { ownMatches } from './own-matches.ts';
import { readableText, todaysValues } from './record-values.ts';
import type { RecordReading } from './record-values.ts';

/** Nobody reads more candidates of one account, contact or deal. */
const MOST = 5;

const OBJECT_OF_TARGET: Readonly<Record<Exclude<MatchTarget, 'draft'>, string>> = {
  account: 'Account',
  contact: 'Contact',
  opportunity: 'Opportunity',
};

/**
 * What exists and may be meant by a capture's drafts, as the Apex class RecordMatches: what the middleware found by ids and
 * reasons, and what the org finds itself. All of it is read again in the person's name: of what they may not see, only that it
 * exists is told. What a person said is another one is not offered again, whatever note they said it of.
 *
 * @param rows the rows of the capture that the person can read, oldest first
 */
export function findMatches(
  reading: RecordReading,
  capture: Json,
  rows: readonly StoredRecord[],
): readonly RecordMatch[] {
  const drafts = listOf(capture['drafts']).map(draftValues);
  const opened = rows[0]?.fields['Opened_From__c'];
  const own = ownMatches(reading, drafts, typeof opened === 'string' ? opened : null);
  const others = saidToBeOthers(rows);
  const refused = refusedMatches(capture);
  const found = mergedMatches([...givenMatches(capture), ...own]).filter(
    (match) => !others.has(keyOfOther(match)) && !refused.has(keyOf(match)),
  );
  const readDraft = draftReader(reading, capture, rows);
  const matches = found.flatMap((match) => {
    const read = match.target === 'draft' ? readDraft(match) : readRecord(reading, match, match.target);
    return read ? [read] : [];
  });
  return bestOf(withHiddenAsOne(matches));
}

/** How the row of a draft remembers that something is another one: a contact of the draft may be the record, and its neighbour not. */
export function keyOfOther({
  draftId,
  contactId,
  id,
}: Pick<FoundMatch, 'contactId' | 'id'> & { draftId: string }): string {
  return [draftId, ...(contactId === null ? [] : [contactId]), id].join(':');
}

function saidToBeOthers(rows: readonly StoredRecord[]): ReadonlySet<string> {
  return new Set(
    rows.flatMap(({ fields }) => {
      const kept = String(fields['Not_The_Same__c'] ?? '');
      return kept.split(';').map((other) => `${String(fields['Draft_Id__c'])}:${other}`);
    }),
  );
}

/** The record as the person may see it; null when it is gone, or closed. */
function readRecord(
  reading: RecordReading,
  found: FoundMatch,
  target: Exclude<MatchTarget, 'draft'>,
): RecordMatch | null {
  const object = OBJECT_OF_TARGET[target];
  const isMeant = (record: StoredRecord | null): record is StoredRecord =>
    record?.object === object && record.fields['IsClosed'] !== true;
  const record = reading.records.get(found.id);
  if (!isMeant(record)) {
    return isMeant(asSystem(reading.organisation, reading.user).get(found.id)) && !record ? hiddenMatch(found) : null;
  }
  const owner = target === 'opportunity' ? readableText(reading, record, 'OwnerId') : null;
  return {
    ...hiddenMatch(found),
    recordId: record.id,
    name: readableText(reading, record, 'Name'),
    detail: detailOf(reading, record, target),
    hidden: false,
    ownerName: owner === null ? null : nameOf(reading, owner),
    mine: owner === null ? null : owner === reading.user.id,
    values: todaysValues(reading, record),
  };
}

/** What tells a record from another of the same name. */
function detailOf(reading: RecordReading, record: StoredRecord, target: MatchTarget): string {
  const read = (field: string): string | null => readableText(reading, record, field);
  const account = (): string | null => nameOf(reading, read('AccountId') ?? '');
  const details = {
    account: () => [read('Website'), read('Phone')],
    contact: () => [read('Title'), account()],
    opportunity: () => [account(), read('StageName')],
    draft: () => [],
  }[target]();
  return details.filter((detail) => detail?.trim()).join(' · ');
}

function nameOf(reading: RecordReading, id: string): string | null {
  const record = reading.records.get(id);
  return record && readableText(reading, record, 'Name');
}

/** Several records that a person may not see are one for them: an existing record. Drafts keep their ids, so that each can be told apart. */
function withHiddenAsOne(matches: readonly RecordMatch[]): readonly RecordMatch[] {
  const hidden = new Map<string, RecordMatch>();
  return matches.flatMap((match) => {
    if (match.hidden !== true || match.target === 'draft') return [match];
    const known = hidden.get(placeOf(match));
    if (known) {
      Object.assign(known, together(likenessOf(known), likenessOf(match)));
      return [];
    }
    hidden.set(placeOf(match), match);
    return [match];
  });
}

function likenessOf({ verdict, reasons }: RecordMatch): Pick<FoundMatch, 'verdict' | 'reasons'> {
  return { verdict: verdict === 'same' ? 'same' : 'ask', reasons: (reasons ?? []).filter((code) => code !== null) };
}

/** They come best first. */
function bestOf(matches: readonly RecordMatch[]): readonly RecordMatch[] {
  const counts = new Map<string, number>();
  return matches.filter((match) => {
    const count = (counts.get(placeOf(match)) ?? 0) + 1;
    counts.set(placeOf(match), count);
    return count <= MOST;
  });
}

/** What of a draft it may be. */
function placeOf({ draftId, target, contactId }: RecordMatch): string {
  return [draftId, target, contactId].join(' ');
}
