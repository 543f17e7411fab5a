import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readText } from '../readings/text.ts';
import { extract } from './extract.ts';
import { locate } from './locating.ts';
import { extraction } from './schema.ts';
import { demoContext, fixtureNotes, pictureNotes, TODAY } from './testing/demo.ts';
import { evidencesOf } from './testing/evidences.ts';
import { extractPicture, pictured } from './testing/pictured.ts';

const CARD = `SERIGNE & FILS QUINCAILLERIE
Ndeye Fatou SOW
Directrice des achats
Tél. +221 33 867 11 22 / 77 445 66 77
nf.sow@serigne-quincaillerie.sn`;
/** What the page takes as too unsure to be taken unseen. */
const TO_CHECK_BELOW = 0.6;

test('what was typed is the very same', () => {
  const reading = readText(CARD, 'fr');
  const found = extract({ reading, kind: 'text', today: TODAY, context: demoContext() });
  assert.equal(locate(found, reading), found);
});

test('every evidence of every note, as a picture gives it, has a region for each of its lines', () => {
  const context = demoContext();
  for (const { text, lang, today } of [...pictureNotes(), ...fixtureNotes().slice(0, 130)]) {
    const reading = pictured(text, lang ?? 'fr');
    const found = extract({ reading, kind: 'photo', today: today ?? TODAY, context });
    assert.deepEqual(extraction.parse(JSON.parse(JSON.stringify(found))), found);
    for (const { quote, regions } of evidencesOf(found)) {
      const lines = quote.split('\n').filter((line) => line.trim() !== '').length;
      assert.equal(regions?.length, lines, quote);
    }
  }
});

test('only words of the picture have places: a note typed beside it has none', () => {
  const whole = pictured(`Rappeler Moussa Diallo, DAF, 77 402 11 90\n\n${CARD}`);
  const typedEnd = whole.text.indexOf('\n\n');
  const reading = { ...whole, words: whole.words.filter(({ start }) => start > typedEnd) };
  const found = extract({ reading, kind: 'photo', today: TODAY, context: demoContext() });
  assert.ok(evidencesOf(found).some(({ end }) => end <= typedEnd));
  for (const { end, regions } of evidencesOf(found)) assert.equal(regions !== undefined, end > typedEnd);
});

test('clean print is taken as it is', () => {
  const { account, contacts } = extractPicture(CARD);
  const [contact] = contacts;
  for (const value of [account.name, contact?.firstName, contact?.lastName, contact?.title, contact?.email])
    assert.ok((value?.confidence ?? 0) >= TO_CHECK_BELOW, value?.value ?? 'none');
});

test('a value is no surer than the least sure of its words', () => {
  const one = (bad: string) => extractPicture(CARD, 'fr', { confidence: (word) => (word === bad ? 0.4 : 0.93) });
  assert.equal(one('Fatou').contacts[0]?.firstName.confidence, 0.4);
  assert.ok((one('Fatou').contacts[0]?.lastName.confidence ?? 0) > 0.7);
  assert.equal(one('achats').contacts[0]?.title.confidence, 0.55, 'a word of the language is hurt less');
});

test('a value that passed a check is hurt less by unsure words, and is still to be checked where they are hardly read', () => {
  const unsure = (confidence: number) =>
    extractPicture(CARD, 'fr', { confidence: (word) => (/@|^\d/.test(word) ? confidence : 0.93) }).contacts[0];
  assert.ok((unsure(0.55)?.email.confidence ?? 0) > 0.6);
  assert.ok((unsure(0.4)?.email.confidence ?? 1) < TO_CHECK_BELOW);
});

test('on a page of handwriting what is not read as surely as print is to be checked', () => {
  const [contact] = extractPicture(CARD, 'fr', {
    legibility: 'poor',
    confidence: (word) => (/^(?:Ndeye|Fatou|SOW)$/.test(word) ? 0.95 : 0.78),
  }).contacts;
  assert.ok((contact?.lastName.confidence ?? 0) >= TO_CHECK_BELOW);
  assert.ok((contact?.title.confidence ?? 1) < TO_CHECK_BELOW);
});

test('signs and lone letters say nothing of a quote, and one bad word of a long one little', () => {
  const text =
    'La société Teranga veut 5 écrans & un serveur avant le 3 mars. Relancer Awa Diop pour fixer la date de la visite.';
  const bad = (chosen: string) => extractPicture(text, 'fr', { confidence: (word) => (word === chosen ? 0.35 : 0.93) });
  assert.deepEqual(bad('&').deals[0]?.opportunity, extractPicture(text).deals[0]?.opportunity);
  assert.equal(
    bad('fixer').deals[0]?.opportunity.description.confidence,
    extractPicture(text).deals[0]?.opportunity.description.confidence,
  );
});

test('a deal is as much less sure as its values are', () => {
  const text = 'La société Teranga veut 5 écrans avant le 3 mars.';
  const sure = extractPicture(text).deals[0]?.confidence ?? 0;
  const unsure = extractPicture(text, 'fr', { confidence: () => 0.4 }).deals[0]?.confidence ?? 1;
  assert.ok(unsure < sure);
});

/** What readers of pictures put for a letter or a figure, in every third place that it may stand in. */
function misread(text: string): string {
  const MISREAD: Readonly<Record<string, string>> = { '0': 'O', '1': 'l', '5': 'S', m: 'rn', w: 'vv', o: '0', l: '1' };
  let seen = 0;
  return text.replace(/\S*[@\d]\S*/g, (word) =>
    word.replace(/[015mwol]/g, (sign) => ((seen += 1) % 3 === 0 ? (MISREAD[sign] ?? sign) : sign)),
  );
}

test('whatever is misread, a value with mends differs from its quote, is valid, and tells words that stand in the quote', () => {
  const context = demoContext();
  const notes = [...pictureNotes(), ...fixtureNotes().slice(0, 150)];
  let mended = 0;
  for (const { text, lang, today } of [...notes, ...notes.map((note) => ({ ...note, text: misread(note.text) }))]) {
    const reading = pictured(text, lang ?? 'fr');
    const { deals, account, contacts } = extract({ reading, kind: 'photo', today: today ?? TODAY, context });
    const facts = [
      account,
      ...contacts,
      ...deals.flatMap((deal) => [deal.opportunity, deal.account, ...deal.contacts]),
    ];
    for (const [field, value] of facts.flatMap((one) => Object.entries(one))) {
      const quotes = value.evidence.map(({ quote }) => quote).join(' ');
      for (const { read, meant } of value.mends ?? []) {
        mended += 1;
        assert.ok(quotes.includes(read) && read !== meant, `${field}: ${read} for ${meant} in ${quotes}`);
      }
      if (value.value === null) continue;
      if (value.mends) assert.notEqual(value.value, quotes);
      if (field === 'email')
        assert.match(`${value.value}`, /^[\p{Ll}\p{N}._%+-]+@[\p{Ll}\p{N}-]+(?:\.[\p{Ll}\p{N}-]+)+$/u);
      if (field === 'phone' || field === 'mobile') assert.match(`${value.value}`, /^\+\d{7,15}$/);
      if (field === 'closeDate') assert.equal(new Date(`${value.value}`).toISOString().slice(0, 10), value.value);
    }
  }
  assert.ok(mended > 100, `${mended} mends`);
});
