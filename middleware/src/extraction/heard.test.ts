import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Reading, SpokenWord } from '../readings/schema.ts';
import { heardBetween, heardIn, timesOf } from './heard.ts';
import { locate } from './locating.ts';
import { extraction } from './schema.ts';
import { demoContext, extractNote, fixtureNotes, TODAY } from './testing/demo.ts';
import { evidencesOf } from './testing/evidences.ts';
import { extractSpoken, spoken } from './testing/spoken.ts';
import { extract } from './extract.ts';

const VISIT =
  "alors je sors de chez conserverie du saloum à kaolack j'ai vu madame rokhaya faye la directrice administrative elle veut un contrôle d'accès posé sur trois portes son budget c'est quinze millions elle décide le dix décembre";

test('every evidence and passage of every spoken note tells when it is heard, with air around its words', () => {
  const context = demoContext();
  for (const { text, lang, today } of fixtureNotes().slice(0, 200)) {
    const reading = spoken(text, { language: lang ?? 'fr' });
    const found = extract({ reading, kind: 'audio', today: today ?? TODAY, context });
    assert.deepEqual(extraction.parse(JSON.parse(JSON.stringify(found))), found);
    const heard = heardIn(reading);
    assert.ok(heard);
    for (const evidence of evidencesOf(found)) {
      const words = heardBetween(heard, evidence);
      const { from = -1, to = -1 } = evidence;
      assert.ok(from >= 0 && to <= heard.seconds && from < to, evidence.quote);
      assert.ok(
        words.every((word) => word.from >= from && word.to <= to),
        evidence.quote,
      );
    }
  }
});

test('a value plays its own words and not the sentence', () => {
  const { amount } = extractSpoken(VISIT).deals[0]?.opportunity ?? {};
  const place = VISIT.split(' ').indexOf('quinze');
  assert.deepEqual(
    [amount?.evidence[0]?.from, amount?.evidence[0]?.to],
    [place * 0.5 - 0.15, place * 0.5 + 0.84 + 0.15],
  );
});

test('what was typed beside the recording has no time and is as sure as ever', () => {
  const typed = 'Rappeler Moussa Diallo, DAF, 77 402 11 90';
  const whole = spoken(`${typed}\n\n${VISIT}`, { confidence: () => 0.5 });
  const words = whole.sound?.words.filter(({ start }) => start > typed.length) ?? [];
  const reading: Reading = { ...whole, sound: whole.sound && { ...whole.sound, words } };
  const found = extract({ reading, kind: 'audio', today: TODAY, context: demoContext() });
  const inTyped = evidencesOf(found).filter(({ end }) => end <= typed.length);
  assert.ok(inTyped.length > 0);
  for (const { end, from } of evidencesOf(found)) assert.equal(from !== undefined, end > typed.length);
  const typist = [...found.contacts, ...found.deals.flatMap(({ contacts }) => contacts)].find(
    ({ lastName }) => lastName.value === 'Diallo',
  );
  assert.ok((typist?.lastName.confidence ?? 0) > 0.6);
  assert.equal(typist?.lastName.doubts, undefined);
});

test('a value is no surer than its words, but for the small ones', () => {
  const one = (bad: string) => extractSpoken(VISIT, { confidence: (word) => (word === bad ? 0.3 : 0.98) }).deals[0];
  assert.equal(one('quinze')?.opportunity.amount.confidence, 0.3, 'a number is an ordinary word, and forgiven nothing');
  assert.equal(one('dix')?.opportunity.closeDate.confidence, 0.3, 'any day is a day of the calendar');
  assert.equal(one('faye')?.contacts[0]?.lastName.confidence, 0.3);
  assert.equal(one('du')?.account.name.confidence, extractSpoken(VISIT).deals[0]?.account.name.confidence);
  const sure = extractSpoken(VISIT).deals[0]?.confidence ?? 0;
  assert.ok((one('conserverie')?.confidence ?? 1) < sure);
});

test('a recording whose words have no times is read like a note', () => {
  const reading = spoken(VISIT);
  const without: Reading = { ...reading, sound: reading.sound && { ...reading.sound, words: [] } };
  const found = extract({ reading: without, kind: 'audio', today: TODAY, context: demoContext() });
  assert.deepEqual(found, extractNote(VISIT));
});

test('words that overlap, run backwards, or stand outside of the text are passed over', () => {
  const at = (start: number, end: number, from: number, to: number): SpokenWord => ({
    start,
    end,
    from,
    to,
    confidence: 0.9,
  });
  const { sound, ...reading } = spoken('quinze millions avant mars');
  assert.ok(sound);
  const words = [at(7, 15, 5, 4), at(0, 6, 1, 2), at(3, 9, 9, 9.5), at(20, 900, 3, 4), at(16, 16, 3, 4)];
  const heard = heardIn({ ...reading, sound: { ...sound, words, others: [{ start: 0, end: 99, text: 'x' }] } });
  assert.deepEqual(
    heard?.words.map(({ start }) => start),
    [0, 7],
  );
  assert.deepEqual(heard?.others, []);
  assert.deepEqual(heard && timesOf(heard, { start: 0, end: 15 }), { from: 0.85, to: 5 });
  assert.equal(heard && timesOf(heard, { start: 16, end: 26 }), null);
});

test('times stay within the recording, but never cut a word', () => {
  const reading = spoken('quinze millions');
  const heard = heardIn({ ...reading, sound: reading.sound && { ...reading.sound, seconds: 0.8 } });
  assert.deepEqual(heard && timesOf(heard, { start: 0, end: 15 }), { from: 0, to: 0.84 });
});

test('what was typed is the very same', () => {
  const found = extractNote(VISIT);
  assert.equal(locate(found, { ...spoken(VISIT), sound: null }), found);
});
