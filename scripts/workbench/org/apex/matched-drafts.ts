import type { StoredRecord } from '../records/store.ts';
import { asSystem } from '../records/user-mode.ts';
import type { Records } from '../records/user-mode.ts';
import type { RecordMatch } from './capture-controller.schema.ts';
import { draftValues, listOf } from './draft-values.ts';
import type { DraftValues } from './draft-values.ts';
import { hiddenMatch } from './found-matches.ts';
import type { FoundMatch } from './found-matches.ts';
import type { Json } from './middleware.ts';
import { KEY_OF_CAPTURE } from './projection.ts';
import { readableText } from './record-values.ts';
import type { RecordReading, TodaysValues } from './record-values.ts';

const OBJECT = 'Opportunity_Draft__c';

/** Of these nothing is left that could be the same deal. */
const GONE: ReadonlySet<unknown> = new Set(['Rejected', 'Expired', 'Erased', 'Failed', 'No deal']);

const COLUMN_OF_KEY: Readonly<Record<string, string>> = {
  'opportunity.name': 'Name',
  'opportunity.closeDate': 'Close_Date__c',
  'opportunity.stage': 'Stage__c',
  'opportunity.country': 'Country__c',
  'opportunity.leadSource': 'Lead_Source__c',
  'opportunity.type': 'Type__c',
  'opportunity.amount': 'Amount__c',
  'opportunity.currency': 'Currency__c',
  'opportunity.recordId': 'Opportunity__c',
  'account.name': 'Account_Name__c',
};

/**
 * Reads other drafts that may be the same deal by their rows, in the person's name: the Apex class MatchedDrafts. A draft of the
 * same capture that has no row yet is read from the capture.
 */
export function draftReader(
  reading: RecordReading,
  capture: Json,
  rows: readonly StoredRecord[],
): (found: FoundMatch) => RecordMatch | null {
  const siblings = new Map(listOf(capture['drafts']).map((draft) => [draftValues(draft).id, draftValues(draft)]));
  return (found) => {
    const row = rowOf(reading.records, found);
    if (row?.fields['Draft_Id__c'] === found.id) return shown(reading, found, row, valuesOf(reading, row));
    const sibling = siblings.get(found.id);
    const owned = row ?? rows[0];
    if (sibling && owned) return shown(reading, found, owned, valuesOfSibling(sibling));
    if (row) return shown(reading, found, row, {});
    const elsewhere = rowOf(asSystem(reading.organisation, reading.user), found);
    return elsewhere && !GONE.has(elsewhere.fields['Status__c']) ? hiddenMatch(found) : null;
  };
}

/** The row of a draft; before there is one, that of its capture. */
function rowOf(records: Records, { id, captureId }: FoundMatch): StoredRecord | null {
  const keys = captureId === null ? [id] : [id, KEY_OF_CAPTURE + captureId];
  return keys.flatMap((key) => records.find(OBJECT, { Draft_Id__c: key }))[0] ?? null;
}

/** Null when nothing is left of it. */
function shown(reading: RecordReading, found: FoundMatch, row: StoredRecord, values: TodaysValues): RecordMatch | null {
  if (GONE.has(row.fields['Status__c'])) return null;
  const owner = readableText(reading, row, 'OwnerId');
  const user = owner === null ? null : reading.records.get(owner);
  return {
    ...hiddenMatch(found),
    recordId: row.id,
    name: values['opportunity.name'] || readableText(reading, row, 'Name'),
    detail: values['account.name'] ?? '',
    hidden: false,
    ownerName: user && readableText(reading, user, 'Name'),
    mine: owner === reading.user.id,
    values: { ...values },
  };
}

function valuesOf(reading: RecordReading, row: StoredRecord): TodaysValues {
  const entries = Object.entries(COLUMN_OF_KEY).map(([key, column]) => [key, readableText(reading, row, column) ?? '']);
  return Object.fromEntries(entries) as TodaysValues;
}

function valuesOfSibling(values: DraftValues): TodaysValues {
  const entries = Object.keys(COLUMN_OF_KEY).map((path) => {
    const [part = '', key = ''] = path.split('.');
    return [path, (part === 'account' ? values.text('account', key) : values.text('opportunity', key)) ?? ''];
  });
  return Object.fromEntries(entries) as TodaysValues;
}
