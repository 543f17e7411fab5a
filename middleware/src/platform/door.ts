import { AnswerTooLarge, readRefusal, VendorRefusal } from './refusals.ts';

/** An answer of a few thousand tokens with its reasoning is a tenth of this. */
const LARGEST_ANSWER = 2 * 1024 * 1024;

/** Ollama and servers of one's own ask for no key; the SDKs ask for some. */
export const NO_KEY = 'none';

/** Whoever asks has limits of seconds, by the signal; this one only ends what a mistake of theirs would leave open. */
export const LAST_RESORT_MILLISECONDS = 600_000;

/** What all SDKs are told: they never write to a log (a body is the source), and go out through one door. */
export const QUIET = { maxRetries: 0, timeout: LAST_RESORT_MILLISECONDS, logLevel: 'off' } as const;

/** A refusal is a sentence; of a proxy's error page the beginning is enough. */
const LARGEST_REFUSAL = 64 * 1024;

/** What a vendor needs. The SDKs add what they know of this machine, and headers that the environment names. */
const HEADERS_SENT = ['accept', 'anthropic-version', 'authorization', 'content-type', 'user-agent', 'x-api-key'];

/**
 * The way out to a vendor, given to its SDK in place of `fetch`. The whole answer is read here, so that it is bounded in bytes
 * and ends with the call's signal. No redirect is followed: it would carry the key and the source to an address that nobody named.
 * @throws VendorRefusal for every status that is no success; AnswerTooLarge for a body without end.
 */
export async function goThroughDoor(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(input, { ...init, headers: needed(init.headers), redirect: 'manual' });
  if (!response.ok) throw new VendorRefusal(readRefusal(response, await readStart(response), new Date()));
  const body = await readWhole(response);
  return new Response(body, { status: 200, headers: { 'content-type': response.headers.get('content-type') ?? '' } });
}

function needed(given: RequestInit['headers']): Headers {
  const all = new Headers(given);
  return new Headers([...all].filter(([name]) => HEADERS_SENT.includes(name)));
}

async function readWhole(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes, ended } = await read(response, LARGEST_ANSWER);
  if (!ended) throw new AnswerTooLarge('the answer is larger than an answer can be');
  return bytes;
}

async function readStart(response: Response): Promise<string> {
  // What is cut off in the middle of a refusal takes nothing from its status.
  const { bytes } = await read(response, LARGEST_REFUSAL).catch(() => ({ bytes: new Uint8Array() }));
  return new TextDecoder().decode(bytes);
}

async function read(response: Response, most: number): Promise<{ bytes: Uint8Array<ArrayBuffer>; ended: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop before its end ends the connection.
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > most) return { bytes: join(chunks), ended: false };
    chunks.push(chunk);
  }
  return { bytes: join(chunks), ended: true };
}

const join = (chunks: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(chunks));
