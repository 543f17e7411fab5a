import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { problemAnswer, type ProblemAnswer } from '../platform/problem.ts';

/** An answer as it came over the wire. */
export interface RawAnswer {
  status: number;
  /** By their names in lower case. */
  headers: ReadonlyMap<string, string>;
  body: string;
  problem(): ProblemAnswer;
}

/** A connection to a server, for calls that no HTTP client would make. */
export async function openConnection(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  await once(socket, 'connect');
  return socket;
}

/** What comes until the other side ends the connection. */
export async function readAnswers(socket: Socket): Promise<RawAnswer[]> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'end');
  socket.destroy();
  return parseAnswers(Buffer.concat(chunks));
}

/** Sends bytes and reads until the other side ends the connection. */
export async function exchange(url: string, ...pieces: readonly (string | Buffer)[]): Promise<RawAnswer[]> {
  const socket = await openConnection(url);
  const answers = readAnswers(socket);
  for (const piece of pieces) socket.write(piece);
  return answers;
}

function parseAnswers(bytes: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = bytes; rest.length > 0;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) throw new Error(`no whole answer: ${rest.toString('latin1')}`);
    const [first = '', ...lines] = rest.subarray(0, end).toString('latin1').split('\r\n');
    const headers = new Map(
      lines.map((line) => [line.split(':', 1)[0]?.toLowerCase() ?? '', line.replace(/^.*?: /, '')]),
    );
    const length = Number(headers.get('content-length') ?? 0);
    const body = rest.subarray(end + 4, end + 4 + length).toString();
    const problem = () => problemAnswer.parse(JSON.parse(body));
    answers.push({ status: Number(first.split(' ')[1]), headers, body, problem });
    rest = rest.subarray(end + 4 + length);
  }
  return answers;
}
