import { PassThrough, Readable, type Duplex } from 'node:stream';

import type { Connection, HttpRequest, HttpResponse } from 'jsforce';

import { callOrg, type CallBounds, type OrgAnswer } from './connection-call.ts';
import { SalesforceUnavailable } from './connection.ts';
import type { Session } from './tokens.ts';

/** The session that the calls of one org's connection use. */
export interface LiveSession {
  /** The newest that is known here. */
  session: Session;
  /** Another one than the one whose token the org refused. */
  renew(refusedToken: string): Promise<Session>;
}

/** A page of a bulk query of some ten thousand records is a tenth of this. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

/**
 * A jsforce connection whose calls go through `callOrg`. Not jsforce's own transport: it has no limit of time for a body, follows
 * redirects with the token, and renews tokens without end when an org refuses the new one too. The token never enters the
 * connection, so that nobody can log it with the connection.
 */
export async function openConnection(
  live: LiveSession,
  bounds: Pick<CallBounds, 'milliseconds' | 'stopped'>,
): Promise<Connection> {
  // It costs every start a third of a second, and most processes of a day never need it.
  const { default: jsforce } = await import('jsforce');
  const { StreamPromise } = await import('jsforce/lib/util/promise.js');
  const { Transport } = await import('jsforce/lib/transport.js');
  const { instanceUrl, apiVersion: version } = live.session;
  const connection = new jsforce.Connection({ instanceUrl, version, maxRequest: 10 });
  class OrgTransport extends Transport {
    override httpRequest(request: HttpRequest) {
      return StreamPromise.create<HttpResponse>(() => {
        const promise = send(request, connection, live, { ...bounds, mostBytes: LARGEST_ANSWER });
        return { promise, stream: streamOf(promise) };
      });
    }
  }
  connection._transport = new OrgTransport();
  return connection;
}

async function send(
  request: HttpRequest,
  connection: Connection,
  live: LiveSession,
  bounds: CallBounds,
): Promise<HttpResponse> {
  const path = pathOf(request.url, connection.instanceUrl);
  const body = bodyOf(request);
  // Its length is counted anew: nothing may disagree with what is sent.
  const given = Object.entries(request.headers ?? {}).filter(([name]) => name.toLowerCase() !== 'content-length');
  const callWith = ({ instanceUrl, accessToken }: Session) => {
    const headers = { ...Object.fromEntries(given), Authorization: `Bearer ${accessToken}` };
    const { method } = request;
    return callOrg({ method, url: `${instanceUrl}${path}`, headers, ...(body === undefined ? {} : { body }) }, bounds);
  };
  const { session } = live;
  const answer = await callWith(session);
  if (answer.status !== 401) return toResponse(answer);
  live.session = await live.renew(session.accessToken);
  connection.instanceUrl = live.session.instanceUrl;
  // Refused again, it is an error like others: asking for tokens without end helps nobody.
  return toResponse(await callWith(live.session));
}

/** jsforce also takes whole addresses: a token must not go to any but the org's. */
function pathOf(url: string, instanceUrl: string): string {
  const address = new URL(url, instanceUrl);
  if (address.origin !== new URL(instanceUrl).origin) {
    throw new SalesforceUnavailable('other-address');
  }
  return `${address.pathname}${address.search}`;
}

function bodyOf({ body }: HttpRequest): string | Uint8Array<ArrayBuffer> | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  if (Buffer.isBuffer(body)) return Uint8Array.from(body);
  throw new TypeError('bodies of calls to an org are texts or bytes: streams could not be sent again after a 401');
}

const toResponse = ({ status, headers, body }: OrgAnswer): HttpResponse => ({ statusCode: status, headers, body });

/** The body as a stream, for the parts of jsforce that read so. */
function streamOf(answer: Promise<HttpResponse>): Duplex {
  const body = new PassThrough();
  answer.then(
    (response) => Readable.from([Buffer.from(response.body)]).pipe(body),
    // Whoever waits for the answer is told; a stream that nobody reads must not end the process.
    () => body.end(),
  );
  return body;
}
