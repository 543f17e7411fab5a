import { requireCreate, requireUse } from './access.ts';
import { CodedError } from './coded-error.ts';
import { createRecords } from './creation.ts';
import { rejectDraft, saveChanges } from './decisions.ts';
import { createRequest, createResult, saveResult, valueChange } from './draft-controller.schema.ts';
import { method } from './method.ts';
import { integer, json, listOf, text } from './types.ts';

/** The methods of the Apex class DraftController, under their names. */
export const draftController = {
  saveChanges: method({
    parameters: { draftId: text, version: integer, changes: listOf(valueChange) },
    returns: saveResult,
    run: (transaction, { draftId, version, changes }) => {
      requireUse(transaction.user);
      const given = (changes ?? []).filter((change) => change !== null);
      return saveChanges(transaction, draftId ?? '', version ?? 0, given);
    },
  }),

  createRecords: method({
    parameters: { request: createRequest },
    returns: createResult,
    run: (transaction, { request }) => {
      requireCreate(transaction.user);
      if (!request) throw new CodedError('unexpected');
      return createRecords(transaction, request);
    },
  }),

  rejectDraft: method({
    parameters: { draftId: text, reason: text },
    returns: json,
    run: (transaction, { draftId, reason }) => {
      requireUse(transaction.user);
      return rejectDraft(transaction, draftId ?? '', reason);
    },
  }),
};
