import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { checkLock, readAudit } from './audit.ts';
import type { LockedPackage } from './lock.ts';

const locked = (changes: Partial<LockedPackage>): LockedPackage => ({
  place: 'node_modules/sample',
  license: 'MIT',
  integrity: 'sha512-x',
  hasInstallScript: false,
  dev: false,
  devOptional: false,
  optional: false,
  inBundle: false,
  link: false,
  ...changes,
});

describe('the lock', () => {
  for (const [what, changes, sentence] of [
    ['a licence that is on the list', {}, undefined],
    ['a licence beside one that is not', { license: '(MIT OR GPL-3.0)' }, undefined],
    ['a licence together with one that is not', { license: 'MIT AND GPL-3.0' }, /MIT AND GPL-3\.0 is not on the list/],
    ['a licence that is not on the list', { license: 'AGPL-3.0' }, /AGPL-3\.0 is not on the list/],
    ['no licence', { license: undefined }, /is not known/],
    ['a strange licence in development', { license: 'AGPL-3.0', dev: true }, undefined],
    ['no integrity hash', { integrity: undefined, dev: true }, /no integrity hash/],
    ['no hash inside a bundle', { integrity: undefined, inBundle: true }, undefined],
    ['an install script in production', { hasInstallScript: true }, /production runs none/],
    ['an undecided install script', { hasInstallScript: true, dev: true }, /does not decide on/],
    ['a decided one', { hasInstallScript: true, dev: true, place: 'node_modules/a/node_modules/known' }, undefined],
  ] as const) {
    it(`${sentence ? 'may not' : 'may'} have ${what}`, () => {
      const found = checkLock([locked(changes as Partial<LockedPackage>)], { known: false }).map(({ text }) => text);
      assert.equal(found.length, sentence ? 1 : 0, found.join());
      if (sentence) assert.match(found[0] ?? '', sentence);
    });
  }
});

describe('the audit of the registry', () => {
  const ID = 'GHSA-aaaa-bbbb-cccc';
  const weakness = (severity: string) => ({ url: `https://github.com/advisories/${ID}`, title: 'Bad', severity });
  const answer = (severity: string) =>
    `npm warn something\n${JSON.stringify({
      auditReportVersion: 2,
      vulnerabilities: { one: { via: [weakness(severity)] }, other: { via: ['one'] } },
    })}`;
  const allowed = { advisory: ID, reason: 'It concerns a part that we never call.', date: '2026-11-20' };
  const findingsOf = (...parameters: Parameters<typeof readAudit>) => {
    const result = readAudit(...parameters);
    assert.ok('findings' in result);
    return result.findings.map(({ text }) => text);
  };

  it('fails on severe weaknesses that nobody looked at, once each', () => {
    for (const severity of ['high', 'critical']) {
      const found = findingsOf(answer(severity), []);
      assert.equal(found.length, 1);
      assert.match(found[0] ?? '', new RegExp(`${ID} \\(${severity}\\): Bad\\. Update, or say why not`));
    }
    assert.deepEqual(findingsOf(answer('moderate'), []), []);
    assert.deepEqual(findingsOf(answer('high'), [allowed]), []);
  });

  it('asks for allowances that nothing needs any more to be removed', () => {
    assert.deepEqual(findingsOf('{"vulnerabilities": {}}', [allowed]), [`nothing needs ${ID} any more: remove it.`]);
  });

  it('says why when the registry offers none', () => {
    for (const [text, reason] of [
      ['npm warn x\n{"message": "405 Method Not Allowed", "statusCode": 405}\nnpm error log', /405 Method Not Allowed/],
      ['', /no answer that can be read/],
      ['npm: not found', /no answer that can be read/],
    ] as const) {
      const result = readAudit(text, []);
      assert.ok('skipped' in result);
      assert.match(result.skipped, reason);
    }
  });
});
