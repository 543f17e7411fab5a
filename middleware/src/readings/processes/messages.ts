import { z } from 'zod';

import { fileProblem } from '../../captures/state.ts';
import { corners, page } from '../schema.ts';
import { soundCut, type SoundCursor } from '../sound/slice.ts';

/** What a reading process is asked about the file that it was sent, or the stretch of a take. */
export type ReadingWork =
  | { readonly cut: { readonly cursor: SoundCursor | null } }
  | { readonly open: true }
  | { readonly readPage: { readonly pageOfFile: number } }
  | { readonly showPage: { readonly inside: readonly number[]; readonly pageOfFile: number } };

const readPage = page
  .pick({ kind: true, pageOfFile: true, width: true, height: true, legibility: true, problem: true })
  .extend({
    text: z.string(),
    words: z.array(
      z.object({ start: z.int().min(0), end: z.int().min(1), corners, confidence: z.number().min(0).max(1) }),
    ),
  });

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const sourceFile = z.object({ bytes, fileName: z.string().nullable(), mediaType: z.string() });
const opened = z.union([
  z.object({ page: readPage }),
  z.object({ unread: z.object({ pageOfFile: z.int().min(1) }) }),
  z.object({ file: sourceFile }),
]);

const refused = z.object({ refused: fileProblem });

/** What it answers. What comes out of a process that reads files of strangers is checked like what comes from outside. */
export const openAnswer = z.union([z.object({ opened: z.array(opened) }), refused]);
export const readPageAnswer = z.union([z.object({ page: readPage }), refused]);
export const showPageAnswer = z.union([z.object({ picture: bytes.nullable() }), refused]);
export const cutAnswer = z.union([z.object({ cut: soundCut }), refused]);

export type ReadingAnswer =
  | z.infer<typeof openAnswer>
  | z.infer<typeof readPageAnswer>
  | z.infer<typeof showPageAnswer>
  | z.infer<typeof cutAnswer>;
