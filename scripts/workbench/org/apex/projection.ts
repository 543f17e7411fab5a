import type { Fields, StoredRecord } from '../records/store.ts';
import { draftValues, listOf, textOf } from './draft-values.ts';
import type { DraftValues } from './draft-values.ts';
import { isErased } from './erasure.ts';
import type { RecordMatch } from './capture-controller.schema.ts';
import type { Json } from './middleware.ts';
import type { ServerMessages } from './server-messages.ts';

export const KEY_OF_CAPTURE = 'capture:';
export const UNDECIDED = 'none';

const LONGEST_NAME = 80;
const STATUS_OF_STATE: Readonly<Record<string, string>> = {
  open: 'Open',
  approved: 'Approved',
  rejected: 'Rejected',
  created: 'Created',
  expired: 'Expired',
};

/** The rows a capture should have: what to insert, what to change, what is left over. */
export interface RowPlan {
  readonly added: readonly Fields[];
  readonly changed: readonly { readonly id: string; readonly fields: Fields }[];
  readonly surplus: readonly string[];
}

interface Situation {
  readonly capture: Json;
  /** All rows of the capture, oldest first. */
  readonly rows: readonly StoredRecord[];
  readonly matches: readonly RecordMatch[];
  readonly toCheckBelow: number;
  readonly messages: ServerMessages;
  /** Whom a capture without any row belongs to. */
  readonly userId: string;
  readonly requestId: string;
}

/** The row of a capture that was just accepted: what makes it findable when the page is closed. */
export function startRow(
  capture: Json,
  { userId, requestId, messages }: Pick<Situation, 'userId' | 'requestId' | 'messages'>,
  openedFrom: string | null,
): Fields {
  const captureId = String(capture['id']);
  return {
    Name: messages.label('Server_Row_Processing'),
    OwnerId: userId,
    Captured_By__c: userId,
    Opened_From__c: openedFrom,
    Capture_Id__c: captureId,
    Draft_Id__c: KEY_OF_CAPTURE + captureId,
    Captured_At__c: new Date(String(capture['capturedAt'])).toISOString(),
    Source_Kind__c: String(capture['kind']),
    Request_Id__c: requestId,
    Status__c: 'Processing',
    Decision__c: UNDECIDED,
    Decision_Acknowledged__c: false,
  };
}

/**
 * Works out which rows a capture should have, as the Apex class DraftProjection: the first deal takes the row of the capture
 * itself, so that a link to it stays good; a decision taken here is never undone. An answer that was on its way while the
 * note was erased changes nothing.
 */
export function planRows(situation: Situation): RowPlan {
  const { capture, messages, rows } = situation;
  if (rows.some(isErased)) return planOf([], []);
  const drafts = listOf(capture['drafts']).map(draftValues);
  const state = capture['state'];
  if (state !== 'ready') return planUnready(situation, state);
  if (drafts.length > 0) return planDrafts(situation, drafts);
  const nothing = columnsWithoutDeal(capture, messages);
  return planOf([keep(captureRow(situation), nothing), ...expireExcept(situation, new Set([captureKey(capture)]))], []);
}

/** While a corrected text is read again, the drafts of the first reading stay as they are. */
function planUnready(situation: Situation, state: unknown): RowPlan {
  const { capture, rows, messages } = situation;
  const hasDrafts = rows.length > 0 && rows.every((row) => row.fields['Draft_Id__c'] !== captureKey(capture));
  if (hasDrafts) return planOf([], []);
  const reason = typeof capture['reason'] === 'string' ? capture['reason'] : null;
  return planOf([keep(captureRow(situation), unreadyColumns(messages, state, reason))], []);
}

function unreadyColumns(messages: ServerMessages, state: unknown, reason: string | null): Fields {
  if (state === 'failed') return outcome('Failed', messages.label('Server_Row_Failed'), reason);
  if (state === 'waiting') return outcome('Processing', messages.label('Server_Row_Waiting'), reason);
  return outcome('Processing', messages.label('Server_Row_Processing'), null);
}

function planDrafts(situation: Situation, drafts: readonly DraftValues[]): RowPlan {
  const { capture, rows } = situation;
  let spare = rows.find((row) => row.fields['Draft_Id__c'] === captureKey(capture)) ?? null;
  const kept: Change[] = [];
  for (const values of drafts) {
    const known = rows.find((row) => row.fields['Draft_Id__c'] === values.id) ?? spare;
    if (known === spare) spare = null;
    const target = known ?? sibling(situation);
    kept.push(keep(target, columnsFor(situation, values, target)));
  }
  const expired = expireExcept(situation, new Set(drafts.map((values) => values.id)));
  return planOf([...kept, ...expired], spare ? [spare.id] : []);
}

/** A draft that a corrected text no longer gives. */
function expireExcept({ rows }: Situation, keys: ReadonlySet<string>): readonly Change[] {
  return rows
    .filter((row) => {
      const key = String(row.fields['Draft_Id__c']);
      return !key.startsWith(KEY_OF_CAPTURE) && !keys.has(key) && row.fields['Decision__c'] === UNDECIDED;
    })
    .map((row) => keep(row, { Status__c: 'Expired' }));
}

function captureRow(situation: Situation): StoredRecord | Fields {
  const found = situation.rows.find((row) => row.fields['Draft_Id__c'] === captureKey(situation.capture));
  return found ?? sibling(situation);
}

/** A new row of the same capture: the same owner and origin as the others. */
function sibling(situation: Situation): Fields {
  const model = situation.rows[0]?.fields;
  const start = startRow(situation.capture, situation, null);
  if (!model) return start;
  return {
    ...start,
    OwnerId: model['OwnerId'] ?? null,
    Captured_By__c: model['Captured_By__c'] ?? null,
    Opened_From__c: model['Opened_From__c'] ?? null,
    Request_Id__c: model['Request_Id__c'] ?? null,
  };
}

function outcome(status: string, name: string, reason: string | null): Fields {
  return { Status__c: status, Name: name, Failure_Reason__c: reason };
}

function columnsFor(situation: Situation, values: DraftValues, row: StoredRecord | Fields): Fields {
  const columns = columnsOf(values, situation.toCheckBelow, situation.messages);
  const current = fieldsOf(row);
  if (current['Decision__c'] !== UNDECIDED) return { ...columns, Status__c: current['Status__c'] ?? null };
  // Matches come best first. An account is noted only when it is the same; what may be the same deal is worth a look.
  const own = situation.matches.filter((match) => match.draftId === values.id);
  const account = own.find((match) => match.target === 'account' && isSeen(match) && match.verdict === 'same');
  const deals = own.filter((match) => match.target === 'opportunity');
  const opportunity = deals.find(isSeen);
  const knownDuplicate = (current['Duplicate_Of__c'] ?? null) !== null;
  return {
    ...columns,
    Possible_Duplicate__c: values.hasDuplicates || knownDuplicate || deals.length > 0,
    ...(account ? { Account__c: account.recordId } : {}),
    ...(opportunity ? { Duplicate_Of__c: opportunity.recordId } : {}),
  };
}

function isSeen({ recordId }: RecordMatch): boolean {
  return recordId !== null;
}

/** The columns of a draft: for lists, reports and sharing. No text of the source, no quotes. */
export function columnsOf(values: DraftValues, toCheckBelow: number, messages: ServerMessages): Fields {
  const name = values.text('opportunity', 'name') ?? messages.label('Server_Row_Unnamed');
  return {
    Draft_Id__c: values.id,
    Name: name.slice(0, LONGEST_NAME),
    Status__c: STATUS_OF_STATE[values.state] ?? null,
    Version__c: values.version,
    Account_Name__c: values.text('account', 'name')?.slice(0, 255) ?? null,
    Amount__c: values.amount,
    Currency__c: values.text('opportunity', 'currency'),
    Close_Date__c: values.text('opportunity', 'closeDate'),
    Stage__c: values.text('opportunity', 'stage'),
    Type__c: values.text('opportunity', 'type'),
    Lead_Source__c: values.text('opportunity', 'leadSource'),
    Country__c: values.text('opportunity', 'country'),
    Confidence__c: values.confidence * 100,
    To_Check__c: values.toCheck(toCheckBelow),
    Failure_Reason__c: null,
  };
}

/** What the row of a capture shows that holds no deal: whom it tells of, where it tells of anybody. */
function columnsWithoutDeal(capture: Json, messages: ServerMessages): Fields {
  const account = textOf(capture['account'], 'name');
  const found = account ?? firstPerson(listOf(capture['contacts']));
  const name = found === null ? messages.label('Server_Row_No_Deal') : messages.label('Server_Row_No_Deal_For', found);
  return {
    Name: name.slice(0, LONGEST_NAME),
    Status__c: 'No deal',
    Account_Name__c: account?.slice(0, 255) ?? null,
    Failure_Reason__c: null,
  };
}

function firstPerson(contacts: readonly unknown[]): string | null {
  const names = contacts.map((contact) =>
    [textOf(contact, 'firstName'), textOf(contact, 'lastName')]
      .filter((part) => part !== null)
      .join(' ')
      .trim(),
  );
  return names.find((name) => name !== '') ?? null;
}

type Change = { readonly id: string | null; readonly fields: Fields; readonly differs: boolean };

/** Plans a write only where something differs: polling must not touch rows that are as they should be. */
function keep(row: StoredRecord | Fields, columns: Fields): Change {
  if (!isStored(row)) return { id: null, fields: { ...row, ...columns }, differs: true };
  const differs = Object.entries(columns).some(([name, value]) => (row.fields[name] ?? null) !== value);
  return { id: row.id, fields: columns, differs };
}

function isStored(row: StoredRecord | Fields): row is StoredRecord {
  return typeof row['fields'] === 'object';
}

function fieldsOf(row: StoredRecord | Fields): Fields {
  return isStored(row) ? row.fields : row;
}

function planOf(changes: readonly Change[], surplus: readonly string[]): RowPlan {
  return {
    added: changes.flatMap(({ id, fields }) => (id === null ? [fields] : [])),
    changed: changes.flatMap(({ id, fields, differs }) => (id !== null && differs ? [{ id, fields }] : [])),
    surplus,
  };
}

function captureKey(capture: Json): string {
  return KEY_OF_CAPTURE + String(capture['id']);
}
