import type { Language } from '../../captures/schema.ts';
import type { CaptureRecord } from '../../captures/store.ts';
import { createSlots } from '../../platform/slots.ts';
import { isSilent } from '../sound/levels.ts';
import { NOTHING_HEARD, type HeardOutcome, type SpeechRecognisers } from './provider.ts';
import type { SliceNumber, SliceSound, SoundSlices } from './slices.ts';
import { withoutSilentWords } from './transcript.ts';

/** What the recognisers are told of a recording, and which of them its org allows. */
export interface Asker {
  readonly allowed: readonly string[] | null | undefined;
  readonly language: Language | null;
  readonly vocabulary: readonly string[];
}

type Failures = Extract<HeardOutcome, { heard: null }>['failures'];

/** What became of a slice. `elsewhere`: it was heard before, another process has it in hand, or it is gone. */
export type SliceEnd = 'heard' | 'elsewhere' | { readonly failures: Failures };

interface Parts {
  readonly slices: Pick<SoundSlices, 'claim' | 'release' | 'keep'>;
  readonly recognisers: SpeechRecognisers;
  readonly stopping: AbortSignal;
}

export type SliceHearing = ReturnType<typeof createSliceHearing>;

/** Has slices recognised, each once: who asks for one that is under way waits for the same. */
export function createSliceHearing({ slices, recognisers, stopping }: Parts) {
  const inSlot = createSlots(Math.max(1, recognisers.concurrency));
  const underWay = new Map<string, Promise<SliceEnd>>();
  const recognise = async (
    capture: CaptureRecord,
    number: SliceNumber,
    sound: SliceSound,
    { allowed, language, vocabulary }: Asker,
  ): Promise<SliceEnd> => {
    const { bytes, mediaType, levels, seconds } = sound;
    const request = { bytes, mediaType, seconds, language, vocabulary };
    const outcome = await recognisers.hear(request, { allowed, signal: stopping });
    if (outcome.heard) {
      await slices.keep(capture, number, withoutSilentWords(outcome.heard, levels));
      return 'heard';
    }
    stopping.throwIfAborted();
    await slices.release(capture, number);
    return { failures: outcome.failures };
  };
  const hear = async (capture: CaptureRecord, number: SliceNumber, asker: Asker): Promise<SliceEnd> => {
    stopping.throwIfAborted();
    const sound = await slices.claim(capture, number);
    if (!sound) return 'elsewhere';
    try {
      if (!isSilent(sound.levels)) return await recognise(capture, number, sound, asker);
      await slices.keep(capture, number, NOTHING_HEARD);
      return 'heard';
    } catch (error) {
      // Left in hand, it would wait for this process to end.
      await slices.release(capture, number).catch(() => undefined);
      throw error;
    }
  };
  return {
    /** @throws what the database throws, and the reason of a stop; never what a recogniser does. */
    hear(capture: CaptureRecord, number: SliceNumber, asker: Asker): Promise<SliceEnd> {
      const key = [capture.orgId, capture.captureId, number.take, number.slice].join(' ');
      const known = underWay.get(key);
      if (known) return known;
      const end = inSlot(() => hear(capture, number, asker)).finally(() => underWay.delete(key));
      underWay.set(key, end);
      return end;
    },

    /** Keeps that nothing is to be understood in a slice, so that nobody is asked again. */
    keepNothing: (capture: CaptureRecord, number: SliceNumber) => slices.keep(capture, number, NOTHING_HEARD),

    /** Resolves when nothing is under way. */
    async settled(): Promise<void> {
      await Promise.allSettled(underWay.values());
    },
  };
}
