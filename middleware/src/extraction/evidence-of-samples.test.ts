import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readText } from '../readings/text.ts';
import { naughtyStrings, orders } from '../testing/hostile.ts';
import { extract } from './extract.ts';
import type { Evidence, Extraction, TextValue } from './schema.ts';
import type { FixtureNote } from './testing/demo.ts';
import { demoContext, fixtureNotes, TODAY } from './testing/demo.ts';
import { honestNotes, plantedOrders, requestWith } from './testing/planting.ts';
import { followsFrom } from './testing/following.ts';

const HOSTILE = plantedOrders().map((order, index): FixtureNote => {
  const note = honestNotes()[index];
  return { id: `planted ${index}`, lang: order.lang, text: note ? requestWith(note, order.text).reading.text : '' };
});
const STRINGS = [...orders(), naughtyStrings().join('\n')].map((text, index) => ({ id: `hostile ${index}`, text }));
const SAMPLES: readonly FixtureNote[] = [...fixtureNotes(), ...HOSTILE, ...STRINGS];

/** How the same text comes from other programs. */
const FORMS: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'with accents apart (NFD)': (text) => text.normalize('NFD'),
  'after an emoji of several code points': (text) => `👩🏽‍💻😀 ${text.replaceAll('. ', '. 🎉 ')}`,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'with entities': (text) =>
    text.replace(/[éèàçôê&<>]/g, (character) => `&#${character.codePointAt(0)};`).replaceAll("'", '&rsquo;'),
  'with marks of direction': (text) => text.replaceAll('\n', '\n\u200e').replaceAll(', ', ',\u200f '),
  'with zero-width spaces': (text) => text.replaceAll(' d', ' \u200bd').replaceAll('@', '\u200b@'),
  'with spaces that do not break': (text) =>
    text.replace(/(?<=\d) (?=\d)/g, '\u202f').replace(/ (?=[:;!?»])/g, '\u00a0'),
};

type Proved = TextValue | Extraction['deals'][number]['opportunity']['amount'];

/** Every value of an extraction under its field. */
function* valuesOf({ deals, account, contacts }: Extraction): Generator<[string, Proved]> {
  for (const deal of deals) {
    yield* Object.entries(deal.opportunity);
    yield* under('account', deal.account);
    for (const contact of deal.contacts) yield* under('contact', contact);
  }
  yield* under('account', account);
  for (const contact of contacts) yield* under('contact', contact);
}

function under(name: string, facts: Readonly<Record<string, Proved>>): [string, Proved][] {
  return Object.entries(facts).map(([field, value]) => [`${name}.${field}`, value]);
}

/** What is wrong with the proof of a value. */
function faults(field: string, proved: Proved, text: string): string[] {
  const { value, origin, evidence, alternatives } = proved;
  const moved = [...evidence, ...alternatives.flatMap((other) => other.evidence)].filter(
    ({ quote, start, end }) => text.slice(start, end) !== quote || quote.trim() === '',
  );
  if (moved.length > 0) return [`${field}: a quote that is not the text's`];
  if (origin === 'none') return value === null ? [] : [`${field}: a value from nowhere`];
  if (origin === 'default') return [];
  if (value === null || evidence.length === 0) return [`${field}: the source has no value or no quote`];
  return [{ value, evidence }, ...alternatives].flatMap((one) => unproved(field, one));
}

function unproved(field: string, { value, evidence }: { value: string | number; evidence: Evidence[] }): string[] {
  const quotes = evidence.map(({ quote }) => quote);
  return followsFrom(field, value, quotes) ? [] : [`${field}: ${value} does not follow from ${JSON.stringify(quotes)}`];
}

describe('every value of every sample has a quote of the source at its place, and follows from it', () => {
  const context = demoContext();
  for (const [form, write] of Object.entries(FORMS)) {
    it(`the sample ${form}`, () => {
      const found = SAMPLES.flatMap(({ id, text, lang, language, today }) => {
        const reading = readText(write(text), lang ?? language ?? null);
        const extraction = extract({ reading, kind: 'text', today: today ?? TODAY, context });
        return [...valuesOf(extraction)].flatMap(([field, value]) =>
          faults(field, value, reading.text).map((fault) => `${id}: ${fault}`),
        );
      });
      assert.deepEqual(found, []);
    });
  }
});
