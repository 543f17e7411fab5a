import { MAXIMUM_TEXT_LENGTH, type Language } from '../captures/schema.ts';
import type { FileProblem } from '../captures/state.ts';
import type { ReadPage } from './file.ts';
import { languageOf } from './language.ts';
import type { Page, Reading, Word } from './schema.ts';

/** A page that was read, and where it was found. */
export interface FoundPage extends Pick<Page, 'take' | 'inside' | 'fileName'> {
  readonly page: ReadPage;
}

/** What stands between two pages. */
const BETWEEN_PAGES = '\n\n';

/**
 * Pages in their order as one reading, numbered from 1. The first page that is too much for one text, and those after it, say
 * so in place of their text.
 * @param language the one that the person chose; found from the words when absent.
 */
export function joinPages(found: readonly FoundPage[], language?: Language | null): Reading {
  const pages: Page[] = [];
  const words: Word[] = [];
  let text = '';
  let isFull = false;
  for (const { page: whole, take, inside, fileName } of found) {
    isFull ||= lengthWith(text, whole) > MAXIMUM_TEXT_LENGTH;
    const page = isFull && whole.text !== '' ? withoutText(whole, 'too-much-text') : whole;
    if (text !== '' && page.text !== '') text += BETWEEN_PAGES;
    const number = pages.length + 1;
    const start = text.length;
    text += page.text;
    for (const word of page.words)
      words.push({ ...word, start: start + word.start, end: start + word.end, page: number });
    const { kind, pageOfFile, width, height, legibility, problem } = page;
    const place = { number, kind, take, inside, fileName, pageOfFile, start, end: text.length };
    pages.push({ ...place, width, height, legibility, problem });
  }
  return { text, language: language ?? languageOf(text), corrected: false, pages, words };
}

function lengthWith(text: string, page: ReadPage): number {
  return text.length + BETWEEN_PAGES.length + page.text.length;
}

function withoutText(page: ReadPage, problem: FileProblem): ReadPage {
  return { ...page, text: '', words: [], problem };
}

/** What was typed beside files, as the page that comes before theirs; none when it says nothing. */
export function typedPage(text: string): FoundPage[] {
  if (text.trim() === '') return [];
  const nowhere = { width: null, height: null, legibility: null, problem: null };
  return [
    { take: null, inside: [], fileName: null, page: { kind: 'text', pageOfFile: 1, text, words: [], ...nowhere } },
  ];
}

/** Why nothing can be found in files: no word was read in any of them, perhaps because they could not be read. */
export function problemOf({ text, pages }: Pick<Reading, 'text' | 'pages'>): FileProblem | 'nothing-to-read' | null {
  if (/[\p{L}\p{N}]/u.test(text)) return null;
  return pages.find(({ problem }) => problem !== null)?.problem ?? 'nothing-to-read';
}
