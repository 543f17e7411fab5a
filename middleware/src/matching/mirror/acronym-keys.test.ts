import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { initialsOf, pairsOf, shortNames } from './acronym-keys.ts';
import { formsOf } from './word-forms.ts';

describe('keys of short names', () => {
  it('make of words what they may be called', () => {
    const made = shortNames(['compagnie', 'ferroviaire', 'sahel']);
    assert.ok(made.includes('cfs') && made.includes('cofesa') && made.includes('comfersah'));
    assert.ok(!made.includes('sahel'));
    assert.deepEqual(shortNames(['seul']), []);
  });

  it('take a short name apart as its words may begin', () => {
    assert.ok(pairsOf('cofersa').includes('cofesa'));
    assert.ok(initialsOf('cfs').includes('cfs'));
    assert.ok(initialsOf('codeci').includes('cdeci'));
    assert.deepEqual(pairsOf('ab'), []);
  });

  it('stay few however long the name', () => {
    const words = Array.from({ length: 8 }, (_, index) => `mot${index}`);
    assert.ok([words, words.slice(0, 4), words.slice(0, 6)].every((some) => shortNames(some).length <= 100));
    assert.ok(pairsOf('abcdefghijklmn').length <= 100 && initialsOf('abcdefgh').length <= 100);
    assert.deepEqual([pairsOf('a'.repeat(500)), initialsOf('a'.repeat(500))], [[], []]);
    assert.ok(formsOf('a'.repeat(500)).length <= 21);
  });
});

describe('forms of words', () => {
  it('are shared by words that are one slip apart', () => {
    const near = (one: string, other: string) => formsOf(one).some((form) => formsOf(other).includes(form));
    for (const slip of ['balafn', 'balafoon', 'balaforn', 'balafno', 'balafin']) assert.ok(near('balafon', slip), slip);
    assert.ok(!near('balafon', 'harmattan'));
    assert.deepEqual(formsOf('eau'), []);
    for (const form of formsOf('𠜎𠜱𠝹𠱓𠱸𠲖𠳏'.repeat(4))) assert.ok(form.isWellFormed());
  });
});
