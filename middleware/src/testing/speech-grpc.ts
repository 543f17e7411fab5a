import { once } from 'node:events';
import { createRequire } from 'node:module';
import { connect, createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';

import * as grpc from '@grpc/grpc-js';
import { loadSync, type MessageTypeDefinition, type ServiceDefinition } from '@grpc/proto-loader';

import { listenAnywhere } from './listening.ts';
import { createCalls, isSoundOf } from './speech-calls.ts';
import type { Hear, Mishap, Said, SpeechServer } from './speech-servers.ts';

const require = createRequire(import.meta.url);
/** What Google publishes, and its client is made from. */
const PROTOS = [
  join(dirname(require.resolve('@google-cloud/speech/package.json')), 'build/protos'),
  join(dirname(require.resolve('google-gax')), '../protos'),
];
const OPTIONS = { keepCase: false, longs: String, enums: String, bytes: Buffer, defaults: true, oneofs: true };
const DEFINITIONS = loadSync(
  ['google/cloud/speech/v1/cloud_speech.proto', 'google/rpc/status.proto', 'google/rpc/error_details.proto'],
  { ...OPTIONS, includeDirs: PROTOS },
);

/** "Audio sent to a synchronous request is limited to 10 MB or 1 minute" (cloud.google.com/speech-to-text/docs/quotas). */
const LARGEST = 10 * 1024 * 1024;
const TYPES: Readonly<Record<string, string>> = {
  WEBM_OPUS: 'audio/webm',
  OGG_OPUS: 'audio/ogg',
  LINEAR16: 'audio/wav',
};
const OPUS_RATES = [8_000, 12_000, 16_000, 24_000, 48_000];

interface RecognizeRequest {
  readonly config: {
    readonly encoding: string;
    readonly sampleRateHertz: number;
    readonly languageCode: string;
    readonly alternativeLanguageCodes: readonly string[];
    readonly adaptation: { readonly phraseSets: readonly { phrases: readonly { value: string }[] }[] } | null;
  };
  readonly audio: { readonly content?: Buffer; readonly uri?: string };
}

type Answer = (error: Partial<grpc.ServerErrorResponse> | null, value?: unknown) => void;

/** The service `google.cloud.speech.v1.Speech`, of which only `Recognize` answers. */
export async function startRecognizeServer(hear: Hear): Promise<SpeechServer> {
  const { calls, mostAtOnce, begin } = createCalls();
  const wire = await startWire();
  const server = new grpc.Server({ 'grpc.max_receive_message_length': 2 * LARGEST });
  const service = DEFINITIONS['google.cloud.speech.v1.Speech'] as ServiceDefinition;
  const recognize = service['Recognize'];
  if (!recognize) throw new Error('the protos of Google have no Recognize');
  // Bytes go out as they are: no answer of a decent server would be garbage.
  const serialize = (value: object) => (Buffer.isBuffer(value) ? value : recognize.responseSerialize(value));
  server.addService({ Recognize: { ...recognize, responseSerialize: serialize } } as grpc.ServiceDefinition, {
    Recognize(call: grpc.ServerUnaryCall<RecognizeRequest, object>, answer: Answer) {
      const { config, audio } = call.request;
      const refusal = refusalOf(call.request);
      if (refusal) return answer({ code: grpc.status.INVALID_ARGUMENT, details: refusal });
      const languages = [config.languageCode, ...config.alternativeLanguageCodes];
      const sound = {
        bytes: audio.content ?? Buffer.alloc(0),
        mediaType: TYPES[config.encoding] ?? '',
        language: languages.length > 1 ? null : config.languageCode.slice(0, 2),
        prompt: (config.adaptation?.phraseSets ?? [])
          .flatMap(({ phrases }) => phrases.map(({ value }) => value))
          .join(', '),
      };
      const isOver = begin({ ...sound, fields: { ...config }, headers: call.metadata.getMap() });
      call.on('cancelled', () => isOver(true));
      void Promise.resolve(hear(sound)).then((heard) => {
        if ('mishap' in heard && heard.mishap === 'slow') return;
        if ('mishap' in heard) return goWrong(heard, { call, answer, wire });
        isOver(false);
        answer(null, responseOf(heard));
      });
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  const url = await wire.leadTo(port);
  return {
    provider: 'google',
    url,
    calls,
    mostAtOnce,
    async stop() {
      server.forceShutdown();
      await wire.stop();
    },
  };
}

/** A wire before the server, which can be cut. */
async function startWire() {
  const sockets = new Set<Socket>();
  let port = 0;
  const wire = createServer((socket) => {
    const inner = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [socket, inner],
      [inner, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    cut,
    async leadTo(target: number) {
      port = target;
      return `http://127.0.0.1:${await listenAnywhere(wire)}`;
    },
    async stop() {
      const closed = once(wire, 'close');
      wire.close();
      cut();
      await closed;
    },
  };
}

function refusalOf({ config, audio }: RecognizeRequest): string | undefined {
  const bytes = audio.content;
  if (!bytes || audio.uri) return 'RecognitionAudio not set.';
  if (bytes.length > LARGEST) return `Request payload size exceeds the limit: ${LARGEST} bytes.`;
  if (!/^[a-z]{2}-[A-Z]{2}$/.test(config.languageCode)) return 'Invalid recognition config: bad language code.';
  const mediaType = TYPES[config.encoding];
  if (!mediaType || !isSoundOf(mediaType, bytes)) return 'Invalid recognition config: bad encoding.';
  const isOpus = config.encoding !== 'LINEAR16';
  if (isOpus && !OPUS_RATES.includes(config.sampleRateHertz)) return 'Invalid recognition config: bad sample rate.';
  const phrases = (config.adaptation?.phraseSets ?? []).map((set) => set.phrases);
  const isWithinLimits = phrases.every((set) => set.length <= 1_200 && set.every(({ value }) => value.length <= 100));
  return isWithinLimits ? undefined : 'Invalid recognition config: too many phrases.';
}

/** A `RecognizeResponse`; words only of the likeliest alternative (resource: SpeechRecognitionAlternative). */
function responseOf({ words, language = 'fr', others = [] }: Said): object {
  if (words.length === 0) return { results: [], totalBilledTime: { seconds: 1 } };
  const alternative = {
    transcript: words.map((word) => word.text).join(' '),
    confidence: 0.9,
    words: words.map(({ text, from, to, confidence = 0.9 }) => {
      return { word: text, startTime: duration(from), endTime: duration(to), confidence };
    }),
  };
  const alternatives = [alternative, ...others.map((transcript) => ({ transcript, confidence: 0.5 }))];
  const languageCode = language === 'fr' ? 'fr-fr' : 'en-us';
  return { results: [{ alternatives, languageCode, resultEndTime: duration(words.at(-1)?.to ?? 0) }] };
}

const duration = (seconds: number) => {
  const whole = Math.floor(seconds);
  return { seconds: whole, nanos: Math.round((seconds - whole) * 1e9) };
};

/** The statuses of gRPC for those of HTTP (cloud.google.com/apis/design/errors). */
const CODES: Readonly<Record<number, grpc.status>> = {
  400: grpc.status.INVALID_ARGUMENT,
  401: grpc.status.UNAUTHENTICATED,
  403: grpc.status.PERMISSION_DENIED,
  404: grpc.status.NOT_FOUND,
  408: grpc.status.DEADLINE_EXCEEDED,
  429: grpc.status.RESOURCE_EXHAUSTED,
  500: grpc.status.INTERNAL,
  503: grpc.status.UNAVAILABLE,
};

interface Exchange {
  readonly call: grpc.ServerUnaryCall<RecognizeRequest, object>;
  readonly answer: Answer;
  readonly wire: { cut(): void };
}

function goWrong(mishap: Mishap, { call, answer, wire }: Exchange): void {
  if (mishap.mishap === 'cut') return wire.cut();
  if (mishap.mishap === 'half') {
    call.sendMetadata(new grpc.Metadata());
    return void setImmediate(() => wire.cut());
  }
  if (mishap.mishap === 'garbage') return answer(null, Buffer.from('ff'.repeat(40), 'hex'));
  if (mishap.mishap === 'body') return answer(null, mishap.body);
  if (mishap.mishap !== 'refusal') return;
  const { status, message = 'no', retryAfterSeconds } = mishap;
  const code = CODES[status] ?? grpc.status.UNKNOWN;
  const metadata = new grpc.Metadata();
  if (retryAfterSeconds !== undefined) metadata.set('grpc-status-details-bin', retryInfo(code, retryAfterSeconds));
  answer({ code, details: message, metadata });
}

/** How Google says when to come again: a `google.rpc.RetryInfo` among the details of a status. */
function retryInfo(code: number, seconds: number): Buffer {
  const encode = (name: string, value: object) =>
    (DEFINITIONS[name] as MessageTypeDefinition<object, object>).serialize(value);
  const value = encode('google.rpc.RetryInfo', { retryDelay: duration(seconds) });
  return encode('google.rpc.Status', {
    code,
    message: 'slow down',
    details: [{ type_url: 'type.googleapis.com/google.rpc.RetryInfo', value }],
  });
}
