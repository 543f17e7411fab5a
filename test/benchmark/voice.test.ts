import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { makeOrg } from '../../middleware/src/testing/tokens.ts';
import { partsOf, recordingOf } from './recording.ts';
import { startServer } from './servers.ts';
import { MOST_SLICES_AFTER_STOP, missedAims } from './voice.ts';
import { startSlowRecogniser } from './voice-recogniser.ts';
import { sendRecording } from './voice-sending.ts';

describe('a recording of any length', { timeout: 120_000 }, () => {
  it('has a slice or two left at Stop, and gives its draft', async () => {
    const org = makeOrg('00D000000000006AAA');
    const recogniser = await startSlowRecogniser(10);
    const server = await startServer('ours', { name: 'embedded', drop: async () => undefined }, org, {
      env: recogniser.env,
    });
    try {
      const sent = [];
      for (const minutes of [0.5, 4])
        sent.push(await sendRecording({ ...server, org }, recordingOf(minutes), recogniser));
      const [short, long] = sent;
      for (const { asked } of sent) {
        assert.ok(asked.after >= 1 && asked.after <= MOST_SLICES_AFTER_STOP, `${asked.after} slices were left`);
      }
      assert.ok((long?.asked.before ?? 0) >= 6, 'slices were asked about while the recording went on');
      assert.equal(short?.parts, 4);
      assert.deepEqual(server.errors, []);
    } finally {
      await server.stop();
      await recogniser.close();
    }
  });

  it('is sent in parts of ten seconds, whose bytes are the recording', () => {
    const recording = recordingOf(1);
    const parts = partsOf(recording);
    assert.equal(parts.length, 6);
    assert.deepEqual(Buffer.concat(parts.map(({ bytes }) => bytes)), recording.bytes);
    assert.equal(parts.at(-1)?.until, 60);
  });
});

describe('the aims of recordings', () => {
  const row = { database: 'embedded', asked: { before: 1, after: 2 }, secondsAfterLastSlice: 1 };

  it('are met where a long recording takes as long as a short one, and missed where it takes longer', () => {
    const short = { ...row, recordedSeconds: 36, seconds: 3 };
    assert.deepEqual(missedAims([short, { ...row, recordedSeconds: 1800, seconds: 4.9 }]), []);
    assert.match(missedAims([short, { ...row, recordedSeconds: 1800, seconds: 5.1 }]).join(), /2\.10 s more/);
    const late = { ...row, recordedSeconds: 1800, seconds: 3, asked: { before: 60, after: 3 } };
    assert.match(missedAims([short, late]).join(), /3 slices of 1800 s/);
    assert.match(missedAims([]).join(), /no database/);
  });
});
