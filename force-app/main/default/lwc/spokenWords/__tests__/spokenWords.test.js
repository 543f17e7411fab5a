import { markedBlocks } from 'c/evidenceMarks';
import { blockTimes, heardTogether, passagesIn, paragraphStarts, passagesOfValue, wordAt } from 'c/spokenWords';
import { RECORDING } from '../../../../../test/audio';

const TEXT = 'Typed beside\n\nYes he said\nfifteen millions';
const word = (text, from, to) => ({ start: TEXT.indexOf(text), end: TEXT.indexOf(text) + text.length, from, to });
const SOUND = {
  ...RECORDING,
  words: [
    word('Yes', 1, 1.4),
    word('he', 1.5, 1.7),
    word('said', 3, 3.5),
    word('fifteen', 65, 66),
    word('millions', 66, 67),
  ],
};

it('says when each line was said; what was typed has no time', () => {
  const times = blockTimes(markedBlocks(TEXT, [], [], []), SOUND);
  expect(times.map(({ start, text }) => [TEXT.slice(start).split(/\s/)[0], text])).toEqual([
    ['Yes', '0:01'],
    ['fifteen', '1:05'],
  ]);
  expect(blockTimes(markedBlocks(TEXT, [], [], []), RECORDING)).toEqual([]);
});

it('knows the word of a moment, and none in a pause', () => {
  expect(wordAt(SOUND, 1.6)).toBe(SOUND.words[1]);
  expect(wordAt(SOUND, 66)).toBe(SOUND.words[4]);
  expect([wordAt(SOUND, 0.5), wordAt(SOUND, 2), wordAt(SOUND, 99)]).toEqual([null, null, null]);
});

it('hears the evidence of one value of one deal', () => {
  const anchor = (changes) => ({ draftId: 'd', path: 'amount', start: 14, end: 17, toCheck: false, ...changes });
  const anchors = [anchor({ from: 1, to: 2 }), anchor({ start: 20 }), anchor({ draftId: 'e', from: 3, to: 4 })];
  const blocks = markedBlocks(TEXT, anchors, []);
  expect(passagesOfValue(blocks, 'd', 'amount')).toEqual([{ from: 1, to: 2 }]);
  expect(passagesOfValue(blocks, 'd', null)).toEqual([]);
});

it('leaves out what nobody can hear', () => {
  expect(passagesIn([{ from: 1, to: 1 }, { from: null, to: null }, {}, { from: 2, to: 3 }])).toEqual([
    { from: 2, to: 3 },
  ]);
});

it('plays the first piece with what is said right after it', () => {
  const pieces = [
    { from: 10, to: 11 },
    { from: 40, to: 41 },
    { from: 11.5, to: 12 },
  ];
  expect(heardTogether(pieces)).toEqual({ from: 10, to: 12 });
  expect(heardTogether([])).toBeNull();
});

it('begins a paragraph after a sentence that ends ten seconds or more after the last one began', () => {
  const text = 'One. Two. Three goes on. Four.';
  const said = (part, from) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length, from, to: from + 1 });
  const words = [said('One.', 0), said('Two.', 5), said('Three', 12), said('goes', 21), said('on.', 23), said('Four.', 24)];
  const starts = paragraphStarts({ text, sound: { ...RECORDING, words } });
  expect(starts.map((start) => text.slice(start).split(' ')[0])).toEqual(['Three', 'Four.']);
  expect(paragraphStarts({ text, sound: null })).toBeNull();
});
