import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';

import { sampleProject, SOUND_CLASS } from './apex-sample.ts';
import { whyNoJava } from './java.ts';
import { checkPmd } from './pmd.ts';

const skip = (await whyNoJava()) ?? false;
const OPEN_TO_INJECTION = `public with sharing class Door {
    public static List<SObject> read(String name) {
        return Database.query('SELECT Id FROM Account WHERE Name = ' + name);
    }
}`;

async function folderWith(context: TestContext, body: string): Promise<string> {
  const { folder, remove } = await sampleProject(body);
  context.after(remove);
  return folder;
}

test('a query open to injection is found, and passes as an exception', { skip }, async (context) => {
  const folder = await folderWith(context, OPEN_TO_INJECTION);
  const { findings } = await checkPmd(folder, []);
  assert.ok(findings.some(({ text }) => text.startsWith('ApexSOQLInjection')));
  const rules = new Set(findings.map(({ text }) => text.split(':')[0] ?? ''));
  const exceptions = [...rules].map((rule) => ({ rule, file: 'Door.cls', why: 'a test' }));
  assert.deepEqual((await checkPmd(folder, exceptions)).findings, []);
});

test('sound Apex has no findings but an exception that meets nothing', { skip }, async (context) => {
  const folder = await folderWith(context, SOUND_CLASS);
  const { findings } = await checkPmd(folder, [{ rule: 'ApexCSRF', file: 'Door.cls', why: 'a test' }]);
  assert.deepEqual(findings, [{ file: 'Door.cls', text: 'the exception for ApexCSRF is no longer needed: remove it' }]);
});
