import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';

import { readConfiguration } from './configuration.ts';
import { StartupError } from './errors.ts';

const KEY = `a:${Buffer.alloc(32, 1).toString('base64')}`;
const SERVER = 'postgres://user@db.example/notes';

describe('the configuration', () => {
  it('needs nothing: an embedded database on loopback', () => {
    assert.deepEqual(readConfiguration({}), {
      host: '127.0.0.1',
      port: 4680,
      dataFolder: resolve('.data/middleware'),
      audience: 'https://create-from-notes.example',
      logLevel: 'info',
    });
  });

  it('takes an empty variable for an absent one', () => {
    assert.equal(readConfiguration({ PORT: '', DATABASE_URL: '' }).port, 4680);
  });

  it('takes a server with its master keys', () => {
    const configuration = readConfiguration({ DATABASE_URL: SERVER, MASTER_KEYS: KEY, PORT: '0' });
    assert.deepEqual([configuration.databaseUrl, configuration.masterKeys, configuration.port], [SERVER, KEY, 0]);
  });

  for (const [what, variables, sentence] of [
    ['a port that is none', { PORT: 'http' }, /^PORT cannot be used: it must be a port number/],
    ['a port above 65535', { PORT: '70000' }, /^PORT cannot be used/],
    [
      'an address that is no PostgreSQL',
      { DATABASE_URL: 'mysql://x', MASTER_KEYS: KEY },
      /DATABASE_URL cannot be used/,
    ],
    ['a server without master keys', { DATABASE_URL: SERVER }, /DATABASE_URL needs MASTER_KEYS: set/],
    ['master keys without a server', { MASTER_KEYS: KEY }, /MASTER_KEYS goes with DATABASE_URL/],
    ['a short master key', { DATABASE_URL: SERVER, MASTER_KEYS: 'a:c2hvcnQ=' }, /number 1 cannot be used/],
    ['one id twice', { DATABASE_URL: SERVER, MASTER_KEYS: `${KEY},${KEY}` }, /names one id twice/],
    ['an unknown log level', { LOG_LEVEL: 'chatty' }, /^LOG_LEVEL cannot be used: it must be one of fatal/],
  ] as const) {
    it(`refuses ${what} and says what to do`, () => {
      assert.throws(
        () => readConfiguration(variables),
        (error) => error instanceof StartupError && sentence.test(error.message),
      );
    });
  }
});
