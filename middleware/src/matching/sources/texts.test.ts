import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { bandsOf, bytesOf, resemblance, sketchFrom, sketchOf } from './sketches.ts';
import { comparable, wordsOf } from './texts.ts';

describe('texts as they are compared', () => {
  it('do not differ by case, white space or the way characters are composed', () => {
    assert.equal(comparable('  Deal:\r\n\tÉnergie\u00a0 '), comparable('deal: e\u0301nergie'));
  });

  it('differ by every word and figure', () => {
    assert.notEqual(comparable('45 postes'), comparable('46 postes'));
  });

  it('lose what a forward adds, and are also what was forwarded alone', () => {
    const [all, forwarded] = wordsOf(
      'Voir ci-dessous.\nBegin forwarded message:\nFrom: Awa\nSubject: Offre\n\n> Bonjour,\n> > il faut 3 écrans',
    );
    assert.deepEqual(all, ['voir', 'ci', 'dessous', 'bonjour', 'il', 'faut', '3', 'ecrans']);
    assert.deepEqual(forwarded, ['bonjour', 'il', 'faut', '3', 'ecrans']);
  });
});

describe('sketches of texts', () => {
  const words = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `mot${from + index}`);
  const sketch = (list: readonly string[]) => sketchOf(list) ?? assert.fail('no sketch');

  it('estimate the share of word pairs that two texts have in common', () => {
    const text = words(300);
    assert.equal(resemblance(sketch(text), sketch(text)), 1);
    for (const step of [5, 10, 20]) {
      const other = text.map((word, index) => (index % step === 0 ? `autre${index}` : word));
      const pairs = (list: readonly string[]) => new Set(list.slice(1).map((word, index) => `${list[index]} ${word}`));
      const [one, two] = [pairs(text), pairs(other)];
      const exact = one.intersection(two).size / one.union(two).size;
      assert.ok(Math.abs(resemblance(sketch(text), sketch(other)) - exact) < 0.13, `every ${step}`);
    }
    assert.ok(resemblance(sketch(text), sketch(words(300, 1000))) < 0.05);
  });

  it('share a band when a word of twelve differs, and none when the texts are others', () => {
    const text = words(240);
    const bands = new Set(bandsOf(sketch(text)));
    const heard = text.map((word, index) => (index % 12 === 3 ? `${word}x` : word));
    assert.ok(bandsOf(sketch(heard)).some((band) => bands.has(band)));
    assert.ok(bandsOf(sketch(words(240, 500))).every((band) => !bands.has(band)));
  });

  it('are not made of short texts, nor of one word', () => {
    assert.equal(sketchOf(words(19)), undefined);
    assert.equal(sketchOf(Array.from({ length: 200_000 }, () => 'mot')), undefined);
  });

  it('are read back as they were kept', () => {
    const kept = sketch(words(50));
    assert.deepEqual(sketchFrom(bytesOf(kept)), kept);
    assert.equal(sketchFrom(Buffer.alloc(5)), undefined);
  });

  it('are the same in every version', () => {
    assert.deepEqual([...sketch(words(40)).slice(0, 3)], [74954272, 17053783, 161857688]);
  });
});
