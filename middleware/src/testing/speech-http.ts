import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { listenAnywhere } from './listening.ts';
import { createCalls, isSoundOf } from './speech-calls.ts';
import type { Hear, Mishap, Said, SpeechServer } from './speech-servers.ts';
import { transcriptionOf, type Transcriber } from './speech-transcriptions.ts';

/** Taken by the ending of the file's name (developers.openai.com/api/reference: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav, webm). */
const TYPES: Readonly<Record<string, string>> = {
  webm: 'audio/webm',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  mp4: 'audio/mp4',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
};
const LARGEST = 25 * 1024 * 1024;

/** `POST {path}/audio/transcriptions` of OpenAI, Groq, and servers of one's own. */
export async function startTranscriptionServer(provider: Transcriber, hear: Hear): Promise<SpeechServer> {
  const base = provider === 'groq' ? '/openai/v1' : '/v1';
  const { calls, mostAtOnce, begin } = createCalls();
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    void readForm(request).then(async (form) => {
      if (request.url !== `${base}/audio/transcriptions`) return refuse(response, 404, 'no such path');
      if (provider !== 'whisper' && !/^Bearer .+/.test(request.headers.authorization ?? '')) {
        return refuse(response, 401, 'no key', { code: 'invalid_api_key' });
      }
      const read = await readSound(form);
      if ('refusal' in read) return refuse(response, 400, read.refusal);
      const { sound, fields } = read;
      const isOver = begin({ ...sound, fields, headers: request.headers });
      response.on('close', () => isOver(!response.writableFinished));
      const heard = await hear(sound);
      if ('mishap' in heard) return goWrong(response, heard);
      send(response, 200, bodyOf(provider, heard, fields));
    });
  });
  const port = await listenAnywhere(server);
  return {
    provider,
    url: `http://127.0.0.1:${port}${provider === 'groq' ? '' : base}`,
    calls,
    mostAtOnce,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function bodyOf(provider: Transcriber, heard: Said, fields: Readonly<Record<string, unknown>>): unknown {
  const body = transcriptionOf(provider, heard);
  return fields['response_format'] === 'verbose_json' ? body : { text: body.text };
}

async function readForm(request: IncomingMessage): Promise<FormData> {
  const chunks: Buffer[] = await request.toArray();
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  return new Response(Buffer.concat(chunks), { headers }).formData().catch(() => new FormData());
}

async function readSound(form: FormData) {
  const fields: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    if (name !== 'file') fields[name] = name.endsWith('[]') ? form.getAll(name) : form.get(name);
  }
  const file = form.get('file');
  if (!(file instanceof File)) return { refusal: 'file: field required' };
  const refusal = refusalOf(fields);
  if (refusal) return { refusal };
  const mediaType = TYPES[file.name.split('.').at(-1) ?? ''];
  if (!mediaType) return { refusal: 'Invalid file format.' };
  const bytes = Buffer.from(await file.arrayBuffer());
  if (bytes.length > LARGEST || !isSoundOf(mediaType, bytes)) {
    return { refusal: 'The audio file could not be decoded or its format is not supported.' };
  }
  const language = typeof fields['language'] === 'string' ? fields['language'] : null;
  const prompt = typeof fields['prompt'] === 'string' ? fields['prompt'] : '';
  return { sound: { bytes, mediaType, language, prompt }, fields };
}

function refusalOf(fields: Readonly<Record<string, unknown>>): string | undefined {
  const format = fields['response_format'] ?? 'json';
  const granularities = fields['timestamp_granularities[]'];
  if (!fields['model']) return 'model: field required';
  if (format !== 'json' && format !== 'verbose_json') return 'response_format: no such format';
  if (granularities === undefined) return undefined;
  if (format !== 'verbose_json') return 'timestamp_granularities needs response_format verbose_json';
  const known = ['word', 'segment'];
  const isKnown = Array.isArray(granularities) && granularities.every((one) => known.includes(String(one)));
  return isKnown ? undefined : 'timestamp_granularities[]: no such granularity';
}

function goWrong(response: ServerResponse, mishap: Mishap): void {
  switch (mishap.mishap) {
    case 'slow':
      return;
    case 'cut':
      return void response.socket?.resetAndDestroy();
    case 'half':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      return void response.write('{"text": "Bonj', () => response.socket?.resetAndDestroy());
    case 'garbage':
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"text": "Bonj');
    case 'body':
      return send(response, 200, mishap.body, { 'content-type': mishap.type ?? 'application/json' });
    case 'refusal': {
      const { status, message = 'no', code, retryAfterSeconds } = mishap;
      const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      return refuse(response, status, message, { code, headers });
    }
  }
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}

/** The body of a refusal as OpenAI and Groq write it: test/fixtures/models/refusals.json has real ones. */
function refuse(
  response: ServerResponse,
  status: number,
  message: string,
  { code, headers = {} }: { code?: string | undefined; headers?: Record<string, string> } = {},
): void {
  const error = { message, type: 'invalid_request_error', param: null, code: code ?? null };
  send(response, status, { error }, headers);
}
