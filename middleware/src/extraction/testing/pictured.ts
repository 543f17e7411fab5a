import type { Language } from '../../captures/schema.ts';
import type { Page, Reading } from '../../readings/schema.ts';
import { readText } from '../../readings/text.ts';
import { extract } from '../extract.ts';
import type { Extraction } from '../schema.ts';
import { demoContext, TODAY } from './demo.ts';

/** How a picture was read: the confidence of each word, and whether much of its page was hard to read. */
interface Print {
  readonly confidence?: (word: string) => number;
  readonly legibility?: Page['legibility'];
}

const SURE = 0.93;

/** A text as a picture of one page gives it: every word with its place, as in print whose signs are all as wide. */
export function pictured(text: string, language: Language = 'fr', print: Print = {}): Reading {
  const { confidence = () => SURE, legibility = 'good' } = print;
  const typed = readText(text, language);
  const lines = typed.text.split('\n');
  const columns = Math.max(...lines.map(({ length }) => length));
  const words = [...typed.text.matchAll(/\S+/g)].map((match) => {
    const before = typed.text.slice(0, match.index).split('\n');
    const [row, column] = [before.length - 1, before.at(-1)?.length ?? 0];
    const [left, right] = [column, column + match[0].length].map((place) => place / columns);
    const [top, bottom] = [(row + 0.2) / lines.length, (row + 0.8) / lines.length];
    return {
      start: match.index,
      end: match.index + match[0].length,
      page: 1,
      corners: [left ?? 0, top, right ?? 0, top, right ?? 0, bottom, left ?? 0, bottom],
      confidence: confidence(match[0]),
    };
  });
  const page: Page = {
    number: 1,
    kind: 'picture',
    take: 1,
    inside: [],
    fileName: null,
    pageOfFile: 1,
    start: 0,
    end: typed.text.length,
    width: 1600,
    height: 1200,
    legibility,
    problem: null,
  };
  return { ...typed, pages: [page], words };
}

/** What the rules make of a text that was read from a picture, located in it. */
export function extractPicture(text: string, language: Language = 'fr', print: Print = {}): Extraction {
  const reading = pictured(text, language, print);
  return extract({ reading, kind: 'photo', today: TODAY, context: demoContext() });
}
