import type { SpeechProvider } from '../../../platform/speech-providers.ts';
import type { Said, SpeechServer } from '../../../testing/speech-servers.ts';
import type { SliceType } from '../../sound/slice.ts';
import type { SpeechRequest } from '../provider.ts';
import { createRecogniserOf, type ClosableRecogniser } from '../vendors.ts';

export const KEY = 'key-of-a-test';

export const SPEECH_MODELS: Readonly<Record<SpeechProvider, string>> = {
  whisper: 'Systran/faster-whisper-small',
  groq: 'whisper-large-v3-turbo',
  google: 'latest_long',
  openai: 'whisper-1',
};

/** The beginnings of files; a stand-in looks at no more. */
const BEGINNINGS: Readonly<Record<SliceType, Buffer>> = {
  'audio/webm': Buffer.from('1a45dfa3', 'hex'),
  'audio/wav': Buffer.from('RIFF'),
  'audio/mp4': Buffer.from('\0\0\0\x18ftypM4A '),
  'audio/ogg': Buffer.from('OggS\0\0OpusHead'),
  'audio/mpeg': Buffer.from('ID3'),
};

/** Bytes that begin as a slice of a type does. */
export const soundOf = (mediaType: SliceType): Buffer => Buffer.concat([BEGINNINGS[mediaType], Buffer.alloc(2_000, 7)]);

/** A slice. Its vocabulary holds a name that must never get into a message of an error. */
export function requestOf(changes: Partial<SpeechRequest> = {}): SpeechRequest {
  const mediaType = changes.mediaType ?? 'audio/webm';
  const usual = { seconds: 20, language: 'fr' as const, vocabulary: ['Comptoir du Fouta', 'Awa Ndiaye'] };
  return { bytes: soundOf(mediaType), mediaType, ...usual, ...changes };
}

/** A sentence that a stand-in may hear. */
export const SAID: Said = {
  language: 'fr',
  words: [
    { text: 'Vu', from: 0.4, to: 0.6, confidence: 0.98 },
    { text: 'Awa', from: 0.6, to: 0.9, confidence: 0.95 },
    { text: 'Ndiaye,', from: 0.9, to: 1.4, confidence: 0.45 },
    { text: 'budget', from: 2, to: 2.4, confidence: 0.97 },
    { text: '45', from: 2.4, to: 3, confidence: 0.9 },
    { text: 'millions.', from: 3, to: 3.6, confidence: 0.96 },
  ],
};

/** A recogniser with the stand-in of its vendor behind it. */
export function recogniserAt({ provider, url }: Pick<SpeechServer, 'provider' | 'url'>): ClosableRecogniser {
  return createRecogniserOf({
    provider,
    apiKey: KEY,
    model: SPEECH_MODELS[provider],
    baseUrl: url,
  });
}
