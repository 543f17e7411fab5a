import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';

import { soundFixture, toneWav } from '../../testing/sounds.ts';
import { FileRefused } from '../file.ts';
import { HEAD_BYTES, type SoundSlice, type SoundStretch } from '../sound/slice.ts';
import { createReadingProcesses } from './reading-processes.ts';

const LIMITS = { processes: 1, megabytes: 420, seconds: 60 };

describe('recordings are cut in a process of their own', () => {
  const told: [string, string][] = [];
  const processes = createReadingProcesses(LIMITS, {
    onWork: (work, _milliseconds, outcome) => void told.push([work, outcome]),
    onProcessEnd: (end) => void told.push(['end', end]),
  });
  after(() => processes.stop());

  const whole = (bytes: Uint8Array, mediaType: string): SoundStretch => ({
    head: bytes.subarray(0, HEAD_BYTES),
    bytes,
    mediaType,
    cursor: null,
    isWhole: true,
  });
  const cutAll = async (stretch: SoundStretch): Promise<SoundSlice[]> => {
    const slices: SoundSlice[] = [];
    for (let { cursor } = stretch; ;) {
      const cut = await processes.cut({ ...stretch, cursor });
      slices.push(...cut.slices);
      if (cut.isOver) return slices;
      ({ cursor } = cut);
    }
  };

  it('in one that is kept for the next question', async () => {
    const slices = await cutAll(whole(soundFixture('chromium.webm'), 'audio/webm'));
    assert.deepEqual(
      slices.map(({ from }) => from),
      [0, slices[0]?.to],
    );
    assert.ok(slices.every(({ bytes }) => bytes instanceof Uint8Array));
    assert.deepEqual(told.splice(0), [['cut', 'done']]);
  });

  it('of any length, within the memory that it has', async () => {
    const bytes = new Uint8Array(100 * 2 ** 20);
    bytes.set(toneWav(48_000, []));
    const header = new DataView(bytes.buffer);
    header.setUint32(4, bytes.length - 8, true);
    header.setUint32(40, bytes.length - 44, true);
    const [first] = (await processes.cut(whole(bytes, 'audio/wav'))).slices;
    assert.equal(
      first?.levels?.every((level) => level === -100),
      true,
    );
    assert.deepEqual(
      told.splice(0).filter(([work]) => work === 'cut'),
      [['cut', 'done']],
    );
  });

  it('and a file that is no recording is refused', async () => {
    await assert.rejects(
      processes.cut(whole(Buffer.from('no sound'), 'audio/mp4')),
      (error) => error instanceof FileRefused && error.problem === 'file-damaged',
    );
    assert.deepEqual(told.splice(0).at(-1), ['cut', 'refused']);
  });
});
