import type { ReadPage } from './file.ts';

/** A page that is text and nothing to look at. */
export function textPage(text: string, pageOfFile = 1): ReadPage {
  return { kind: 'text', pageOfFile, text, words: [], width: null, height: null, legibility: null, problem: null };
}
