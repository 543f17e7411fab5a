import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import type { StubbornWork } from '../testing/stubborn-thread.ts';
import { createThread, ThreadError } from './threads.ts';

const FILE = join(import.meta.dirname, '../testing/stubborn-thread.ts');

describe('a thread', () => {
  const thread = createThread(FILE, 60_000);
  const run = (work: StubbornWork) => thread.run(work);
  after(() => thread.stop());

  it('gives what its work gave, in order', async () => {
    assert.deepEqual(await Promise.all([1, 2, 3].map((echo) => run({ echo }))), [1, 2, 3]);
  });

  it('computes beside the event loop', async () => {
    const gate = new SharedArrayBuffer(4);
    const waiting = run({ waitFor: gate });
    // Only an event loop that is free gets here and opens the gate; the thread may not wait at it yet.
    Atomics.store(new Int32Array(gate), 0, 1);
    Atomics.notify(new Int32Array(gate), 0);
    assert.match(String(await waiting), /^(ok|not-equal)$/);
  });

  it('throws what its work throws, and goes on', async () => {
    await assert.rejects(run({ throw: 'no' }), (error) => error instanceof RangeError && /stubborn/.test(error.stack!));
    assert.equal(await run({ echo: 'next' }), 'next');
  });

  it('says that its thread ended, and gives the next work to a new one', async () => {
    const lost = run({ exit: 3 });
    const next = run({ echo: 'next' });
    await assert.rejects(lost, ThreadError);
    assert.equal(await next, 'next');
  });

  it('gives up work that takes too long', async () => {
    const impatient = createThread(FILE, 300);
    const endless = impatient.run({ spin: true });
    await assert.rejects(endless, (error) => error instanceof ThreadError && /too long/.test(error.message));
    await impatient.stop();
  });

  it('takes no work after it was stopped', async () => {
    const stopped = createThread(FILE, 60_000);
    await stopped.stop();
    await assert.rejects(stopped.run({ echo: 1 }), ThreadError);
  });
});
