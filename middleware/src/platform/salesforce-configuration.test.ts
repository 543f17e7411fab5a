import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';

import { readConfiguration } from './configuration.ts';
import { StartupError } from './errors.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const CLIENT = { SALESFORCE_CLIENT_ID: '3MVG9.client' };
const KEY = { ...CLIENT, SALESFORCE_PRIVATE_KEY: pem, SALESFORCE_USERNAME: 'integration@example.com' };
const ORG = '00D000000000001AAA';
const salesforce = (variables: Record<string, string>) => readConfiguration(variables).salesforce;

describe('the connection to Salesforce in a configuration', () => {
  it('is off without a client id, and has limits all the same', () => {
    assert.deepEqual(salesforce({}), {
      app: null,
      loginUrl: 'https://login.salesforce.com',
      publicUrl: null,
      milliseconds: 60_000,
      mirrorMinutes: 10,
    });
  });

  it('has the app, where it logs in, and where browsers find us', () => {
    const read = salesforce({
      ...CLIENT,
      SALESFORCE_CLIENT_SECRET: 'secret',
      SALESFORCE_LOGIN_URL: 'https://acme.lightning.force.com',
      SALESFORCE_SECONDS: '20',
      MIRROR_MINUTES: '0',
      PUBLIC_URL: 'https://notes.example.com/',
    });
    const usernames = { everyOrg: null, byOrg: {} };
    assert.deepEqual(read, {
      app: { clientId: '3MVG9.client', clientSecret: 'secret', privateKey: null, usernames },
      loginUrl: 'https://acme.my.salesforce.com',
      publicUrl: 'https://notes.example.com',
      milliseconds: 20_000,
      mirrorMinutes: 0,
    });
  });

  it('takes a key by its value, with line ends as they can be written in one line, or by its file', () => {
    const oneLine = pem.replaceAll('\n', String.raw`\n`);
    assert.deepEqual(salesforce({ ...KEY, SALESFORCE_PRIVATE_KEY: oneLine }).app?.privateKey, { pem });
    const byFile = { ...KEY, SALESFORCE_PRIVATE_KEY: '', SALESFORCE_PRIVATE_KEY_FILE: '/run/secrets/key.pem' };
    assert.deepEqual(salesforce(byFile).app?.privateKey, { file: '/run/secrets/key.pem' });
  });

  it('names an integration user for all orgs, or one for each', () => {
    const usernames = (text: string) => salesforce({ ...KEY, SALESFORCE_USERNAME: text }).app?.usernames;
    assert.deepEqual(usernames('a@b.example'), { everyOrg: 'a@b.example', byOrg: {} });
    const both = { everyOrg: 'a@b.example', byOrg: { [ORG]: 'c@d.example' } };
    assert.deepEqual(usernames(`${ORG}:c@d.example, a@b.example`), both);
  });

  const refused: Record<string, [Record<string, string>, RegExp]> = {
    'a secret without its app': [
      { SALESFORCE_CLIENT_SECRET: 'x' },
      /SALESFORCE_CLIENT_SECRET needs SALESFORCE_CLIENT_ID/,
    ],
    'two keys': [{ ...KEY, SALESFORCE_PRIVATE_KEY_FILE: 'x' }, /both set/],
    'a user without a key': [{ ...CLIENT, SALESFORCE_USERNAME: 'a@b.example' }, /needs SALESFORCE_PRIVATE_KEY_FILE/],
    'a key without a user': [{ ...CLIENT, SALESFORCE_PRIVATE_KEY: pem }, /needs SALESFORCE_USERNAME/],
    'a public key': [{ ...KEY, SALESFORCE_PRIVATE_KEY: pem.replaceAll('PRIVATE', 'PUBLIC') }, /a private key in PEM/],
    'two users for every org': [
      { ...KEY, SALESFORCE_USERNAME: 'a@b.example,c@d.example' },
      /a user name of Salesforce/,
    ],
    'a user that is none': [{ ...KEY, SALESFORCE_USERNAME: 'integration' }, /a user name of Salesforce/],
    'another login': [{ SALESFORCE_LOGIN_URL: 'https://evil.example' }, /no address of Salesforce/],
    'a login in the clear': [{ SALESFORCE_LOGIN_URL: 'http://login.salesforce.com' }, /no address of Salesforce/],
    'a public address in the clear': [{ PUBLIC_URL: 'http://notes.example.com' }, /PUBLIC_URL must be https/],
    'a public address with a path': [{ PUBLIC_URL: 'https://notes.example.com/x' }, /PUBLIC_URL must be https/],
    'a mistyped setting': [{ SALESFORCE_CLIENT_KEY: 'x' }, /There is no setting SALESFORCE_CLIENT_KEY/],
    'no time at all': [{ SALESFORCE_SECONDS: '0' }, /SALESFORCE_SECONDS/],
    'a mirror that is older than a day': [{ MIRROR_MINUTES: '1441' }, /MIRROR_MINUTES/],
    'a mistyped name': [{ MIRROR_MINUTE: '5' }, /write MIRROR_MINUTES/],
  };
  for (const [name, [variables, message]] of Object.entries(refused)) {
    it(`refuses ${name}, and repeats no secret`, () => {
      assert.throws(
        () => salesforce(variables),
        (error) => error instanceof StartupError && message.test(error.message) && !error.message.includes('MII'),
      );
    });
  }
});
