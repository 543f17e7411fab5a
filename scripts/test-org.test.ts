import assert from 'node:assert/strict';
import { test } from 'node:test';

import { testArguments, testClasses, whyNoOrg } from './test-org.ts';

const answers = (codes: Readonly<Record<string, number>>) => (args: readonly string[]) =>
  Promise.resolve({ code: codes[args[0] ?? ''] ?? 0, text: '' });

test('without the CLI the next step is named', async () => {
  assert.match((await whyNoOrg(undefined, answers({ '--version': 127 }))) ?? '', /not installed/);
});

test('without an org the next step is named', async () => {
  assert.match((await whyNoOrg(undefined, answers({ org: 1 }))) ?? '', /No default org is connected/);
  assert.match((await whyNoOrg('demo', answers({ org: 1 }))) ?? '', /"demo" is not connected/);
});

test('with a connected org nothing is missing', async () => {
  assert.equal(await whyNoOrg('demo', answers({})), null);
});

test('every test class of the project is run, in the org that was named', () => {
  const classes = testClasses();
  assert.ok(classes.includes('DraftControllerTest'));
  const args = testArguments(classes, 'demo');
  assert.equal(args.filter((arg) => arg === '--class-names').length, classes.length);
  assert.deepEqual(args.slice(-2), ['--target-org', 'demo']);
});
