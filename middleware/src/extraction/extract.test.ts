import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readText } from '../readings/text.ts';
import type { Value } from './evidence.ts';
import { extract } from './extract.ts';
import type { Extraction } from './schema.ts';
import { extraction } from './schema.ts';
import { demoContext, extractNote, fixtureNotes, TODAY } from './testing/demo.ts';

function valuesOf(found: Extraction): Value<unknown>[] {
  const groups = [
    ...found.deals.flatMap(({ opportunity, account, contacts }) => [opportunity, account, ...contacts]),
    found.account,
    ...found.contacts,
  ];
  return groups.flatMap((group): Value<unknown>[] => Object.values(group));
}

/** No evidence, no value: each quote stands where it says; only a default and a blank have none. */
function assertGrounded(found: Extraction, text: string): void {
  extraction.parse(found);
  for (const value of valuesOf(found)) {
    const proofs = [...value.evidence, ...value.alternatives.flatMap(({ evidence }) => evidence)];
    for (const { quote, start, end } of proofs) assert.equal(text.slice(start, end), quote);
    if (value.origin === 'source') assert.ok(value.evidence.length > 0 && value.value !== null);
    if (value.origin === 'none') assert.equal(value.value, null);
    if (value.origin === 'default') assert.ok(value.reason !== null);
  }
  for (const { quote, start, end } of found.deals.flatMap(({ passages }) => passages))
    assert.equal(text.slice(start, end), quote);
}

test('every value of every fixture has its evidence in place or is marked as a default', () => {
  const context = demoContext();
  for (const { text, lang, language, today } of fixtureNotes()) {
    for (const variant of [text, text.replaceAll('\n', '\r\n'), `😀 ${text.replaceAll('é', '&eacute;')}`]) {
      const reading = readText(variant, lang ?? language ?? null);
      assertGrounded(extract({ reading, kind: 'text', today: today ?? TODAY, context }), reading.text);
    }
  }
});

/** A small generator with a seed: the same mutations on every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

const SPLINTERS = [
  '😀',
  '\r\n',
  '&eacute;',
  '&#128512;',
  '<br>',
  '</p>',
  '\u00a0',
  'é',
  'É',
  '> ',
  '\t',
  '45 M',
  ' le 31 ',
  'Mme ',
  '\uD83D',
  '“',
  '\u0301',
];

test('whatever is put into a note or cut from it, every evidence stands in its place', () => {
  const context = demoContext();
  const random = randomFrom(20_261_120);
  for (const { text, lang, language } of fixtureNotes()) {
    let mutated = text;
    for (let count = 0; count < 6; count += 1) {
      const place = random(mutated.length + 1);
      const splinter = SPLINTERS[random(SPLINTERS.length)] ?? '';
      mutated = mutated.slice(0, place) + splinter + mutated.slice(place + random(4));
    }
    const reading = readText(mutated, lang ?? language ?? null);
    assertGrounded(extract({ reading, kind: 'text', today: TODAY, context }), reading.text);
  }
});

const HOSTILE = [
  '\u0000\u0001\u0007 budget 45 M',
  '😀'.repeat(500),
  'مرحبا نريد 20 خادم، الميزانية 45 M',
  '<div>'.repeat(3000),
  '&#99999999;&#0;&amp;amp;amp;',
  '))))((((]]][[[{{{***+++???\\\\',
  '99999999999999999999999999 M FCFA le 99/99/9999 tel +999999999999',
  '\uD800\uDC00\uD800 veut 20 serveurs',
  "'".repeat(5000),
  'De :\nÀ :\nObjet :\n'.repeat(50),
  '__proto__ constructor toString hasOwnProperty veut 20 serveurs, budget 45 M',
];

for (const [index, text] of HOSTILE.entries()) {
  test(`any input is read without an error: hostile ${index + 1}`, () => {
    assertGrounded(extractNote(text), readText(text, 'fr').text);
  });
}

const LONGEST = 200_000;
/** What the thread of extraction is given. The slowest text here took ten times as long before, and takes a tenth of it. */
const LIMIT_MILLISECONDS = 12_000;

const UNITS = [
  'un ',
  'A.',
  'a@',
  'M. Sow ',
  '45 M ',
  'le 9 ',
  "d'",
  '1 000 ',
  'Banque de X ',
  '> a\n>> b\n',
  '1) 20 serveurs 45 M\n',
  '(',
  'De : x\n',
  'DAKAR ',
  'serveurs 77 123 45 67\n',
  'sent: x\n> subject: y\n',
];

/** Parts of equal length, each repeated: work that grows with two things found at once shows here. */
const PARTS = [
  ['1) 20 serveurs 45 M\n', 'Cordialement,\n', 'Dakar 45 M\n', 'serveurs 45 M fin mars\n'],
  ['Bamako, Mali ', 'Sénégal 12/', '1. Banque Atlas : 20 serveurs, 45 M, fin mars\n—'],
  ['Cisco ', 'a@b.sn '],
];

const takesWithinLimit = (text: string, context = demoContext()): void => {
  // The time of this process only: what else the machine does is not counted.
  const started = process.cpuUsage();
  extractNote(text, 'fr', context);
  const milliseconds = process.cpuUsage(started).user / 1000;
  assert.ok(milliseconds < LIMIT_MILLISECONDS, `${milliseconds} ms`);
};

const filled = (parts: readonly string[]): string => {
  const each = LONGEST / parts.length;
  return parts.map((part) => part.repeat(each / part.length)).join('');
};

for (const parts of [...UNITS.map((unit) => [unit]), ...PARTS]) {
  test(`the longest text takes no longer than its thread may: « ${parts.map((part) => part.trim()).join(' … ')} »`, () => {
    takesWithinLimit(filled(parts));
  });
}

/** `count` names of two words, no two of them of the same person. */
function differentPeople(count: number): string[] {
  const name = (number: number): string =>
    [...number.toString(26)].map((digit) => 'abcdefghijklmnopqrstuvwxyz'.charAt(Number.parseInt(digit, 26))).join('');
  return Array.from({ length: count }, (_, index) => `Awa N${name(index + 700)}ye`);
}

test('hundreds of people and thousands of addresses in one text take no longer than their thread may', () => {
  const people = differentPeople(500).map((person) => `${person}, DAF.\n`);
  takesWithinLimit((people.join('') + 'zz@b.sn 77 123 45 67\n'.repeat(10_000)).slice(0, LONGEST));
});

test('an org with thousands of people and picklist values slows no note down', () => {
  const context = demoContext();
  context.vendor.people = differentPeople(5000);
  const values = Array.from({ length: 2000 }, (_, index) => ({ value: `V${index}`, label: `L${index}` }));
  for (const picklist of Object.keys(context.picklists)) context.picklists[picklist] = values;
  const people = differentPeople(500).join(', ');
  takesWithinLimit(people + '\n1) Banque Atlas : 20 serveurs, 45 M, fin mars Dakar\n'.repeat(3000), context);
});

test('the language may be forced', () => {
  const reading = readText('Banque Atlas wants 20 servers, decision on 3 March.', 'fr');
  const found = extract({ reading, kind: 'text', today: TODAY, language: 'en', context: demoContext() });
  assert.equal(found.deals[0]?.opportunity.closeDate.value, '2027-03-03');
});

test('the label of a number is nothing to sell', () => {
  const name = (label: string) =>
    extractNote(`Banque Atlas : 20 serveurs, 45 M. Awa Ndiaye, ${label}`).deals[0]?.opportunity.name.value;
  assert.equal(name('portable : 77 123 45 67.'), name('77 123 45 67.'));
});
