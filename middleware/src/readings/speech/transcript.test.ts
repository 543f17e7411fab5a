import assert from 'node:assert/strict';
import { test } from 'node:test';

import { carryOver } from '../carrying.ts';
import { reading } from '../schema.ts';
import { viewOf } from '../view.ts';
import type { Hearing } from './provider.ts';
import { endOf, transcriptOf, withoutSilentWords, type HeardSlice } from './transcript.ts';

type Said = [text: string, from: number, to: number, confidence?: number];

function hearing(said: Said[], others: Hearing['others'] = [], language: Hearing['language'] = null): Hearing {
  return {
    words: said.map(([text, from, to, confidence = 0.9]) => ({ text, from, to, confidence })),
    others,
    language,
  };
}

function slice(from: number, to: number, found: Hearing | null, levels: number[] | null = null): HeardSlice {
  return { from, to, levels, heard: found && { ...found, provider: 'groq', model: 'whisper' } };
}

/** Every word of a reading with its times. */
const spoken = (read: ReturnType<typeof transcriptOf>) =>
  read.sound?.words.map(({ start, end, from, to }) => [read.text.slice(start, end), from, to]);

test('slices and takes are one text, in which every word has the times of the whole recording', () => {
  const read = transcriptOf(
    [
      {
        take: 1,
        slices: [
          slice(
            0,
            20,
            hearing([
              ['Bonjour', 1, 1.5],
              ['Awa.', 1.5, 2],
              ['Il', 4, 4.2],
            ]),
          ),
          slice(20, 30, hearing([['veut', 0.1, 0.5]])),
        ],
      },
      { take: 3, slices: [slice(0, 5, hearing([['  deux \n postes\u00ad ', 1, 2]]))] },
    ],
    '',
  );
  assert.equal(read.text, 'Bonjour Awa.\nIl veut\ndeux postes');
  assert.deepEqual(spoken(read), [
    ['Bonjour', 1, 1.5],
    ['Awa.', 1.5, 2],
    ['Il', 4, 4.2],
    ['veut', 20.1, 20.5],
    ['deux postes', 31, 32],
  ]);
  assert.deepEqual(read.sound?.takes, [
    { take: 1, from: 0, to: 30 },
    { take: 3, from: 30, to: 35 },
  ]);
  assert.deepEqual(
    read.sound?.stretches.map(({ number, from, to }) => [number, from, to]),
    [
      [1, 0, 20],
      [2, 20, 30],
      [3, 30, 35],
    ],
  );
  assert.deepEqual([read.sound?.seconds, read.sound?.levels, read.sound?.providers], [35, [], ['groq']]);
  assert.ok(reading.safeParse(read).success);
});

test('what was typed comes first, and the words know it', () => {
  const read = transcriptOf([{ take: 1, slices: [slice(0, 9, hearing([['Oui', 0, 1]]))] }], 'Chez Baobab\n');
  assert.equal(read.text, 'Chez Baobab\n\nOui');
  assert.deepEqual(spoken(read), [['Oui', 0, 1]]);
  assert.equal(transcriptOf([{ take: 1, slices: [slice(0, 9, null)] }], 'Chez Baobab').text, 'Chez Baobab');
});

test('a pause within a sentence begins no new line, and a word of marks only is as it was heard', () => {
  const said = hearing([
    ['vingt', 0, 1],
    ['mille', 5, 6],
    ['«', 6, 6.1],
    ['\u200b', 6.1, 6.2],
    ['Non', 6.2, 7],
  ]);
  assert.equal(transcriptOf([{ take: 1, slices: [slice(0, 9, said)] }], '').text, 'vingt mille « Non');
});

test('characters are composed, so that places count in the text of all readings', () => {
  const read = transcriptOf(
    [
      {
        take: 1,
        slices: [
          slice(
            0,
            9,
            hearing([
              ['e\u0301te\u0301', 0, 1],
              ['fini', 1, 2],
            ]),
          ),
        ],
      },
    ],
    '',
  );
  assert.equal(read.text, 'été fini');
  assert.deepEqual(spoken(read), [
    ['été', 0, 1],
    ['fini', 1, 2],
  ]);
});

test('what may have been said instead stands at its words', () => {
  const said = hearing(
    [
      ['deux', 0, 1],
      ['\u200b', 1, 1.1],
      ['cents', 1.1, 2],
    ],
    [
      { first: 0, last: 2, text: 'douze  cents' },
      { first: 1, last: 1, text: 'rien' },
      { first: 2, last: 9, text: 'sans' },
    ],
  );
  const { sound } = transcriptOf([{ take: 1, slices: [slice(0, 9, said)] }], 'Tapé');
  assert.deepEqual(sound?.others, [
    { start: 6, end: 16, text: 'douze cents' },
    { start: 11, end: 16, text: 'sans' },
  ]);
});

test('words where nothing is to be heard were made up', () => {
  const levels = [...Array<number>(50).fill(-25), ...Array<number>(50).fill(-90)];
  const said = hearing(
    [
      ['Merci', 1, 2],
      ['Sous-titres', 7, 8],
      ['Amara', 8, 9.5],
      ['oui', 4.6, 5.1],
    ],
    [
      { first: 0, last: 0, text: 'Messi' },
      { first: 1, last: 2, text: 'autre' },
      { first: 3, last: 3, text: 'ouïe' },
    ],
  );
  const kept = withoutSilentWords(said, levels);
  assert.deepEqual(
    kept.words.map(({ text }) => text),
    ['Merci', 'oui'],
  );
  assert.deepEqual(kept.others, [
    { first: 0, last: 0, text: 'Messi' },
    { first: 1, last: 1, text: 'ouïe' },
  ]);
  assert.equal(withoutSilentWords(said, null).words.length, 4);
});

test('loudness is told in at most 300 figures, of which the loudest moment of each stretch counts', () => {
  const levels = Array.from({ length: 6000 }, (_, index) => (index === 3000 ? -6 : -100));
  const { sound } = transcriptOf([{ take: 1, slices: [slice(0, 600, hearing([]), levels)] }], '');
  assert.equal(sound?.levels.length, 300);
  assert.deepEqual([sound.levels[150], sound.levels[149], Math.max(...sound.levels)], [0.9, 0, 0.9]);
  const some = transcriptOf([{ take: 1, slices: [slice(0, 1, hearing([]), null), slice(1, 2, hearing([]), [0])] }], '');
  assert.deepEqual(some.sound?.levels, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
});

test('the language is the chosen one, or that of most words, or what the words look like', () => {
  const take = (...slices: HeardSlice[]) => [{ take: 1, slices }];
  const english = slice(
    0,
    9,
    hearing(
      [
        ['One', 0, 1],
        ['two', 1, 2],
      ],
      [],
      'en',
    ),
  );
  const french = slice(9, 18, hearing([['Trois', 0, 1]], [], 'fr'));
  assert.equal(transcriptOf(take(english, french), '').language, 'en');
  assert.equal(transcriptOf(take(english, french), '', 'fr').language, 'fr');
  const untold = hearing([
    ['the', 0, 1],
    ['order', 1, 2],
    ['is', 2, 3],
    ['for', 3, 4],
    ['them', 4, 5],
  ]);
  assert.equal(transcriptOf(take(slice(0, 9, untold)), '').language, 'en');
});

test('the end of a transcript begins with a whole word', () => {
  const takes = [
    {
      take: 1,
      slices: [
        slice(
          0,
          9,
          hearing([
            ['Bonjour', 0, 1],
            ['Monsieur', 1, 2],
            ['Sarr', 2, 3],
          ]),
        ),
      ],
    },
  ];
  assert.equal(endOf(takes, 500), 'Bonjour Monsieur Sarr');
  assert.equal(endOf(takes, 13), 'Monsieur Sarr');
  assert.equal(endOf(takes, 12), 'Sarr');
  assert.equal(endOf([], 12), '');
});

test('a corrected transcript keeps the times of its words, and what was written anew is sure', () => {
  const said = hearing(
    [
      ['Awa', 0, 1, 0.4],
      ['veut', 1, 2],
      ['douze', 2, 3, 0.3],
      ['sans', 3, 4, 0.3],
      ['postes.', 4, 5],
    ],
    [
      { first: 0, last: 0, text: 'Hawa' },
      { first: 2, last: 3, text: 'deux cents' },
    ],
  );
  const read = transcriptOf([{ take: 1, slices: [slice(0, 9, said)] }], '', 'fr');
  const carried = carryOver(read, { text: 'Alors Awa veut deux cents postes.', language: 'fr' });
  assert.deepEqual(
    carried.sound?.words.map(({ start, end, from, to, confidence }) => [
      carried.text.slice(start, end),
      from,
      to,
      confidence,
    ]),
    [
      ['Awa', 0, 1, 0.4],
      ['veut', 1, 2, 0.9],
      ['deux', 2, 3, 1],
      ['cents', 3, 4, 1],
      ['postes.', 4, 5, 0.9],
    ],
  );
  assert.deepEqual(carried.sound?.others, [{ start: 6, end: 9, text: 'Hawa' }]);
  assert.deepEqual(viewOf(carried).unsure, [{ start: 6, end: 9, regions: [], from: 0, to: 1 }]);
  assert.deepEqual(viewOf(read).unsure, [
    { start: 0, end: 3, regions: [], from: 0, to: 1 },
    { start: 9, end: 19, regions: [], from: 2, to: 4 },
  ]);
});
