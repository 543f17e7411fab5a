import { inContext, markedBlocks, placeOf, standsIn } from 'c/evidenceMarks';

const anchor = (start, end, path = 'p') => ({ draftId: 'd', path, start, end, toCheck: false });
const texts = (blocks) => blocks.map((block) => block.segments.map((segment) => segment.text));

describe('markedBlocks', () => {
  it('gives back the text around a mark', () => {
    const [block] = markedBlocks('chez Beta, demain', [anchor(5, 9)], []);
    expect(block.segments.map(({ text, anchors }) => [text, anchors.length])).toEqual([
      ['chez ', 0],
      ['Beta', 1],
      [', demain', 0],
    ]);
  });

  it('cuts overlapping marks into pieces that carry every anchor over them', () => {
    const [block] = markedBlocks('abcdef', [anchor(0, 4, 'one'), anchor(2, 6, 'two')], []);
    expect(block.segments.map(({ text, anchors }) => [text, anchors.map(({ path }) => path)])).toEqual([
      ['ab', ['one']],
      ['cd', ['one', 'two']],
      ['ef', ['two']],
    ]);
  });

  it('keeps one mark that runs over a line break', () => {
    const blocks = markedBlocks('un\ndeux', [anchor(0, 7)], []);
    expect(texts(blocks)).toEqual([['un\ndeux']]);
  });

  it('makes every line of a recording a block of its own, and leaves blank ones out', () => {
    expect(texts(markedBlocks('un\ndeux\n\ntrois', [], [], []))).toEqual([['un'], ['deux'], ['trois']]);
    const passage = { position: 2, start: 3, end: 5 };
    expect(texts(markedBlocks('un deux', [], [passage], []))).toEqual([['un '], ['deux']]);
    expect(texts(markedBlocks('un deux trois', [], [], [3]))).toEqual([['un '], ['deux trois']]);
  });

  it('makes a paragraph a block of its own and leaves blank lines out', () => {
    expect(texts(markedBlocks('un\n\n \ndeux', [], []))).toEqual([['un'], ['deux']]);
  });

  it('cuts a line where another deal begins, and says which deals a block speaks of', () => {
    const text = 'Serveurs pour Dakar. Licences pour Thiès.';
    const at = text.indexOf('Licences');
    const blocks = markedBlocks(
      text,
      [],
      [
        { position: 1, start: 0, end: at - 1 },
        { position: 2, start: at, end: text.length },
      ],
    );
    expect(blocks.map(({ positions }) => positions)).toEqual([[1], [2]]);
    expect(texts(blocks).flat().join('')).toBe(text);
  });

  it('counts in UTF-16 code units', () => {
    const text = '🤝 Beta';
    const [block] = markedBlocks(text, [anchor(3, 7)], []);
    expect(block.segments.map((segment) => segment.text)).toEqual(['🤝 ', 'Beta']);
  });

  it('draws hostile text as text', () => {
    const text = '<img src=x onerror=alert(1)>';
    expect(texts(markedBlocks(text, [anchor(0, 4)], []))).toEqual([['<img', ' src=x onerror=alert(1)>']]);
  });

  it('leaves marks out that lie beyond the text', () => {
    expect(texts(markedBlocks('abc', [anchor(7, 9)], []))).toEqual([['abc']]);
    expect(markedBlocks('', [anchor(0, 1)], [])).toEqual([]);
  });
});

describe('standsIn', () => {
  it('holds only where the quote stands exactly there', () => {
    expect(standsIn('abc', { quote: 'bc', start: 1, end: 3 })).toBe(true);
    expect(standsIn('abc', { quote: 'bc', start: 0, end: 2 })).toBe(false);
    expect(standsIn('abc', { quote: '', start: 1, end: 1 })).toBe(false);
  });
});

describe('inContext', () => {
  it('gives whole words around the passage', () => {
    expect(inContext('un deux trois quatre cinq', 8, 13, 6)).toEqual({ before: '…deux ', after: '…' });
    expect(inContext('un deux', 0, 2)).toEqual({ before: '', after: ' deux' });
  });
});

it('says where evidence is seen and heard, as far as it is', () => {
  expect(placeOf({ from: 0, to: 1.5 })).toEqual({ from: 0, to: 1.5 });
  expect(placeOf({ regions: [], from: null, to: null })).toEqual({ regions: [] });
});
