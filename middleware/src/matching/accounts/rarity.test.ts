import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { informationOf, informationTogether, smoothedRarity, usualRarity } from './rarity.ts';

describe('the rarity of a word', () => {
  it('is that of names everywhere in a small org, and that of the org in a large one', () => {
    const usual = usualRarity('transport');
    assert.ok(usual > usualRarity('kewoulo'));
    assert.ok(Math.abs(smoothedRarity('transport', 0, 10) - usual) < usual / 10);
    const large = smoothedRarity('kewoulo', 100_000, 1_000_000);
    assert.ok(large > 0.09 && large < 0.11, String(large));
  });

  it('counts no word as common because the account that is looked for holds it', () => {
    assert.equal(smoothedRarity('kewoulo', 1, 1000), smoothedRarity('kewoulo', 0, 1000));
    assert.ok(smoothedRarity('kewoulo', 2, 1000) > smoothedRarity('kewoulo', 1, 1000));
  });

  it('is a share, whatever was counted', () => {
    for (const [holders, accounts] of [
      [0, 0],
      [5, 0],
      [1e9, 10],
    ] as const) {
      const share = smoothedRarity('kewoulo', holders, accounts);
      assert.ok(share > 0 && share <= 1, `${holders} of ${accounts}: ${share}`);
    }
  });
});

describe('what a shared word says', () => {
  it('is more the rarer the word, within bounds', () => {
    assert.ok(informationOf('kewoulo', usualRarity) > informationOf('transport', usualRarity));
    assert.equal(
      informationOf('kewoulo', () => 1),
      0.5,
    );
    assert.ok(Number.isFinite(informationOf('kewoulo', () => 0)));
  });

  it('counts the rarest in full and further ones half', () => {
    assert.equal(informationTogether([]), 0);
    assert.equal(informationTogether([4, 10, 2]), 13);
  });
});
