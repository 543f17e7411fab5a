import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';

import { temporaryFolder } from '../testing/test-org.ts';
import { openRecordStore } from './store.ts';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const names = (store: ReturnType<typeof openRecordStore>): readonly unknown[] =>
  store.find('Account').map((record) => record.fields['Name']);

describe('the record store', () => {
  test('keeps records, counters and facts over a restart', () => {
    const first = openRecordStore(folder);
    const { id } = first.insert('Account', '001', { Name: 'Ardane', Active: true, Size: 12.5, Site: null });
    first.fact('made', () => 'once');
    first.close();

    const second = openRecordStore(folder);
    assert.deepEqual(second.get(id)?.fields, { Name: 'Ardane', Active: true, Size: 12.5, Site: null, Id: id });
    assert.equal(
      second.fact('made', () => 'twice'),
      'once',
    );
    assert.notEqual(second.insert('Account', '001', { Name: 'Mbellor' }).id, id);
    second.close();
  });

  test('undoes a failed transaction whole, numbers included', () => {
    const store = openRecordStore(folder);
    const before = store.next('drafts');
    assert.throws(
      () =>
        store.transaction(() => {
          store.insert('Account', '001', { Name: 'Half' });
          store.next('drafts');
          throw new Error('refused');
        }),
      /refused/,
    );
    assert.deepEqual(names(store), []);
    assert.equal(store.next('drafts'), before + 1);
    store.close();
  });

  test('undoes only the inner step when that one fails', () => {
    const store = openRecordStore(folder);
    store.transaction(() => {
      store.insert('Account', '001', { Name: 'Outer' });
      assert.throws(() =>
        store.transaction(() => {
          store.insert('Account', '001', { Name: 'Inner' });
          throw new Error('refused');
        }),
      );
      store.insert('Account', '001', { Name: 'After' });
    });
    assert.deepEqual(names(store), ['Outer', 'After']);
    store.close();
  });

  test('finds text without case and other values exactly', () => {
    const store = openRecordStore(folder);
    store.insert('Account', '001', { Name: 'Clinique Tivalo', Active: true });
    assert.equal(store.find('Account', { Name: 'CLINIQUE tivalo' }).length, 1);
    assert.equal(store.find('Account', { Name: 'Clinique', Active: true }).length, 0);
    assert.equal(store.find('Account', { Active: 'true' }).length, 0);
    store.close();
  });

  test('finds by an index what a rolled back transaction was the first to look for', () => {
    const store = openRecordStore(folder);
    store.insert('Account', '001', { Name: 'Ardane', Site: 'Dakar', Active: false, Size: 12.5 });
    assert.throws(() =>
      store.transaction(() => {
        assert.equal(store.find('Account', { Site: 'dakar' }).length, 1);
        throw new Error('refused');
      }),
    );
    const looked = [{ Site: 'DAKAR' }, { Active: false }, { Size: 12.5 }, { Site: 'Dakar', Active: false }];
    for (const equal of looked) assert.equal(store.find('Account', equal).length, 1, JSON.stringify(equal));
    for (const equal of [{ Site: 'Thiès' }, { Active: true }, { "Site') --": 'x' }]) {
      assert.equal(store.find('Account', equal).length, 0, JSON.stringify(equal));
    }
    assert.equal(store.find('Account', { Parent: null }).length, 1);
    store.close();
  });

  test('keeps what was deleted, as it was, in the recycle bin', () => {
    const first = openRecordStore(folder);
    const { id } = first.insert('Account', '001', { Name: 'Ardane', Site: 'Dakar' });
    assert.throws(() =>
      first.transaction(() => {
        first.delete(id);
        throw new Error('refused');
      }),
    );
    assert.deepEqual([names(first), first.deleted('Account')], [['Ardane'], []]);
    first.delete(id, new Date('2026-03-02T09:00:00Z'));
    first.delete(id);
    first.close();

    const second = openRecordStore(folder);
    assert.deepEqual([second.get(id), names(second)], [null, []]);
    const left = { Name: 'Ardane', Site: 'Dakar', Id: id, IsDeleted: true, SystemModstamp: '2026-03-02T09:00:00.000Z' };
    assert.deepEqual(second.deleted('Account'), [{ id, object: 'Account', fields: left }]);
    second.close();
  });

  test('is for one process at a time, and for its owner only', () => {
    const store = openRecordStore(folder);
    assert.throws(() => openRecordStore(folder), /Another workbench is running on/);
    assert.equal(statSync(join(folder, 'org.sqlite')).mode & 0o777, 0o600);
    store.close();
    openRecordStore(folder).close();
  });

  test('loses nothing that was committed when its process is killed', async () => {
    const script = `
      const { openRecordStore } = await import(${JSON.stringify(join(import.meta.dirname, 'store.ts'))});
      const store = openRecordStore(${JSON.stringify(folder)});
      store.insert('Account', '001', { Name: 'Committed' });
      store.transaction(() => {
        store.insert('Account', '001', { Name: 'Not committed' });
        process.stdout.write('ready');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = openRecordStore(folder);
    assert.deepEqual(names(store), ['Committed']);
    store.close();
  });
});
