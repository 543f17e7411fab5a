import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { refusalOf } from './guard.ts';

const PORT = 4600;

const refused = (headers: Record<string, string>, isPage = false, method = 'GET'): boolean =>
  refusalOf({ headers, method }, PORT, isPage) !== null;

describe('the guard', () => {
  test('lets this machine through', () => {
    assert.equal(refused({ host: '127.0.0.1:4600' }), false);
    assert.equal(refused({ host: 'localhost:4600', origin: 'http://localhost:4600' }, false, 'POST'), false);
    assert.equal(refused({ host: '127.0.0.1:4600', 'sec-fetch-site': 'same-origin' }), false);
  });

  test('refuses names and ports that are not its own', () => {
    for (const host of ['evil.example', '127.0.0.1', '127.0.0.1:80', '127.0.0.1:4600.evil.example', '[::1]:4600']) {
      assert.equal(refused({ host }), true, host);
    }
    assert.equal(refused({}), true);
  });

  test('refuses calls from other sites', () => {
    const host = '127.0.0.1:4600';
    for (const origin of ['http://evil.example', 'https://127.0.0.1:4600', 'http://127.0.0.1:9', 'null', '']) {
      assert.equal(refused({ host, origin }, false, 'POST'), true, origin);
    }
    for (const site of ['cross-site', 'same-site']) assert.equal(refused({ host, 'sec-fetch-site': site }), true, site);
  });

  test('lets a link from elsewhere open a page, and only that', () => {
    const link = { host: '127.0.0.1:4600', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    assert.equal(refused(link, true), false);
    assert.equal(refused(link, false), true);
    assert.equal(refused(link, true, 'POST'), true);
    assert.equal(refused({ ...link, 'sec-fetch-mode': 'cors' }, true), true);
  });
});
