import { MAXIMUM_SOUND_SECONDS, type CaptureContext } from './captures/schema.ts';
import type { Failure } from './captures/state.ts';
import { systemClock } from './platform/clock.ts';
import { createSlots } from './platform/slots.ts';
import { refuseSpeechContradictions, speechOf } from './platform/speech-configuration.ts';
import { SPEECH_PROVIDERS } from './platform/speech-providers.ts';
import type { Settings } from './platform/settings.ts';
import { FileRefused } from './readings/file.ts';
import type { ReadingProcesses } from './readings/processes/reading-processes.ts';
import type { Reading } from './readings/schema.ts';
import { isSilent } from './readings/sound/levels.ts';
import { HEAD_BYTES, type SoundCut, type SoundSlice } from './readings/sound/slice.ts';
import { NOTHING_HEARD, type Heard, type SpeechRecognisers } from './readings/speech/provider.ts';
import { saysSomething, transcriptOf, withoutSilentWords } from './readings/speech/transcript.ts';

/** What a recording is heard with. */
export interface Hearers {
  readonly processes: Pick<ReadingProcesses, 'cut'>;
  readonly recognisers: SpeechRecognisers;
  readonly vocabulary: CaptureContext['vocabulary'];
}

/** Why a recording was not heard. */
export type SoundProblem = Failure | 'speech-unavailable' | 'no-speech-provider';

/**
 * The recognisers that the settings of this environment name.
 * @throws StartupError when settings contradict each other or an address cannot be used.
 */
export async function recognisersOf(read: Settings): Promise<SpeechRecognisers & { close(): Promise<void> }> {
  refuseSpeechContradictions(read);
  const { accounts, limits } = speechOf(read);
  // The vendors' libraries take longer to load than a note takes to read.
  const { createRecogniserOf } = await import('./readings/speech/vendors.ts');
  const { createSpeechRecognisers } = await import('./readings/speech/recognisers.ts');
  const vendors = accounts.map(createRecogniserOf);
  const observer = { called: () => undefined, passedOver: () => undefined, breaker: () => undefined };
  return {
    ...createSpeechRecognisers({ recognisers: vendors, limits, clock: systemClock, observer }),
    async close() {
      await Promise.all(vendors.map((vendor) => vendor.close?.()));
    },
  };
}

/** Hears a recording as the middleware does, with all recognisers that there are, and no database. */
export async function hearFile(
  { bytes, mediaType }: { bytes: Uint8Array; mediaType: string },
  { processes, recognisers, vocabulary }: Hearers,
): Promise<Reading | { problem: SoundProblem }> {
  if (recognisers.usable(SPEECH_PROVIDERS).length === 0) return { problem: 'no-speech-provider' };
  const cut = await cutAll(processes, bytes, mediaType);
  if ('problem' in cut) return cut;
  if ((cut.at(-1)?.to ?? 0) > MAXIMUM_SOUND_SECONDS) return { problem: 'recording-too-long' };
  const inSlot = createSlots(recognisers.concurrency);
  const heard = await Promise.all(cut.map((slice) => inSlot(() => hearSlice(slice, recognisers, vocabulary ?? []))));
  if (heard.includes(null)) return { problem: 'speech-unavailable' };
  const slices = cut.map((slice, index) => ({ ...slice, heard: heard[index] ?? null }));
  const read = transcriptOf([{ take: 1, slices }], '');
  return saysSomething(read.text) ? read : { problem: 'nothing-understood' };
}

async function cutAll(
  processes: Hearers['processes'],
  bytes: Uint8Array,
  mediaType: string,
): Promise<SoundSlice[] | { problem: Failure }> {
  const slices: SoundSlice[] = [];
  const head = bytes.subarray(0, HEAD_BYTES);
  try {
    for (let cut: SoundCut | null = null; !cut?.isOver;) {
      const cursor: SoundCut['cursor'] | null = cut?.cursor ?? null;
      cut = await processes.cut({ head, bytes: bytes.subarray(cursor?.byte ?? 0), mediaType, cursor, isWhole: true });
      slices.push(...cut.slices);
      if (JSON.stringify(cut.cursor) === JSON.stringify(cursor)) break;
    }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    // What breaks off is heard as far as it goes.
    if (slices.length === 0) return { problem: error.problem };
  }
  return slices;
}

/** Null when no recogniser gave anything. */
async function hearSlice(
  { bytes, mediaType, from, to, levels }: SoundSlice,
  recognisers: SpeechRecognisers,
  vocabulary: readonly string[],
): Promise<Heard | null> {
  if (isSilent(levels)) return NOTHING_HEARD;
  const request = { bytes, mediaType, seconds: to - from, language: null, vocabulary };
  const { signal } = new AbortController();
  const outcome = await recognisers.hear(request, { allowed: SPEECH_PROVIDERS, signal });
  return outcome.heard && withoutSilentWords(outcome.heard, levels);
}
