import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createKeyWrap, lookupHash, masterKeyOf, UnsealError } from './encryption.ts';
import type { MasterKey } from './master-keys.ts';

const masterKey = (id: string, byte: number): MasterKey => ({ id, key: Buffer.alloc(32, byte) });
const OLD = masterKey('old', 1);
const NEW = masterKey('new', 2);

describe('sealing', () => {
  const { wrapped, seal } = createKeyWrap([OLD]).make('row 1');

  it('gives back what was sealed, whatever text it holds', () => {
    const value = { text: 'é\u0000\ud800 "\\', list: [1, null] };
    const opened = createKeyWrap([OLD]).unwrap(wrapped, 'row 1').open(seal.seal(value, 'a'), 'a');
    assert.deepEqual(opened, value);
  });

  it('never gives the same bytes twice, nor the text itself', () => {
    const [one, other] = [seal.seal('secret words', 'a'), seal.seal('secret words', 'a')];
    assert.notDeepEqual(one, other);
    assert.equal(one.includes('secret'), false);
  });

  it('does not open bytes in another place, or changed ones', () => {
    const sealed = seal.seal('x', 'a');
    assert.throws(() => seal.open(sealed, 'b'), UnsealError);
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      assert.throws(() => seal.open(changed, 'a'), UnsealError, `byte ${index}`);
    }
    assert.throws(() => seal.open(sealed.subarray(0, 20), 'a'), UnsealError);
    assert.throws(() => seal.open(Buffer.alloc(0), 'a'), UnsealError);
  });

  it('does not unwrap a key for another row, or under another master key', () => {
    assert.throws(() => createKeyWrap([OLD]).unwrap(wrapped, 'row 2'), UnsealError);
    assert.throws(() => createKeyWrap([masterKey('old', 9)]).unwrap(wrapped, 'row 1'), UnsealError);
    assert.throws(() => createKeyWrap([NEW]).unwrap(wrapped, 'row 1'), UnsealError);
  });

  it('wraps with the newest master key and still unwraps with older ones', () => {
    const rotated = createKeyWrap([NEW, OLD]);
    assert.equal(rotated.unwrap(wrapped, 'row 1').open(seal.seal('x', 'a'), 'a'), 'x');
    const fresh = rotated.make('row 3').wrapped;
    assert.ok(createKeyWrap([NEW]).unwrap(fresh, 'row 3'));
    assert.throws(() => createKeyWrap([OLD]).unwrap(fresh, 'row 3'), UnsealError);
  });

  it('wraps the same key anew with the newest master key, once, and for no other row', () => {
    const rotated = createKeyWrap([NEW, OLD]);
    const rewrapped = rotated.rewrap(wrapped, 'row 1');
    assert.ok(rewrapped);
    assert.deepEqual([masterKeyOf(wrapped), masterKeyOf(rewrapped)], ['old', 'new']);
    assert.equal(createKeyWrap([NEW]).unwrap(rewrapped, 'row 1').open(seal.seal('x', 'a'), 'a'), 'x');
    assert.equal(rotated.rewrap(rewrapped, 'row 1'), undefined);
    assert.throws(() => rotated.rewrap(wrapped, 'row 2'), UnsealError);
    assert.throws(() => createKeyWrap([NEW]).rewrap(wrapped, 'row 1'), UnsealError);
  });
});

describe('look-up hashes', () => {
  const key = Buffer.alloc(32, 3);

  it('are equal for equal texts of one purpose and key, and differ otherwise', () => {
    const hash = lookupHash(key, 'text', 'note');
    assert.deepEqual(lookupHash(key, 'text', 'note'), hash);
    assert.notDeepEqual(lookupHash(key, 'capture', 'note'), hash);
    assert.notDeepEqual(lookupHash(Buffer.alloc(32, 4), 'text', 'note'), hash);
    assert.notDeepEqual(lookupHash(key, 'text', 'note '), hash);
  });
});
