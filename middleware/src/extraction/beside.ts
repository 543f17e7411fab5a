import type { Language } from '../captures/schema.ts';
import type { Thread } from '../platform/threads.ts';
import { reading, type Reading } from '../readings/schema.ts';
import { readText } from '../readings/text.ts';
import type { ExtractionRequest } from './extract.ts';
import type { Reconciliation } from './models/reconcile.ts';

/** What the thread of extraction is asked. */
export type ThreadWork =
  | { readonly read: { readonly text: string; readonly language: Language | null } }
  | { readonly carry: { readonly read: Reading; readonly corrected: Reading } }
  | { readonly extract: ExtractionRequest }
  | { readonly reconcile: Reconciliation };

/** A text of this length takes milliseconds to read, whatever is in it: handing it over costs more. */
const READ_IN_PLACE = 5_000;

/**
 * Reading and extraction beside the event loop. A page of 200,000 characters that is made to be slow takes seconds to read,
 * and what a library makes of it must not end the process.
 */
export function workBeside(thread: Thread) {
  const run = (work: ThreadWork): Promise<unknown> => thread.run(work);
  return {
    async readText(text: string, language: Language | null = null): Promise<Reading> {
      if (text.length <= READ_IN_PLACE) return readText(text, language);
      return reading.parse(await run({ read: { text, language } }));
    },
    async carryOver(read: Reading, corrected: Reading): Promise<Reading> {
      return reading.parse(await run({ carry: { read, corrected } }));
    },
    /** What it gives is the pipeline's to check. */
    extract: (request: ExtractionRequest): Promise<unknown> => run({ extract: request }),
    /** The rules' reading and the models' answers brought together; the pipeline checks it like any other. */
    reconcile: (work: Reconciliation): Promise<unknown> => run({ reconcile: work }),
  };
}
