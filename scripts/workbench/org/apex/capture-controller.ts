import { requireCreate, requireUse } from './access.ts';
import {
  captureInput,
  captureView,
  configuration,
  sourceView,
  unfinishedCapture,
} from './capture-controller.schema.ts';
import type { CaptureView } from './capture-controller.schema.ts';
import { doorFor } from './capture-door.ts';
import { CodedError } from './coded-error.ts';
import { captureRequest, configurationOf } from './context.ts';
import { listOf as valuesOf, objectOf } from './draft-values.ts';
import { momentOf } from './erasure.ts';
import { method } from './method.ts';
import type { MiddlewareCalls } from './middleware.ts';
import { captureOf, eraseRows, eraseRowsAfter, rowsOfCapture, startRows } from './rows.ts';
import type { Transaction } from './transaction.ts';
import { id, listOf, text } from './types.ts';
import { erasedView, followed, isReceiving, unfinishedOf } from './views.ts';

/** Long enough for a short note to be ready within one call, short enough for a page that waits. */
const POLL_SECONDS = 4;

/** The methods of the Apex class CaptureController, under their names. */
export const captureController = {
  getConfiguration: method({
    parameters: {},
    returns: configuration,
    cacheable: true,
    run: (transaction) => {
      requireUse(transaction.user);
      return configurationOf(transaction);
    },
  }),

  startCapture: method({
    parameters: { input: captureInput },
    returns: captureView,
    run: async (transaction, { input }) => {
      requireCreate(transaction.user);
      if (!input) throw new CodedError('unexpected');
      const door = transaction.middleware(transaction.user.id, 'own');
      const capture = await door.startCapture(captureRequest(transaction, input));
      if (!isReceiving(capture)) startRows(transaction, capture, input.recordId);
      return followed(transaction, capture);
    },
  }),

  getCapture: method({
    parameters: { captureId: text },
    returns: captureView,
    run: async (transaction, { captureId }) => {
      const { door, known } = doorFor(transaction, captureId);
      return erasedView(transaction, known, null) ?? (await current(transaction, door, known));
    },
  }),

  getSource: method({
    parameters: { captureId: text },
    returns: sourceView,
    run: async (transaction, { captureId }) => {
      const { door, known } = doorFor(transaction, captureId);
      const reading = await door.getSource(known);
      return {
        text: typeof reading['text'] === 'string' ? reading['text'] : null,
        language: typeof reading['language'] === 'string' ? reading['language'] : null,
        corrected: reading['corrected'] === true,
        pages: [...valuesOf(reading['pages'])],
        unsure: [...valuesOf(reading['unsure'])],
        sound: reading['sound'] ? objectOf(reading['sound']) : null,
      };
    },
  }),

  correctSource: method({
    parameters: { captureId: text, text },
    returns: captureView,
    run: async (transaction, { captureId, text: corrected }) => {
      const { door, known } = doorFor(transaction, captureId);
      return followed(transaction, await door.correctSource(known, corrected ?? ''));
    },
  }),

  retryCapture: method({
    parameters: { captureId: text },
    returns: captureView,
    run: async (transaction, { captureId }) => {
      const { door, known } = doorFor(transaction, captureId);
      return followed(transaction, await door.retryCapture(known, transaction.settings.speech));
    },
  }),

  eraseCapture: method({
    parameters: { captureId: text },
    returns: captureView,
    run: async (transaction, { captureId }) => {
      const { door, known } = doorFor(transaction, captureId);
      const { erasedAt } = await door.eraseCapture(known);
      const moment = momentOf(erasedAt, transaction.organisation.now());
      eraseRows(transaction, new Map([[known, moment]]));
      return erasedView(transaction, known, moment);
    },
  }),

  addDraft: method({
    parameters: { captureId: text, draftId: text },
    returns: captureView,
    run: async (transaction, { captureId, draftId }) => {
      const { door, known } = doorFor(transaction, captureId);
      await door.addDraft(known, draftId ?? '');
      return followed(transaction, await door.getCapture(known, 0));
    },
  }),

  listUnfinished: method({
    parameters: {},
    returns: listOf(unfinishedCapture),
    run: (transaction) => {
      requireUse(transaction.user);
      return unfinishedOf(transaction);
    },
  }),

  captureOf: method({
    parameters: { recordId: id },
    returns: text,
    run: (transaction, { recordId }) => {
      requireUse(transaction.user);
      return captureOf(transaction, recordId ?? '');
    },
  }),
};

/** Where the capture stands; one that was erased is an answer too, and its rows are cleared. */
async function current(
  transaction: Transaction,
  door: MiddlewareCalls,
  captureId: string,
): Promise<CaptureView | null> {
  try {
    return followed(transaction, await door.getCapture(captureId, POLL_SECONDS));
  } catch (refusal) {
    const isKnown = rowsOfCapture(transaction, captureId).length > 0;
    if (!isKnown || !eraseRowsAfter(transaction, captureId, refusal)) throw refusal;
    return erasedView(transaction, captureId, null);
  }
}
