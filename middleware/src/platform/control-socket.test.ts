import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { temporaryFolder } from '../testing/folders.ts';
import { callControlSocket, openControlSocket, type ControlSocket } from './control-socket.ts';

describe('the control socket', () => {
  let folder: string;
  let socket: ControlSocket;
  before(async () => {
    folder = await temporaryFolder();
    await writeFile(join(folder, 'control.sock'), 'left by a process that died');
    socket = await openControlSocket(folder, {
      echo: (input) => Promise.resolve(input),
      refuse: () => Promise.reject(new Error('No, because.')),
    });
  });
  after(async () => {
    await socket.close();
    await rm(folder, { recursive: true });
  });

  it('answers a command with its result', async () => {
    assert.deepEqual(await callControlSocket(folder, 'echo', { text: 'é' }), { result: { text: 'é' } });
  });

  it('tells why a command refused, and that there is no such command', async () => {
    await assert.rejects(callControlSocket(folder, 'refuse', null), /^Error: No, because\.$/);
    await assert.rejects(callControlSocket(folder, 'constructor', null), /There is no command "constructor"/);
  });

  it('gives nothing where no process listens', async () => {
    assert.equal(await callControlSocket(join(folder, 'elsewhere'), 'echo', null), undefined);
  });

  it('serves a folder deep in the tree to whoever works near it', async () => {
    const deep = join(folder, 'x'.repeat(100), 'data');
    await mkdir(deep, { recursive: true });
    const workingDirectory = process.cwd();
    process.chdir(join(deep, '..'));
    try {
      const near = await openControlSocket(deep, { echo: (input) => Promise.resolve(input) });
      assert.deepEqual(await callControlSocket(deep, 'echo', { text: 'near' }), { result: { text: 'near' } });
      await near.close();
    } finally {
      process.chdir(workingDirectory);
    }
  });

  it('says when the path is too long for a socket', async () => {
    const long = join(folder, 'x'.repeat(100));
    await mkdir(long, { recursive: true });
    await assert.rejects(openControlSocket(long, {}), /too long for a socket: choose a DATA_FOLDER nearer/);
  });
});
