import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
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
      trustedProxies: [],
      drainSeconds: 0,
      dataFolder: resolve('.data/middleware'),
      databaseConnections: 10,
      audience: 'https://create-from-notes.example',
      logLevel: 'info',
      metrics: { host: '127.0.0.1', port: 4681 },
      limits: {
        userRequests: 300,
        orgRequests: 6_000,
        userCaptures: 50,
        orgCaptures: 2_000,
        userUploads: 20,
        orgUploads: 1_000,
      },
      retention: { decidedDays: 90, undecidedDays: 365, failedDays: 90, uploadDays: 7 },
      reading: readConfiguration({}).reading,
      models: readConfiguration({}).models,
      salesforce: {
        app: null,
        loginUrl: 'https://login.salesforce.com',
        publicUrl: null,
        milliseconds: 60_000,
        mirrorMinutes: 10,
      },
      speech: readConfiguration({}).speech,
    });
    assert.deepEqual(readConfiguration({}).models.accounts, []);
    assert.deepEqual(readConfiguration({}).speech.accounts, []);
  });

  it('takes addresses and networks of proxies', () => {
    const { trustedProxies } = readConfiguration({ TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,2001:db8::1' });
    assert.deepEqual(trustedProxies, ['loopback', '10.0.0.0/8', '2001:db8::1']);
  });

  it('takes an empty variable for an absent one', () => {
    assert.equal(readConfiguration({ PORT: '', DATABASE_URL: '' }).port, 4680);
  });

  it('takes a server with its master keys', () => {
    const configuration = readConfiguration({ DATABASE_URL: SERVER, MASTER_KEYS: KEY, PORT: '0' });
    assert.deepEqual([configuration.databaseUrl, configuration.masterKeys, configuration.port], [SERVER, KEY, 0]);
  });

  it('can do without metrics and without an end of retention', () => {
    const { metrics, retention } = readConfiguration({ METRICS_PORT: 'off', RETENTION_DECIDED: 'never' });
    assert.deepEqual([metrics, retention.decidedDays, retention.failedDays], [null, null, 90]);
  });

  it('reads files in as many processes as the machine has cores, at most two, or as it is told', () => {
    const { processes, ...each } = readConfiguration({}).reading;
    assert.equal(processes, Math.min(2, availableParallelism()));
    assert.deepEqual(each, { megabytes: 420, seconds: 60 });
    assert.equal(readConfiguration({ READING_PROCESSES: '8' }).reading.processes, 8);
  });

  it('leaves alone what belongs to others', () => {
    const others = { HOME: '/root', PATH: '/bin', PORTS: '1', HOSTNAME: 'x', DATABASE_NAME: 'x', LIMITS: '3' };
    assert.equal(readConfiguration(others).port, 4680);
  });

  for (const [what, variables, sentence] of [
    ['a port that is none', { PORT: 'http' }, /^PORT cannot be used: it must be a port number/],
    ['a port above 65535', { PORT: '70000' }, /^PORT cannot be used/],
    ['a proxy by name', { TRUSTED_PROXIES: 'loopback, proxy.example' }, /^TRUSTED_PROXIES cannot be used: .*networks/],
    ['a network that is none', { TRUSTED_PROXIES: '10.0.0.0/33' }, /^TRUSTED_PROXIES cannot be used/],
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
    ['a mistyped setting', { DATABSE_URL: SERVER }, /no setting DATABSE_URL: write DATABASE_URL, or remove it/],
    ['a setting in the singular', { MASTER_KEY: KEY }, /no setting MASTER_KEY: write MASTER_KEYS/],
    ['an unknown setting of a family', { RETENTION_DAYS: '3' }, /no setting RETENTION_DAYS/],
    [
      'a retention of no days',
      { RETENTION_FAILED: '0' },
      /^RETENTION_FAILED cannot be used: it must be a number of days/,
    ],
    ['a limit that is none', { LIMIT_USER_REQUESTS: 'many' }, /must be a whole number from 1 to 1000000/],
    [
      'a user above the org',
      { LIMIT_USER_CAPTURES: '9', LIMIT_ORG_CAPTURES: '8' },
      /LIMIT_USER_CAPTURES \(9\) is above/,
    ],
    ['no processes to read files', { READING_PROCESSES: '0' }, /^READING_PROCESSES .*number of processes .*"auto"/],
    ['too little memory to read files', { READING_MEGABYTES: '64' }, /^READING_MEGABYTES .*from 300/],
    ['an unknown setting of reading', { READING_TIMEOUT: '9' }, /no setting READING_TIMEOUT/],
    ['one port for two', { PORT: '4681' }, /METRICS_PORT and PORT are the same/],
  ] as const) {
    it(`refuses ${what} and says what to do`, () => {
      assert.throws(
        () => readConfiguration(variables),
        (error) => error instanceof StartupError && sentence.test(error.message),
      );
    });
  }
});
