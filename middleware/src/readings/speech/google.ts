import type { protos, SpeechClient } from '@google-cloud/speech';

import { LAST_RESORT_MILLISECONDS, NO_KEY } from '../../platform/door.ts';
import { ended } from '../../platform/ended.ts';
import { StartupError } from '../../platform/errors.ts';
import type { SpeechAccount } from '../../platform/speech-configuration.ts';
import { toGoogleError } from './google-failures.ts';
import { readRecognition } from './google-recognition.ts';
import { SpeechError, type Hearing, type SpeechRecogniser, type SpeechRequest } from './provider.ts';
import { cleanNames } from './vocabulary.ts';

type RecognizeRequest = protos.google.cloud.speech.v1.IRecognizeRequest;

/** The SDK's call of one method: it can be cancelled, which the method that wraps it can not. */
type CancellableCall = (request: RecognizeRequest, options: object) => Promise<unknown> & { cancel(): void };

/** A slice is Opus as browsers record it, or what was decoded to 16 kHz. AAC, Vorbis and MP3 are in no version 1 of the API. */
const ENCODINGS = {
  'audio/webm': { encoding: 'WEBM_OPUS', sampleRateHertz: 48_000 },
  'audio/ogg': { encoding: 'OGG_OPUS', sampleRateHertz: 48_000 },
  'audio/wav': { encoding: 'LINEAR16', sampleRateHertz: 16_000 },
} as const;

const LANGUAGES = { fr: 'fr-FR', en: 'en-US' } as const;

/**
 * docs.cloud.google.com/speech-to-text/docs/quotas: 1,200 phrases in a set, 100 characters in one; boosts up to 20 are useful,
 * and larger ones hear names that were not said.
 */
const MOST_PHRASES = 1_200;
const LONGEST_PHRASE = 100;
const BOOST = 10;
const LARGEST_ANSWER = 2 * 1024 * 1024;
const OGG_OPUS = Buffer.from('OpusHead');

/** Google Speech-to-Text, version 1, by its own SDK. Its connection is made with the first slice. */
export function createGoogleRecogniser(account: SpeechAccount): SpeechRecogniser & { close(): Promise<void> } {
  const address = addressOf(account.baseUrl);
  let connected: Promise<SpeechClient> | undefined;
  let isClosed = false;
  return {
    provider: 'google',
    model: account.model,
    async hear(request, signal) {
      const body = bodyOf(request, account.model);
      if (!body) throw new SpeechError('not-taken', 'it does not take such sound');
      if (signal.aborted || isClosed) throw new SpeechError('time-limit', 'ended before it was asked');
      const connecting = (connected ??= connect(account, address));
      const client = await Promise.race([connecting, ended(signal)]).catch((error: unknown) => {
        // The next slice tries anew.
        if (connected === connecting) connected = undefined;
        throw toGoogleError(error, signal);
      });
      if (!client) throw new SpeechError('time-limit', 'ended before it was asked');
      return recognise(client, { body, request, signal, headers: headersOf(account, address) });
    },
    async close() {
      isClosed = true;
      const client = await connected?.catch(() => undefined);
      await client?.close();
    },
  };
}

interface Recognition {
  readonly body: RecognizeRequest;
  readonly request: SpeechRequest;
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
}

async function recognise(client: SpeechClient, { body, request, signal, headers }: Recognition): Promise<Hearing> {
  // `client.recognize` writes requests to a log that the environment can turn on, and loses the way to cancel.
  const recognize = client.innerApiCalls['recognize'] as CancellableCall;
  // Without `retry: null` the SDK tries for ten minutes.
  const call = recognize(body, { timeout: LAST_RESORT_MILLISECONDS, retry: null, otherArgs: { headers } });
  void ended(signal).then(() => call.cancel());
  try {
    const answer = await call;
    return readRecognition(Array.isArray(answer) ? answer[0] : answer, request);
  } catch (error) {
    throw toGoogleError(error, signal);
  }
}

interface Address {
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
}

async function connect(account: SpeechAccount, address: Address | null): Promise<SpeechClient> {
  const { SpeechClient: Client } = (await import('@google-cloud/speech')).v1;
  const { credentials } = await import('@grpc/grpc-js');
  const isOpen = address?.isSecure === false;
  const client = new Client({
    fallback: false,
    enableTelemetryTracing: false,
    enableTelemetryLogging: false,
    'grpc.max_receive_message_length': LARGEST_ANSWER,
    ...(address && { apiEndpoint: address.host, port: address.port }),
    ...(isOpen && { sslCreds: credentials.createInsecure() }),
    // Without a key the SDK finds an account: of GOOGLE_APPLICATION_CREDENTIALS, or of the machine that it runs on. A key is of one
    // project, which the SDK would ask that machine for, seconds long.
    ...((account.apiKey || isOpen) && { apiKey: account.apiKey || NO_KEY, projectId: NO_KEY }),
  });
  // Here, where its failure is caught: inside a call it would end the process.
  await client.initialize();
  return client;
}

/** Over a connection without TLS the SDK gives no key by itself. */
function headersOf({ apiKey }: SpeechAccount, address: Address | null): Record<string, string> {
  return apiKey && address?.isSecure === false ? { 'x-goog-api-key': apiKey } : {};
}

function addressOf(baseUrl: string | null): Address | null {
  if (baseUrl === null) return null;
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.username ||
    url.password ||
    /[^/]/.test(url.pathname + url.search)
  ) {
    throw new StartupError(
      'GOOGLE_SPEECH_BASE_URL is not an address such as https://eu-speech.googleapis.com: correct it.',
    );
  }
  const isSecure = url.protocol === 'https:';
  return { host: url.hostname, port: Number(url.port) || (isSecure ? 443 : 80), isSecure };
}

function bodyOf(
  { bytes, mediaType, language, vocabulary }: SpeechRequest,
  model: string,
): RecognizeRequest | undefined {
  if (mediaType === 'audio/mp4' || mediaType === 'audio/mpeg') return undefined;
  // In Ogg there is Vorbis too.
  if (mediaType === 'audio/ogg' && !Buffer.from(bytes.subarray(0, 256)).includes(OGG_OPUS)) return undefined;
  const phrases = cleanNames(vocabulary)
    .filter((name) => name.length <= LONGEST_PHRASE)
    .slice(0, MOST_PHRASES)
    // A dollar begins a class of Google's own: `$MONTH`.
    .filter((name) => !name.includes('$'))
    .map((value) => ({ value, boost: BOOST }));
  return {
    config: {
      ...ENCODINGS[mediaType],
      model,
      languageCode: LANGUAGES[language ?? 'fr'],
      ...(language === null && { alternativeLanguageCodes: [LANGUAGES.en] }),
      maxAlternatives: 3,
      enableAutomaticPunctuation: true,
      enableWordTimeOffsets: true,
      enableWordConfidence: true,
      ...(phrases.length > 0 && { adaptation: { phraseSets: [{ phrases }] } }),
    },
    audio: { content: bytes },
  };
}
