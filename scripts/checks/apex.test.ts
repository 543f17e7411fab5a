import assert from 'node:assert/strict';
import path from 'node:path';
import { type TestContext, test } from 'node:test';

import { sampleProject, SOUND_CLASS } from './apex-sample.ts';
import { checkApex, parseIssues } from './apex.ts';
import { whyNoJava } from './java.ts';

const skip = (await whyNoJava()) ?? false;
const NO_JAVA = 'no-such-java-command';

async function folderWith(context: TestContext, body: string | null): Promise<string> {
  const { folder, remove } = await sampleProject(body);
  context.after(remove);
  return folder;
}

test('sound Apex has no findings', { skip }, async (context) => {
  const folder = await folderWith(context, SOUND_CLASS);
  assert.deepEqual((await checkApex(folder)).findings, []);
});

test('a call of a method that does not exist is found', { skip }, async (context) => {
  const folder = await folderWith(context, SOUND_CLASS.replace('return 1', 'return Door.height()'));
  const { findings } = await checkApex(folder);
  assert.equal(findings.length, 1);
  assert.equal(findings[0]?.file, path.join('classes', 'Door.cls'));
  assert.equal(findings[0]?.line, 3);
  assert.match(findings[0]?.text ?? '', /height/);
});

test('a folder that is no project is a finding, not a pass', { skip }, async (context) => {
  const { findings } = await checkApex(await folderWith(context, null));
  assert.match(findings[0]?.text ?? '', /no sfdx-project\.json/);
});

test('without Java a person is told, and CI fails', async (context) => {
  const folder = await folderWith(context, SOUND_CLASS);
  const before = process.env['CI'];
  try {
    delete process.env['CI'];
    assert.match((await checkApex(folder, NO_JAVA)).skipped ?? '', /Java 11 or later is not installed/);
    process.env['CI'] = 'true';
    assert.equal((await checkApex(folder, NO_JAVA)).findings.length, 1);
  } finally {
    if (before === undefined) delete process.env['CI'];
    else process.env['CI'] = before;
  }
});

test('issues carry the file that stands above them', () => {
  const output =
    '/p/classes/A.cls\nMissing: line 4 at 2-9: no x\nWarning: line 7 at 1: odd: y\n/p/classes/B.cls\nSyntax: line 1 at 0: z\n';
  assert.deepEqual(parseIssues(output, '/p'), [
    { file: 'classes/A.cls', line: 4, text: 'Missing: no x' },
    { file: 'classes/A.cls', line: 7, text: 'Warning: odd: y' },
    { file: 'classes/B.cls', line: 1, text: 'Syntax: z' },
  ]);
});
