import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { domainLabel, registrableDomain } from './domains.ts';

describe('the domain of a website or an address', () => {
  it('is the one that somebody registered', () => {
    for (const text of [
      'https://www.kewoulo.sn/fr?x=1',
      'kewoulo.sn',
      'WWW.KEWOULO.SN.',
      'a.diop@mail.kewoulo.sn',
      'http://kewoulo.sn:8080',
    ]) {
      assert.equal(registrableDomain(text), 'kewoulo.sn', text);
    }
    assert.equal(registrableDomain('shop.kewoulo.co.uk'), 'kewoulo.co.uk');
    assert.equal(registrableDomain('kewoulo.blogspot.com'), 'kewoulo.blogspot.com', 'a host of many');
    assert.equal(domainLabel('kewoulo.co.uk'), 'kewoulo');
  });

  it('is none of free or disposable mail, of pages on hosts of others, of machines and of nonsense', () => {
    for (const text of [
      'a@gmail.com',
      'a@yahoo.fr',
      'a@yopmail.com',
      'facebook.com/kewoulo',
      'https://sn.linkedin.com/company/kewoulo',
      '192.168.1.1',
      'http://[::1]/',
      'localhost',
      'kewoulo',
      '',
      '\0',
      '@',
      '😀',
      'a'.repeat(200_000),
      'sn',
      'co.uk',
    ]) {
      assert.equal(registrableDomain(text), null, text.slice(0, 30));
    }
  });
});
