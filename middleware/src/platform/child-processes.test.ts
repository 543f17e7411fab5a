import assert from 'node:assert/strict';
import { after, describe, it, type TestContext } from 'node:test';

import type { StubbornPiece } from '../testing/stubborn-process.ts';
import { kill, startProcess } from '../testing/processes.ts';
import { createChildProcesses, type PieceOptions, type ProcessEnd } from './child-processes.ts';

const ENTRY = new URL('../testing/stubborn-process.ts', import.meta.url);
const usual = { entry: ENTRY, count: 2, megabytes: 400, milliseconds: 60_000 };

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
}

function processesFor(test: TestContext, changes: Partial<Parameters<typeof createChildProcesses>[0]> = {}) {
  const ends: ProcessEnd[] = [];
  const processes = createChildProcesses({ ...usual, onEnd: (end) => ends.push(end), ...changes });
  test.after(() => processes.stop());
  const run = (piece: StubbornPiece, options?: PieceOptions) => processes.run(piece, options);
  return { ...processes, run, ends };
}

const faulty = (fault: string) => ({ name: 'ProcessError', code: fault });

describe('child processes', () => {
  const shared = createChildProcesses(usual);
  const run = (piece: StubbornPiece, options?: PieceOptions) => shared.run(piece, options);
  after(() => shared.stop());

  it('give what the work gave, bytes too', async () => {
    const found = await Promise.all([1, 'two', new Uint8Array([3, 4])].map((echo) => run({ echo })));
    assert.deepEqual(
      found,
      [1, 'two', new Uint8Array([3, 4])].map((echo) => ({ echo, material: undefined })),
    );
  });

  it('throw what the work throws, and go on', async () => {
    await assert.rejects(run({ throw: 'no' }), (error) => error instanceof RangeError && error.message === 'no');
    assert.deepEqual(await run({ echo: 'next' }), { echo: 'next', material: undefined });
  });

  it('work at the same time, as many as there may be', async () => {
    const pids = await Promise.all([1, 2, 3, 4].map(() => run({ pid: true })));
    assert.equal(new Set(pids).size, 2);
  });

  it('keep the material that they were sent last', async (test) => {
    const { run: ask } = processesFor(test, { count: 1 });
    let sendings = 0;
    const material = (key: string) => ({
      key,
      get value() {
        sendings += 1;
        return `bytes of ${key}`;
      },
    });
    for (const key of ['one', 'one', 'two', 'two'])
      assert.deepEqual(await ask({ echo: 0 }, { material: material(key) }), { echo: 0, material: `bytes of ${key}` });
    assert.equal(sendings, 2);
  });

  it('are told nothing of the environment that is not theirs', async (test) => {
    process.env['A_SECRET_KEY'] = 'secret';
    test.after(() => delete process.env['A_SECRET_KEY']);
    const { run: ask } = processesFor(test);
    assert.doesNotMatch(JSON.stringify(await ask({ environment: true })), /secret/i);
  });
});

describe('a piece of work that ends its process', () => {
  const FAULTS = [
    ['exits', { exit: 0 }, 'crashed'],
    ['computes for ever', { spin: true }, 'too-slow'],
    ['never answers', { hang: true }, 'too-slow'],
    ['takes memory beside the heap', { allocate: true }, 'too-large'],
  ] as const satisfies [string, StubbornPiece, string][];
  for (const [name, piece, fault] of FAULTS) {
    it(`${name}: is tried twice, and the others go on`, async (test) => {
      const milliseconds = fault === 'too-slow' ? 1_500 : 60_000;
      const { run, ends } = processesFor(test, { milliseconds });
      const others = [1, 2, 3].map((echo) => run({ echo }));
      await assert.rejects(run(piece), faulty(fault));
      assert.equal((await Promise.all(others)).length, 3);
      assert.deepEqual(ends, [fault, fault]);
      assert.deepEqual(await run({ echo: 'after' }), { echo: 'after', material: undefined });
    });
  }

  it('takes the heap: is tried twice', async (test) => {
    const { run, ends } = processesFor(test, { megabytes: 150 });
    await assert.rejects(run({ allocateNumbers: true }), { name: 'ProcessError' });
    assert.equal(ends.length, 2);
  });

  it('is killed from outside: is tried in a new process', async (test) => {
    const ended = Promise.withResolvers<ProcessEnd>();
    const { run } = processesFor(test, { count: 1, onEnd: ended.resolve });
    const pid = Number(await run({ pid: true }));
    const unwanted = new AbortController();
    const held = assert.rejects(run({ hang: true }, unwanted), /over/);
    process.kill(pid, 'SIGKILL');
    assert.equal(await ended.promise, 'crashed');
    unwanted.abort(new Error('over'));
    await held;
  });

  it('says why a process cannot start', async (test) => {
    const { run } = processesFor(test, { entry: new URL('../testing/no-such-file.ts', import.meta.url) });
    await assert.rejects(run({ echo: 1 }), (error: Error) => /not-started: .*no-such-file/s.test(error.message));
  });
});

describe('pieces of work', () => {
  it('of a lower turn are begun before the others', async (test) => {
    const { run } = processesFor(test, { count: 1 });
    const order: unknown[] = [];
    const told = async (echo: string, turn: number) => {
      await run({ echo }, { turn });
      order.push(echo);
    };
    await Promise.all([told('first', 2), told('reading', 2), told('opening', 1), told('again', 2), told('showing', 0)]);
    assert.deepEqual(order, ['first', 'showing', 'opening', 'reading', 'again']);
  });

  it('end when they are no longer wanted, whether they wait or run', async (test) => {
    const { run, ends } = processesFor(test, { count: 1 });
    const unwanted = new AbortController();
    const pid = Number(await run({ pid: true }));
    const pieces = [run({ spin: true }, unwanted), run({ echo: 1 }, unwanted)];
    unwanted.abort(new Error('erased'));
    await Promise.all(pieces.map((piece) => assert.rejects(piece, /erased/)));
    await untilGone(pid);
    await assert.rejects(run({ echo: 1 }, unwanted), /erased/);
    assert.deepEqual(await run({ echo: 2 }), { echo: 2, material: undefined });
    assert.deepEqual(ends, []);
  });

  it('are refused after a stop, which ends those that run', async (test) => {
    const { run, stop } = processesFor(test, { count: 1 });
    const pid = Number(await run({ pid: true }));
    const pieces = [run({ spin: true }), run({ echo: 1 })];
    const refused = pieces.map((piece) => assert.rejects(piece, { name: 'ProcessError' }));
    await stop();
    await Promise.all(refused);
    assert.equal(isAlive(pid), false);
    await assert.rejects(run({ echo: 1 }), faulty('stopped'));
  });

  it('leave no process behind that nobody needs', async (test) => {
    const ended = Promise.withResolvers<ProcessEnd>();
    const { run } = processesFor(test, { idleMilliseconds: 1, onEnd: ended.resolve });
    const pid = Number(await run({ pid: true }));
    assert.equal(await ended.promise, 'idle');
    await untilGone(pid);
  });
});

describe('a process with children', () => {
  it('that is killed takes them with it, idle and at work', async (test) => {
    const { child, url: pids } = await startProcess(test, 'testing/parent-process.ts', ENTRY.href);
    const [idle = 0, busy = 0] = pids.split(' ').map(Number);
    assert.deepEqual([isAlive(idle), isAlive(busy)], [true, true]);
    await kill(child);
    await Promise.all([untilGone(idle), untilGone(busy)]);
  });
});
