import {
  anchorsIn,
  boxOf,
  firstPage,
  marksOn,
  outline,
  pageOfAnchors,
  placesToCheck,
  shapesOn,
  slant,
} from 'c/pageRegions';
import { markedBlocks } from 'c/evidenceMarks';
import { page, region } from '../../../../../test/review';

const SIZE = { width: 1000, height: 500 };
const anchor = (start, end, changes = {}) => ({ draftId: 'd', path: 'p', start, end, toCheck: false, ...changes });

it('takes every use once, however many pieces its mark is cut into', () => {
  const blocks = markedBlocks('abcdef', [anchor(0, 4, { path: 'one' }), anchor(2, 6, { path: 'two' })], []);
  expect(anchorsIn(blocks).map(({ path }) => path)).toEqual(['one', 'two']);
});

it('outlines the words of one page, the same words once, in the order of the text', () => {
  const regions = [region(0.1, 0.1, 0.2, 0.2), region(0.1, 0.3, 0.2, 0.4, 2)];
  const marks = marksOn(1, [
    anchor(5, 9, { regions }),
    anchor(0, 3, { regions }),
    anchor(5, 9, { path: 'q', regions }),
  ]);
  expect(marks.map(({ start, anchors, shapes }) => [start, anchors.length, shapes.length])).toEqual([
    [0, 1, 1],
    [5, 2, 1],
  ]);
  expect(marksOn(3, [anchor(0, 3, { regions })])).toEqual([]);
});

it('draws nothing for what is no region', () => {
  expect(
    shapesOn(1, [
      { page: 1, corners: [0, 1] },
      { page: 1, corners: [0, 0, 1, NaN, 1, 1, 0, 1] },
    ]),
  ).toEqual([]);
});

it('keeps the slant of the words, with a little room, and stays in the picture', () => {
  const aslant = [0.1, 0.4, 0.5, 0.2, 0.55, 0.4, 0.15, 0.6];
  const points = outline(aslant, SIZE)
    .split(' ')
    .map((point) => point.split(',').map(Number));
  expect(points).toHaveLength(4);
  expect(points[0][0]).toBeLessThan(100);
  expect(points[1][1]).toBeLessThan(100);
  expect(slant(aslant, SIZE)).toBeCloseTo(-14.04, 1);
  expect(outline([0, 0, 1, 0, 1, 1, 0, 1], SIZE)).toBe('0,0 1000,0 1000,500 0,500');
});

it('gives the box around all lines', () => {
  const { corners } = region(0.1, 0.2, 0.3, 0.4);
  expect(boxOf([corners, region(0.2, 0.5, 0.6, 0.7).corners])).toEqual({
    left: 0.1,
    top: 0.2,
    right: 0.6,
    bottom: 0.7,
  });
  expect(boxOf([])).toBeNull();
});

describe('pages', () => {
  const typed = page({ number: 1, kind: 'text', take: null, end: 10 });
  const photo = page({ number: 2, start: 12, end: 20 });
  const mail = page({ number: 1, kind: 'text', end: 10 });

  it('shows the picture before what was typed beside it, and a mail before its attachments', () => {
    expect(firstPage([typed, photo])).toBe(photo);
    expect(firstPage([mail, photo])).toBe(mail);
    expect(firstPage([page({ problem: 'file-damaged' }), photo])).toBe(photo);
    expect(firstPage([])).toBeNull();
  });

  it('finds the page of an evidence by its region, else by its place in the text, and stays where it is', () => {
    expect(pageOfAnchors([typed, photo], [anchor(13, 15)], 1)).toBe(2);
    expect(pageOfAnchors([typed, photo], [anchor(1, 2, { regions: [region(0, 0, 1, 1, 2)] })], 1)).toBe(2);
    expect(pageOfAnchors([typed, photo], [anchor(13, 15), anchor(1, 2)], 1)).toBe(1);
    expect(pageOfAnchors([typed, photo], [anchor(30, 31)], 1)).toBeNull();
  });

  it('counts neighbouring hard words as one place, with the values to check', () => {
    const text = 'aa bb cc\ndd ee';
    const words = [
      { start: 0, end: 2, regions: [] },
      { start: 3, end: 5, regions: [] },
      { start: 9, end: 11, regions: [] },
    ];
    const all = page({ end: text.length });
    expect(placesToCheck(all, text, words, [])).toBe(2);
    expect(placesToCheck(all, text, words, [anchor(4, 8, { toCheck: true }), anchor(12, 14)])).toBe(2);
    expect(placesToCheck(page({ end: 4 }), text, words, [])).toBe(1);
  });
});
