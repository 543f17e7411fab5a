import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { documentSettings } from '../settings-table.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'unpackaged/README.md', 'docs/production.md'];
const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: object };

/** Every match of the pattern's first group in the documents, with the document it stands in. */
function named(pattern: RegExp): { document: string; name: string }[] {
  return DOCUMENTS.flatMap((document) => {
    const text = readFileSync(path.join(ROOT, document), 'utf8');
    return [...text.matchAll(pattern)].map(([, name = '']) => ({ document, name }));
  });
}

test('every file and folder that the documents name is there', () => {
  const paths = named(/[`( ]((?:middleware|scripts|test|force-app|unpackaged|config|docs|\.ci)\/[\w./-]*\w)/g);
  assert.ok(paths.length > 20);
  const missing = paths.filter(({ name }) => !existsSync(path.join(ROOT, name)));
  assert.deepEqual(missing, []);
});

test('every npm script that the documents name is one', () => {
  const commands = named(/npm run (?:--silent )?([\w:-]+)/g);
  assert.ok(commands.length > 5);
  assert.deepEqual(
    commands.filter(({ name }) => !(name in scripts)),
    [],
  );
});

test('the README lists the settings as the code has them ("npm run document" writes them)', async () => {
  const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  assert.equal(await documentSettings(readme), readme);
});

test('every metric that a page names is exposed', () => {
  const files = ['metrics.ts', 'model-metrics.ts', 'speech-metrics.ts'].map((file) =>
    path.join(ROOT, 'middleware/src/platform', file),
  );
  const source = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const metrics = named(/create_from_notes_([a-z_]+)/g);
  assert.ok(metrics.length > 3);
  assert.deepEqual(
    metrics.filter(({ name }) => !new RegExp(`[}']${name}['\`]`).test(source)),
    [],
  );
});
