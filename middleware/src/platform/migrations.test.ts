import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { temporaryFolder } from '../testing/folders.ts';
import { readMigrations } from './migrations.ts';

describe('migration files', () => {
  it('are refused when a number is missing', async (test) => {
    const folder = await temporaryFolder();
    test.after(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, '0001_first.sql'), 'select 1');
    await writeFile(join(folder, '0003_third.sql'), 'select 3');
    await assert.rejects(readMigrations(folder), /0003_third\.sql is not number 2/);
  });
});
