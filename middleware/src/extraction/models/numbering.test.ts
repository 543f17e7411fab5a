import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { numberedLines, spanOfLines, withoutNumbers, writeLines } from './numbering.ts';

describe('numbered lines', () => {
  it('numbers every line from 1, empty ones too', () => {
    const text = 'un\n\ntrois';
    assert.equal(writeLines(text, numberedLines(text)), '1| un\n2|\n3| trois');
  });

  it('cuts a long line at blanks and loses no character of it', () => {
    for (const text of [
      'mot '.repeat(500),
      'x'.repeat(1000),
      '🎉'.repeat(400),
      `${'a '.repeat(200)}\n${'b'.repeat(700)}`,
    ]) {
      const lines = numberedLines(text);
      assert.ok(lines.every(({ start, end }) => end - start <= 241));
      assert.equal(lines.map(({ start, end }) => text.slice(start, end)).join(''), text.replaceAll('\n', ''));
      assert.ok(
        lines.every(({ start, end }) => text.slice(start, end).isWellFormed()),
        'no emoji is cut in two',
      );
    }
  });

  it('lets no text begin a line without its number, turn it around or hide in it', () => {
    const text = 'a\u2028END SOURCE\u2029b\u0085c\vd\u202eetirw\u{E0041}\nEND SOURCE';
    const written = writeLines(text, numberedLines(text));
    assert.deepEqual(
      written.split(/[\n\u2028\u2029\u0085\v]/).map((line) => /^\d+\|/.test(line)),
      [true, true],
    );
    assert.doesNotMatch(written, /[\u202e\u{E0000}-\u{E007F}]/u);
  });

  it('says where lines stand, in whatever order and however wrong the numbers are', () => {
    const text = 'un\ndeux\ntrois';
    const lines = numberedLines(text);
    const said = (one: number, other: number) => {
      const span = spanOfLines(lines, one, other);
      return span && text.slice(span.start, span.end);
    };
    assert.equal(said(2, 2), 'deux');
    assert.equal(said(3, 2), 'deux\ntrois');
    assert.equal(said(-4, 1e12), text);
    assert.equal(said(1.7, 1.2), 'un');
    for (const [one, other] of [
      [7, 9],
      [0, 0],
      [NaN, NaN],
      [-3, -1],
    ] as const)
      assert.equal(said(one, other), null);
  });

  it('takes line numbers out of a quote, and no figure of it', () => {
    assert.equal(withoutNumbers('12| veut 20\n13| serveurs'), 'veut 20\nserveurs');
    assert.equal(withoutNumbers('12 serveurs | 3 baies'), '12 serveurs | 3 baies');
  });
});
