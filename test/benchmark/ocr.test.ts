import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { overlap } from '../../middleware/src/testing/rendered/overlap.ts';
import { normalisedWords, placesOf } from '../../middleware/src/testing/rendered/places.ts';
import { missedAims, type OcrScore } from './ocr-report.ts';
import { wordsRight } from './ocr-scores.ts';

describe('the words of a picture that were read', () => {
  it('count each as often as it stands there', () => {
    assert.equal(wordsRight(['le', 'prix', 'le'], ['le', 'prix', 'fort']), 2);
    assert.equal(wordsRight(['le'], ['le', 'le', 'le']), 1);
    assert.equal(wordsRight([], ['le']), 0);
  });

  it('are the same with another apostrophe or composition, not with another accent or case', () => {
    assert.deepEqual(normalisedWords('l’été  « Prix »'), ["l'été", '"', 'Prix', '"']);
    assert.equal(wordsRight(['été', 'Prix'], ['ete', 'prix']), 0);
  });
});

describe('what two outlines have in common', () => {
  const square = [0, 0, 0.5, 0, 0.5, 0.5, 0, 0.5];
  for (const [name, other, expected] of [
    ['the same', square, 1],
    ['the same in the other sense', [0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0], 1],
    ['half of it', [0, 0, 0.25, 0, 0.25, 0.5, 0, 0.5], 0.5],
    ['moved by half', [0.25, 0, 0.75, 0, 0.75, 0.5, 0.25, 0.5], 1 / 3],
    ['a square on its corner', [0.25, 0, 0.5, 0.25, 0.25, 0.5, 0, 0.25], 0.5],
    ['elsewhere', [0.6, 0.6, 0.9, 0.6, 0.9, 0.9, 0.6, 0.9], 0],
    ['nothing', [0, 0, 0, 0, 0, 0, 0, 0], 0],
  ] as const) {
    it(name, () => {
      assert.ok(Math.abs(overlap(square, [...other], 400, 300) - expected) < 1e-9);
    });
  }
});

describe('the places of a page', () => {
  const at = (left: number, top: number) => [left, top, left + 0.1, top, left + 0.1, top + 0.05, left, top + 0.05];
  const truth = {
    words: [
      { text: 'prix', corners: at(0.1, 0.1) },
      { text: 'net', corners: at(0.22, 0.1) },
      { text: 'prix', corners: at(0.1, 0.5) },
    ],
    lines: ['prix net', 'prix'],
    width: 1000,
    height: 1000,
  };
  const read = (...places: number[][]) => ({
    text: 'prix net prix',
    words: [
      [0, 4],
      [5, 8],
      [9, 13],
    ].flatMap(([start = 0, end = 0], index) => {
      const corners = places[index];
      return corners ? [{ start, end, corners, confidence: 1 }] : [];
    }),
  });

  it('are right where all stands where it was drawn', () => {
    const { words, lines, outlines } = placesOf(truth, read(at(0.1, 0.1), at(0.22, 0.1), at(0.1, 0.5)));
    assert.deepEqual(
      [words, lines, outlines],
      [
        { right: 3, all: 3 },
        { right: 2, all: 2 },
        { right: 3, all: 3 },
      ],
    );
  });

  it('are wrong for a word elsewhere, and ask nothing of a word that was not read', () => {
    const { words, outlines } = placesOf(truth, read(at(0.1, 0.1), at(0.6, 0.8)));
    assert.deepEqual(
      [words, outlines],
      [
        { right: 1, all: 2 },
        { right: 1, all: 2 },
      ],
    );
  });
});

describe('the aims', () => {
  const places = { words: { right: 99, all: 100 }, lines: { right: 10, all: 10 }, outlines: { right: 99, all: 100 } };
  const good: OcrScore = {
    set: 'shadow',
    words: 100,
    right: 99,
    commandRight: 60,
    read: 100,
    unsure: 0,
    poor: false,
    places,
    seconds: 1,
    commandSeconds: 1,
  };
  const run = { command: true, twoAtOnce: { oneAfterTheOther: 2, atOnce: 1.1 } };

  it('are met, and missed each by its own fault', () => {
    assert.deepEqual(missedAims([good], run), []);
    const faults: [Partial<OcrScore>, RegExp][] = [
      [{ commandRight: 95 }, /4\.0 points above the command/],
      [{ places: { ...places, lines: { right: 9, all: 10 } } }, /lines/],
      [{ set: 'straight', poor: true }, /hard to read/],
      [{ set: 'scans', places: null, right: 80, commandRight: 90 }, /on scans/],
    ];
    for (const [fault, said] of faults)
      assert.match(missedAims([{ ...good, ...fault }], run).join('\n') || 'none', said);
    assert.match(missedAims([good], { ...run, twoAtOnce: { oneAfterTheOther: 2, atOnce: 1.9 } }).join(), /two pages/);
  });

  it('are floors alone where there is no command', () => {
    const missed = missedAims([{ ...good, right: 10, commandRight: 0 }], { command: false, twoAtOnce: null });
    assert.match(missed.join(), /floor/);
  });
});
