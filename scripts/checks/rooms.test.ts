import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';

import { ESLint } from 'eslint';

import { roomZones } from './rooms.ts';

const root = path.resolve(import.meta.dirname, '../..');

async function rulesBroken(file: string, code: string): Promise<(string | null)[]> {
  const eslint = new ESLint({ cwd: root });
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

test('a room that imports a room on its right is refused', async () => {
  const code = "import { draft } from '../drafts/schema.ts';\n\nexport const shape = draft;\n";
  assert.ok((await rulesBroken('middleware/src/captures/schema.ts', code)).includes('import-x/no-restricted-paths'));
});

test('a room may import a room on its left', async () => {
  const code = "import { captureKind } from '../captures/schema.ts';\n\nexport const shape = captureKind;\n";
  assert.deepEqual(await rulesBroken('middleware/src/drafts/schema.ts', code), []);
});

test('rooms of one row do not know each other', () => {
  const tenders = roomZones('src').find((zone) => zone.target === './src/tenders');
  assert.ok(tenders);
  assert.ok(tenders.from.includes('./src/salesforce'));
  assert.ok(!tenders.from.includes('./src/drafts'));
});
