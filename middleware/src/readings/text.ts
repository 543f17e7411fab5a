import type { Language } from '../captures/schema.ts';
import { decodeEntities } from './entities.ts';
import { htmlToPlain } from './html.ts';
import { languageOf } from './language.ts';
import type { Reading } from './schema.ts';

const HTML_START = /^\s*(?:<!doctype html|<(?:html|body|head|div|p|table|span|meta|style)\b)/i;
const HTML_CLOSING = /<\/(?:p|div|table|tr|td|span|li|ul|a|b|strong|body|html)>/gi;
/** What a database text cannot hold (NUL) and what no reader can see; tab and line feed stay. */
const INVISIBLE = /(?![\n\t])\p{Cc}|[\u200B\u2060\uFEFF\u00AD]/gu;

/**
 * Makes a reading of typed or pasted text: HTML becomes plain text, entities are decoded, line ends are LF, characters are
 * composed (NFC), invisible control characters go. All evidence offsets count in the text returned here.
 * @param language the language the person chose; found from the words when absent.
 */
export function readText(source: string, language?: Language | null): Reading {
  const text = normalise(decodeEntities(withoutMarkup(source)));
  return { text, language: language ?? languageOf(text), corrected: false, pages: [], words: [] };
}

/** What every text of a reading is: line ends are LF, characters are composed, and none are invisible. */
export function normalise(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(INVISIBLE, '')
    .toWellFormed()
    .normalize('NFC');
}

/** The text of a page; what is none stays as it is, and so does a page that says more than it has characters (lists in lists). */
function withoutMarkup(source: string): string {
  if (!isHtml(source)) return source;
  const plain = htmlToPlain(source, !HTML_START.test(source));
  return plain.length > source.length ? source : plain;
}

function isHtml(source: string): boolean {
  return HTML_START.test(source) || (source.match(HTML_CLOSING)?.length ?? 0) >= 3;
}
