import { requireCreate } from './access.ts';
import { captureView } from './capture-controller.schema.ts';
import { doorFor } from './capture-door.ts';
import { CodedError } from './coded-error.ts';
import { partInput, soundClip, takeInput } from './file-controller.schema.ts';
import { method } from './method.ts';
import { startRows } from './rows.ts';
import { id, integer, listOf, nothing, text } from './types.ts';
import { followed } from './views.ts';

/** The methods of the Apex class FileController, under their names. */
export const fileController = {
  sendPart: method({
    parameters: { captureId: text, part: partInput },
    returns: nothing,
    run: async (transaction, { captureId, part }) => {
      requireCreate(transaction.user);
      if (!part) throw new CodedError('unexpected');
      const { content, digest, ...address } = part;
      const door = transaction.middleware(transaction.user.id, 'own');
      await door.sendPart(captureId ?? '', address, Buffer.from(content ?? '', 'base64'), digest ?? '');
      return null;
    },
  }),

  completeCapture: method({
    parameters: { captureId: text, recordId: id, takes: listOf(takeInput) },
    returns: captureView,
    run: async (transaction, { captureId, recordId, takes }) => {
      requireCreate(transaction.user);
      const door = transaction.middleware(transaction.user.id, 'own');
      const capture = await door.completeCapture(captureId ?? '', takes ?? []);
      startRows(transaction, capture, recordId);
      return followed(transaction, capture);
    },
  }),

  getPage: method({
    parameters: { captureId: text, page: integer },
    returns: text,
    run: async (transaction, { captureId, page }) => {
      const { door, known } = doorFor(transaction, captureId);
      return Buffer.from(await door.getPage(known, page)).toString('base64');
    },
  }),

  getSound: method({
    parameters: { captureId: text, stretch: integer },
    returns: soundClip,
    run: async (transaction, { captureId, stretch }) => {
      const { door, known } = doorFor(transaction, captureId);
      const { mediaType, bytes } = await door.getSound(known, stretch);
      return { mediaType, content: Buffer.from(bytes).toString('base64') };
    },
  }),

  getPart: method({
    parameters: { captureId: text, take: integer, part: integer },
    returns: text,
    run: async (transaction, { captureId, take, part }) => {
      const { door, known } = doorFor(transaction, captureId);
      return Buffer.from(await door.getPart(known, { take, part })).toString('base64');
    },
  }),
};
