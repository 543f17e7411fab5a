import type { SpeechProvider } from '../platform/speech-providers.ts';
import { startRecognizeServer } from './speech-grpc.ts';
import { startTranscriptionServer } from './speech-http.ts';

/** What was sent to be recognised. */
export interface SentSound {
  readonly bytes: Buffer;
  readonly mediaType: string;
  /** `fr`, `en`, or null where the recogniser is to find it. */
  readonly language: string | null;
  /** The names that it was told may be heard; empty without any. */
  readonly prompt: string;
}

/** A call that came to a stand-in. */
export interface SpeechCall extends SentSound {
  readonly headers: Readonly<Record<string, unknown>>;
  /** The fields of a form, or the `RecognitionConfig` of Google. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether whoever called hung up before the answer. Settles when the call is over. */
  readonly isAborted: Promise<boolean>;
}

export interface SaidWord {
  /** With the signs that stand at it. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly confidence?: number;
}

/** What a stand-in heard; it is told in the words of its vendor. No word: nobody speaks. */
export interface Said {
  readonly words: readonly SaidWord[];
  readonly language?: 'fr' | 'en';
  /** What all of it may have been instead (Google). */
  readonly others?: readonly string[];
  /** Answers as whisper.cpp does instead of speaches: pieces of words in segments (`whisper`). */
  readonly asWhisperCpp?: boolean;
  /** Of the one segment: `no_speech_prob` and the like. */
  readonly figures?: Readonly<Record<string, number | null>>;
}

/** What goes wrong instead. */
export type Mishap =
  /** Never answered. */
  | { readonly mishap: 'slow' }
  /** The connection breaks, before anything or in the middle of the answer. */
  | { readonly mishap: 'cut' | 'half' }
  /** Bytes that are no answer. */
  | { readonly mishap: 'garbage' }
  /** An answer as it stands: JSON over HTTP, a `RecognizeResponse` for Google. */
  | { readonly mishap: 'body'; readonly body: unknown; readonly type?: string }
  /** A refusal; statuses of HTTP become those of gRPC for Google. */
  | {
      readonly mishap: 'refusal';
      readonly status: number;
      readonly message?: string;
      readonly code?: string;
      readonly retryAfterSeconds?: number;
    };

/** What is heard in what was sent. */
export type Hear = (sound: SentSound) => Said | Mishap | Promise<Said | Mishap>;

/**
 * A stand-in for a vendor of speech recognition: a local server that speaks its protocol, and hears what a test scripts. It
 * recognises nothing. It refuses calls that its vendor would refuse.
 */
export interface SpeechServer {
  readonly provider: SpeechProvider;
  /** As a setting would give it. */
  readonly url: string;
  /** Every call that its vendor would take, in order. */
  readonly calls: readonly SpeechCall[];
  /** The most calls that were under way at once. */
  readonly mostAtOnce: () => number;
  stop(): Promise<void>;
}

/** Starts a stand-in on a free port. */
export function startSpeechServer(provider: SpeechProvider, hear: Hear): Promise<SpeechServer> {
  return provider === 'google' ? startRecognizeServer(hear) : startTranscriptionServer(provider, hear);
}
