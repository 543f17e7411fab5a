import assert from 'node:assert/strict';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { temporaryFolder } from '../testing/folders.ts';
import { StartupError } from './errors.ts';
import { embeddedMasterKeys, nextMasterKey, parseMasterKeys, rotateEmbeddedKeys } from './master-keys.ts';

const base64 = (byte: number, length = 32) => Buffer.alloc(length, byte).toString('base64');
const pair = (id: string, byte = 1) => `${id}:${base64(byte)}`;

describe('master keys as text', () => {
  it('stand newest first, between commas or white space', () => {
    const text = ` ${pair('b', 2)},\n${pair('a')} \n`;
    assert.deepEqual(
      parseMasterKeys(text).map(({ id, key }) => [id, key[0]]),
      [
        ['b', 2],
        ['a', 1],
      ],
    );
  });

  for (const [what, text, sentence] of [
    ['nothing', ' , ', /MASTER_KEYS is empty: give id:key/],
    [
      'a short key',
      `a:${base64(7, 31)}`,
      /key number 1 cannot be used, because it must be id:key with 32 random bytes/,
    ],
    ['a long key', `a:${base64(7, 33)}`, /key number 1 cannot be used/],
    ['a key cut off in the middle', pair('a', 7).slice(0, -9), /key number 1 cannot be used/],
    ['a key without an id', base64(7), /key number 1 cannot be used/],
    ['id and key the other way round', `${base64(7)}:a`, /key number 1 cannot be used/],
    ['a second key that is none', `${pair('a')},b:${'7'.repeat(10)}`, /key number 2 cannot be used/],
    ['one id twice', `${pair('a', 7)},${pair('a', 8)}`, /names one id twice/],
    ['one key under two ids', `${pair('a', 7)},${pair('b', 7)}`, /one key under two ids/],
  ] as const) {
    it(`are refused when they are ${what}, and never repeated`, () => {
      assert.throws(
        () => parseMasterKeys(text),
        (error) => {
          assert.ok(error instanceof StartupError);
          assert.match(error.message, sentence);
          for (const key of [base64(7), base64(8), base64(7).slice(0, 10), '7777']) {
            assert.equal(error.message.includes(key), false);
          }
          return true;
        },
      );
    });
  }
});

describe('the next master key', () => {
  for (const [ids, expected] of [
    [['prod-1'], 'prod-2'],
    [['prod-2', 'prod-1'], 'prod-3'],
    [['prod-1', 'prod-2'], 'prod-3'],
    [['main'], 'main-2'],
    [['2026'], '2026-2'],
    [['a'.repeat(32)], `${'a'.repeat(24)}-2`],
  ] as const) {
    it(`counts on from the newest id: ${ids.join(', ')}`, () => {
      const [newest, ...older] = ids.map((id, index) => ({ id, key: Buffer.alloc(32, index + 1) }));
      assert.ok(newest);
      const next = nextMasterKey([newest, ...older]);
      assert.equal(next.id, expected);
      assert.equal(parseMasterKeys(next.pair)[0].key.length, 32);
    });
  }
});

describe('master.key', () => {
  let folder: string;
  let file: string;
  before(async () => {
    folder = await temporaryFolder();
    file = join(folder, 'master.key');
  });
  after(() => rm(folder, { recursive: true }));

  it('is made once, for its owner only, and cannot be rotated before', async () => {
    await assert.rejects(rotateEmbeddedKeys(folder), /There is no .*master\.key: the first start makes it/);
    const { keys, made } = await embeddedMasterKeys(folder, false);
    assert.deepEqual([made, keys.length, (await stat(file)).mode & 0o777], [true, 1, 0o600]);
    assert.deepEqual(await embeddedMasterKeys(folder, true), { keys, made: false, file });
  });

  it('gets a new key before the old one, whatever a killed rotation left', async () => {
    const { keys: former } = await embeddedMasterKeys(folder, true);
    await writeFile(`${file}.unfinished`, 'half a ke', { mode: 0o644 });
    assert.deepEqual(await rotateEmbeddedKeys(folder), { id: 'embedded-2', file });
    const { keys } = await embeddedMasterKeys(folder, true);
    assert.equal(keys.length, 2);
    assert.deepEqual(keys.slice(1), former);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    await assert.rejects(stat(`${file}.unfinished`), /ENOENT/);
  });

  it('is refused by name when it is damaged, missing beside data, or empty, and not touched', async () => {
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.slice(0, 30));
    await assert.rejects(embeddedMasterKeys(folder, true), /master\.key: key number 1 cannot be used/);
    await assert.rejects(rotateEmbeddedKeys(folder), /master\.key: key number 1 cannot be used/);
    assert.equal(await readFile(file, 'utf8'), text.slice(0, 30));
    await writeFile(file, '');
    await assert.rejects(embeddedMasterKeys(folder, true), /master\.key is empty/);
    await rm(file);
    await assert.rejects(embeddedMasterKeys(folder, true), /master\.key is missing, and the data beside it/);
  });
});
