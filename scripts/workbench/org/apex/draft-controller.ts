import { requireCreate, requireUse } from './access.ts';
import { CodedError } from './coded-error.ts';
import { createRecords } from './creation.ts';
import { mergeDraft, rejectDraft, saveChanges } from './decisions.ts';
import { createRequest, createResult, matchDecision, saveResult, valueChange } from './draft-controller.schema.ts';
import { objectOf } from './draft-values.ts';
import { decideMatches } from './match-decisions.ts';
import { shownDraft } from './shown-drafts.ts';
import { method } from './method.ts';
import { integer, json, listOf, text } from './types.ts';

/** The methods of the Apex class DraftController, under their names. */
export const draftController = {
  saveChanges: method({
    parameters: { draftId: text, version: integer, changes: listOf(valueChange) },
    returns: saveResult,
    run: async (transaction, { draftId, version, changes }) => {
      requireUse(transaction.user);
      const given = (changes ?? []).filter((change) => change !== null);
      const { conflict, draft } = await saveChanges(transaction, draftId ?? '', version ?? 0, given);
      return { conflict, draft: shownDraft(transaction.records, objectOf(draft)) };
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
    run: async (transaction, { draftId, reason }) => {
      requireUse(transaction.user);
      return shownDraft(transaction.records, await rejectDraft(transaction, draftId ?? '', reason));
    },
  }),

  decideMatches: method({
    parameters: { draftId: text, decisions: listOf(matchDecision) },
    returns: json,
    run: async (transaction, { draftId, decisions }) => {
      requireUse(transaction.user);
      const given = (decisions ?? []).filter((decision) => decision !== null);
      return shownDraft(transaction.records, await decideMatches(transaction, draftId ?? '', given));
    },
  }),

  mergeDraft: method({
    parameters: { draftId: text, intoDraftId: text },
    returns: json,
    run: async (transaction, { draftId, intoDraftId }) => {
      requireUse(transaction.user);
      return shownDraft(transaction.records, await mergeDraft(transaction, draftId ?? '', intoDraftId ?? ''));
    },
  }),
};
