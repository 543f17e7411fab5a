import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { lockFolder } from './folder-lock.ts';
import { WorkbenchProblem } from './problem.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'workbench-lock-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('a data folder', () => {
  it('is held by one workbench, and says where that one is', () => {
    const held = path.join(folder, 'held');
    const lock = lockFolder(held);
    assert.throws(() => lockFolder(held), refusal(/still starting/));
    lock.note('http://127.0.0.1:4600');
    assert.throws(() => lockFolder(held), refusal(/Open http:\/\/127\.0\.0\.1:4600/));
    lock.release();
    lockFolder(held).release();
  });

  it('does not keep another folder from being used', () => {
    const one = lockFolder(path.join(folder, 'one'));
    lockFolder(path.join(folder, 'two')).release();
    one.release();
  });
});

function refusal(says: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof WorkbenchProblem && error.code === 'folder-in-use' && says.test(error.message);
}
