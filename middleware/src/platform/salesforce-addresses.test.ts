import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { instanceAddress, loginAddress } from './salesforce-addresses.ts';

describe('the address where an org logs in', () => {
  for (const [given, origin] of [
    ['https://login.salesforce.com', 'https://login.salesforce.com'],
    ['https://test.salesforce.com/', 'https://test.salesforce.com'],
    ['https://acme.my.salesforce.com/home/home.jsp?x=1', 'https://acme.my.salesforce.com'],
    ['https://acme--dev.sandbox.my.salesforce.com', 'https://acme--dev.sandbox.my.salesforce.com'],
    ['https://acme.lightning.force.com/lightning/page/home', 'https://acme.my.salesforce.com'],
    ['https://acme--dev.sandbox.lightning.force.com', 'https://acme--dev.sandbox.my.salesforce.com'],
    ['https://acme.my.salesforce-setup.com/lightning/setup', 'https://acme.my.salesforce.com'],
    ['HTTPS://ACME.MY.SALESFORCE.COM', 'https://acme.my.salesforce.com'],
    ['http://127.0.0.1:4690', 'http://127.0.0.1:4690'],
    ['http://localhost:4690', 'http://localhost:4690'],
  ] as const) {
    it(`is understood: ${given}`, () => assert.equal(loginAddress(given), origin));
  }

  for (const given of [
    '',
    'login.salesforce.com',
    'http://login.salesforce.com',
    'https://login.salesforce.com:8443',
    'https://salesforce.com.evil.example',
    'https://evilsalesforce.com',
    'https://evil.example/login.salesforce.com',
    'https://login.salesforce.com@evil.example',
    'https://user:pass@login.salesforce.com',
    'https://acme.my.site.com',
    'https://evil.force.com',
    'http://acme.lightning.force.com',
    'https://10.0.0.1',
    'http://192.168.1.10:4690',
    'http://127.0.0.1.nip.example',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ]) {
    it(`is none of Salesforce: ${given}`, () => assert.equal(loginAddress(given), null));
  }
});

describe('the address that gets an org’s token', () => {
  it('is one of Salesforce, its origin alone', () => {
    const given = 'https://acme.my.salesforce.com/services';
    assert.equal(instanceAddress(given, 'https://login.salesforce.com'), 'https://acme.my.salesforce.com');
  });

  it('is this machine only for an org that logs in here', () => {
    assert.equal(instanceAddress('http://127.0.0.1:4690', 'http://127.0.0.1:4690'), 'http://127.0.0.1:4690');
    for (const inside of ['http://127.0.0.1:4690', 'http://localhost', 'http://[::1]', 'https://127.0.0.1']) {
      assert.equal(instanceAddress(inside, 'https://login.salesforce.com'), null);
    }
  });

  for (const inside of [
    'http://169.254.169.254',
    'https://10.0.0.1',
    'https://intranet',
    'http://acme.my.salesforce.com',
  ]) {
    it(`is not ${inside}`, () => {
      assert.equal(instanceAddress(inside, 'https://login.salesforce.com'), null);
      assert.equal(instanceAddress(inside, 'http://127.0.0.1:4690'), null);
    });
  }

  it('is no page of the browser, whose host has no API', () => {
    assert.equal(instanceAddress('https://acme.lightning.force.com', 'https://login.salesforce.com'), null);
  });
});
