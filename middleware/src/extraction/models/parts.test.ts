import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { numberedLines } from './numbering.ts';
import { partsOf } from './parts.ts';

const partsIn = (text: string) => partsOf(text, numberedLines(text));
const LINE = 'Un paragraphe de compte rendu qui dit ce que le client veut, pour quand et pour combien.\n';

describe('parts of a long source', () => {
  it('leaves a usual source whole', () => {
    const text = LINE.repeat(100);
    assert.deepEqual(
      partsIn(text).map(({ number, start, end }) => [number, start, end]),
      [[1, 0, text.length]],
    );
    assert.equal(partsIn('').length, 1);
  });

  it('covers all of it, in order, each part overlapping the one before', () => {
    for (const text of [LINE.repeat(1500), 'x'.repeat(60_000), 'mot '.repeat(20_000), '\n'.repeat(50_000)]) {
      const parts = partsIn(text);
      assert.equal(parts[0]?.start, 0);
      assert.equal(parts.at(-1)?.end, text.length);
      for (const [index, part] of parts.entries()) {
        assert.ok(part.end - part.start <= 12_000);
        const next = parts[index + 1];
        if (next) assert.ok(next.start <= part.end + 1 && next.start > part.start && next.end > part.end);
      }
    }
  });

  it('cuts before a message rather than at a paragraph, at a paragraph rather than in one', () => {
    const paragraph = `${LINE.repeat(5)}\n`;
    const text = `${paragraph.repeat(20)}De : Awa Ndiaye <awa@baobab.example>\n${paragraph.repeat(20)}`;
    const [first] = partsIn(text);
    assert.equal(first?.end, text.indexOf('De : Awa') - 1);
    const plain = paragraph.repeat(40);
    assert.match(plain.slice(0, partsIn(plain)[0]?.end), /\.\n$/);
  });
});
