import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readCsv, recordsOf } from './csv.ts';

const FIELDS = ['Id', 'Name', 'Phone'];

describe('a page of results', () => {
  it('is read with quotes, commas, line breaks and accents inside values', () => {
    const text = '"Id","Name","Phone"\n"1","SONATEL, ""la"" société\nnationale","+221 33"\n2,Évasion,\n';
    assert.deepEqual(recordsOf(text, FIELDS), [
      { Id: '1', Name: 'SONATEL, "la" société\nnationale', Phone: '+221 33' },
      { Id: '2', Name: 'Évasion', Phone: null },
    ]);
  });

  it('is read with and without the names of the fields, in their order or another', () => {
    assert.deepEqual(recordsOf('1,A,3\r\n', FIELDS), [{ Id: '1', Name: 'A', Phone: '3' }]);
    assert.deepEqual(recordsOf('phone,ID,Name\r\n3,1,A', FIELDS), [{ Id: '1', Name: 'A', Phone: '3' }]);
    assert.deepEqual(recordsOf('"Id","Name","Phone"\n', FIELDS), []);
    assert.deepEqual(recordsOf('', FIELDS), []);
  });

  it('is refused when it was cut off', () => {
    for (const cut of ['1,"A', '1,A\n', '1,A,3\n2', '"1","A","3"\n"2","B', '1,A,3,4\n']) {
      assert.throws(() => recordsOf(cut, FIELDS), SyntaxError, JSON.stringify(cut));
    }
  });

  it('ends, whatever it is', () => {
    const marks = ['"', ',', '\n', '\r', 'a', ''];
    for (const one of marks) {
      for (const two of marks) {
        for (const three of marks) {
          const text = `${one}${two}${three}${one}`;
          try {
            assert.ok(readCsv(text).length <= text.length);
          } catch (error) {
            assert.ok(error instanceof SyntaxError);
          }
        }
      }
    }
  });
});
