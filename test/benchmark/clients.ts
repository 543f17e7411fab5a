import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

import { z } from 'zod';

import type { CaptureContext } from '../../middleware/src/captures/schema.ts';
import { signToken, type TestOrg } from '../../middleware/src/testing/tokens.ts';
import type { Note } from './notes.ts';

/** What came of the calls of one or more rounds. */
export interface Measured {
  /** Milliseconds from the first byte sent to the last byte of the draft, one a capture. */
  latencies: number[];
  /** Milliseconds that the rounds took together. */
  elapsed: number;
  /** Answers that were no finished capture, in words. */
  errors: string[];
}

export const nothingMeasured = (): Measured => ({ latencies: [], elapsed: 0, errors: [] });

/** A call ready to be sent: its token is signed, its body is written. */
interface Prepared {
  token: string;
  body: string;
}

/** Where calls come from: each is another note of another rep, so that no capture repeats an earlier one. */
export type Calls = ReturnType<typeof createCalls>;

const answer = z.object({ state: z.string() });
const SECOND = 1000;

/** @param context what every capture carries. */
export function createCalls(org: TestOrg, notes: readonly Note[], context: CaptureContext) {
  let next = 0;
  const prepare = async (): Promise<Prepared> => {
    const number = next++;
    const note = notes[number % notes.length];
    if (!note) throw new Error('no notes');
    const rep = `005${String(Math.floor(number / notes.length)).padStart(12, '0')}AAA`;
    const body = {
      id: randomUUID(),
      kind: 'text',
      text: note.text,
      capturedAt: `${note.today}T10:00:00Z`,
      timeZone: 'Africa/Dakar',
      language: note.lang ?? null,
      context,
    };
    return { token: await signToken(org, { user: rep, expiresIn: 140 }), body: JSON.stringify(body) };
  };
  return {
    /** Signs ahead, so that the client does not take the server's processor while it measures. */
    ahead: (count: number) => Promise.all(Array.from({ length: count }, prepare)),
    prepare,
  };
}

/**
 * Lets `clients` send for `seconds`, each its next note as soon as the draft of the last one is there.
 * Calls that were begun in time are waited for and counted.
 */
export async function runClients(url: string, calls: Calls, clients: number, seconds: number, expected: number) {
  const ready = await calls.ahead(expected);
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const measured = nothingMeasured();
  const begin = performance.now();
  const client = async () => {
    while (performance.now() - begin < seconds * SECOND) {
      await sendNote(url, agent, ready.pop() ?? (await calls.prepare()), measured);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  measured.elapsed = performance.now() - begin;
  agent.destroy();
  return measured;
}

/** Sends one note and waits for its drafts. Never rejects: what went wrong is among the errors. */
export async function sendNote(url: string, agent: Agent, call: Prepared, into: Measured): Promise<void> {
  const begin = performance.now();
  try {
    const { status, text } = await post(new URL('/v1/captures', url), agent, call);
    const found = answer.safeParse(status === 200 ? JSON.parse(text) : undefined);
    if (found.data?.state === 'ready') into.latencies.push(performance.now() - begin);
    else into.errors.push(`answer ${status} ${found.data?.state ?? text.slice(0, 200)}`);
  } catch (error) {
    into.errors.push(error instanceof Error ? error.message : String(error));
  }
}

function post(url: URL, agent: Agent, { token, body }: Prepared): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      prefer: 'wait=20',
    };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      response.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
