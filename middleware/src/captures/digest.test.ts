import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { canonicalJson } from './digest.ts';

describe('canonical JSON', () => {
  it('is the same for equal values in any order of members, at any depth', () => {
    assert.equal(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' }), '{"a":"x","b":[{"c":null,"d":1}]}');
    assert.equal(canonicalJson({ a: 'x', b: [{ c: null, d: 1 }] }), canonicalJson({ b: [{ d: 1, c: null }], a: 'x' }));
  });

  it('tells apart what JSON tells apart', () => {
    const values = [
      null,
      0,
      '',
      '0',
      [],
      {},
      [null],
      { a: null },
      [[]],
      'null',
      false,
      { a: 1, b: 2 },
      { a: { b: 2 } },
    ];
    assert.equal(new Set(values.map(canonicalJson)).size, values.length);
  });

  it('leaves out absent members and keeps those with strange names', () => {
    assert.equal(canonicalJson({ a: undefined }), '{}');
    assert.equal(canonicalJson(JSON.parse('{"__proto__":1}')), '{"__proto__":1}');
  });
});
