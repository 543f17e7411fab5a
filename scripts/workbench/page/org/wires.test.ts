import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refreshWhere, refreshWired, wireAdapter, type WireResult } from './wires.ts';

type Answer = { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void };

/** A wire on a call whose answers the test gives by hand. */
function wired(): {
  readonly given: WireResult<unknown>[];
  readonly answers: Answer[];
  readonly wire: InstanceType<ReturnType<typeof wireAdapter>>;
} {
  const answers: Answer[] = [];
  const given: WireResult<unknown>[] = [];
  const Adapter = wireAdapter(() => new Promise((resolve, reject) => answers.push({ resolve, reject })));
  const wire = new Adapter((result: unknown) => given.push(result as WireResult<unknown>));
  return { given, answers, wire };
}

/** Lets the promises that are already settled be followed up. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a wire adapter', () => {
  it('gives nothing first, then read-only data', async () => {
    const { given, answers, wire } = wired();
    wire.connect();
    wire.update({ recordId: '1' });
    answers[0]?.resolve({ fields: { Name: 'A' } });
    await settle();
    assert.deepEqual(given, [
      { data: undefined, error: undefined },
      { data: { fields: { Name: 'A' } }, error: undefined },
    ]);
    assert.throws(() => Object.assign((given[1]?.data as { fields: object }).fields, { Name: 'B' }), TypeError);
  });

  it('asks nothing while a parameter is undefined, and gives errors as errors', async () => {
    const { given, answers, wire } = wired();
    wire.connect();
    wire.update({ recordId: undefined });
    assert.equal(answers.length, 0);
    wire.update({ recordId: '1' });
    answers[0]?.reject({ status: 404 });
    await settle();
    assert.deepEqual(given.at(-1), { data: undefined, error: { status: 404 } });
  });

  it('drops a late answer to other parameters, and any answer once it is disconnected', async () => {
    const { given, answers, wire } = wired();
    wire.connect();
    wire.update({ recordId: '1' });
    wire.update({ recordId: '2' });
    answers[1]?.resolve('second');
    answers[0]?.resolve('first');
    await settle();
    assert.deepEqual(given.at(-1)?.data, 'second');
    wire.update({ recordId: '3' });
    wire.disconnect();
    answers[2]?.resolve('third');
    await settle();
    assert.deepEqual(given.at(-1)?.data, 'second');
  });

  it('asks again when its result, or a record of its parameters, is refreshed', async () => {
    const { given, answers, wire } = wired();
    wire.connect();
    wire.update({ recordId: '1' });
    answers[0]?.resolve('old');
    await settle();
    const refreshed = refreshWired(given.at(-1));
    answers[1]?.resolve('new');
    await refreshed;
    assert.deepEqual(given.at(-1)?.data, 'new');
    await refreshWhere(({ recordId }) => recordId === 'another');
    assert.equal(answers.length, 2);
    void refreshWhere(({ recordId }) => recordId === '1');
    assert.equal(answers.length, 3);
    wire.disconnect();
  });
});
