import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createProbe, ProbeTimeout } from './probe.ts';

describe('a probe', () => {
  it('gives what it asked for, or its failure', async () => {
    assert.equal(await createProbe(async () => 7, 60_000)(), 7);
    await assert.rejects(
      createProbe(() => Promise.reject(new RangeError('away')), 60_000),
      RangeError,
    );
  });

  it('gives up on an answer that does not come, and asks nothing more while it is open', async () => {
    const answer = Promise.withResolvers<string>();
    let asked = 0;
    const probe = createProbe(() => {
      asked += 1;
      return answer.promise;
    }, 1);
    await assert.rejects(probe(), ProbeTimeout);
    await assert.rejects(probe(), ProbeTimeout);
    assert.equal(asked, 1);
    answer.resolve('late');
    await answer.promise;
    assert.equal(await probe(), 'late');
    assert.equal(asked, 2);
  });
});
