import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';

import { staleFiles } from './emitted.ts';

let root: string;
const write = (tree: string, file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, tree, file)), { recursive: true });
  writeFileSync(path.join(root, tree, file), text);
};
const stale = () => staleFiles(path.join(root, 'committed'), path.join(root, 'emitted'));

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'emitted-test-'));
  write('committed', 'note/note.js', 'export const a = 1;\n');
  write('emitted', 'note/note.js', 'export const a = 1;\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('equal files are not stale', () => assert.deepEqual(stale(), []));

test('a changed, a missing and an orphaned file are named', () => {
  write('committed', 'note/note.js', 'export const a = 2;\n');
  write('emitted', 'photo/photo.js', 'export const b = 1;\n');
  write('committed', 'voice/voice.js', 'export const c = 1;\n');
  assert.deepEqual(stale(), ['note/note.js', 'photo/photo.js', 'voice/voice.js']);
});
