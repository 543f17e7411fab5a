import { LAST_RESORT_MILLISECONDS } from '../../platform/door.ts';
import { isOfTheRequest, refusalIn, type Refusal } from '../../platform/refusals.ts';
import type { SpeechProvider } from '../../platform/speech-providers.ts';
import type { SliceType } from '../sound/slice.ts';
import { isTooShort, toSpeechError } from './failures.ts';
import type { Hearing, SpeechRecogniser, SpeechRequest } from './provider.ts';
import { readTranscription } from './transcription.ts';
import { namesForPrompt, promptOf } from './vocabulary.ts';

/** With times and figures, or the text alone: newer models of OpenAI know only the second. */
type Form = 'verbose_json' | 'json';

/** The form that is sent. */
export interface TranscriptionBody {
  file: File;
  model: string;
  response_format: Form;
  temperature: 0;
  timestamp_granularities?: ('word' | 'segment')[];
  language?: string;
  prompt?: string;
}

/** One call: no retry of the SDK's own, and no limit but the signal's. */
export interface SendOptions {
  readonly signal: AbortSignal;
  readonly maxRetries: 0;
  readonly timeout: number;
}

export interface Vendor {
  readonly provider: SpeechProvider;
  readonly model: string;
  send(body: TranscriptionBody, options: SendOptions): Promise<unknown>;
}

/** Servers tell what a file holds by the ending of its name. */
const ENDINGS: Readonly<Record<SliceType, string>> = {
  'audio/webm': 'webm',
  'audio/wav': 'wav',
  'audio/mp4': 'mp4',
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
};

const OF_THE_FORM = /response_format|verbose_json|timestamp_granularities/i;
const NOTHING: Hearing = { words: [], others: [], language: null };

/** A recogniser from a vendor that speaks OpenAI's protocol. A refusal of the form of its answer is remembered. */
export function createTranscriber({ provider, model, send }: Vendor): SpeechRecogniser {
  let form: Form = 'verbose_json';
  const hear = async (request: SpeechRequest, signal: AbortSignal): Promise<Hearing> => {
    const names = namesForPrompt(request.vocabulary);
    const sent = form;
    try {
      const body = bodyOf(request, { model, form: sent, prompt: promptOf(names) });
      const answer = await send(body, { signal, maxRetries: 0, timeout: LAST_RESORT_MILLISECONDS });
      return readTranscription(answer, request, names);
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal && isTooShort(refusal)) return NOTHING;
      if (sent === 'json' || !refusal || !isOfTheForm(refusal)) throw toSpeechError(error, signal);
    }
    form = 'json';
    return hear(request, signal);
  };
  return { provider, model, hear };
}

const isOfTheForm = ({ status, parameter, text }: Refusal) =>
  isOfTheRequest(status) && OF_THE_FORM.test(`${parameter} ${text}`);

function bodyOf(
  { bytes, mediaType, language }: SpeechRequest,
  { model, form, prompt }: { model: string; form: Form; prompt: string },
): TranscriptionBody {
  return {
    file: new File([Uint8Array.from(bytes)], `slice.${ENDINGS[mediaType]}`, { type: mediaType }),
    model,
    response_format: form,
    temperature: 0,
    ...(form === 'verbose_json' && { timestamp_granularities: ['word', 'segment'] }),
    ...(language && { language }),
    ...(prompt && { prompt }),
  };
}
