import { withinTime } from '../platform/ended.ts';
import { SalesforceUnavailable } from './connection.ts';

/** One call to an org. The address was checked before: it gets whatever the headers hold. */
export interface OrgCall {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array<ArrayBuffer>;
}

/** What came back, whatever its status. */
export interface OrgAnswer {
  status: number;
  /** By their names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** What a call may take. */
export interface CallBounds {
  milliseconds: number;
  mostBytes: number;
  /** Ends it from outside. */
  stopped: AbortSignal;
}

/**
 * Calls an org. The time is for all of it, body included. No redirect is followed: it would carry the token to an address that
 * nobody checked.
 * @throws SalesforceUnavailable `unreachable`, without a cause: errors of the network layer can hold what was sent.
 */
export async function callOrg(call: OrgCall, bounds: CallBounds): Promise<OrgAnswer> {
  const { milliseconds, stopped: outer } = bounds;
  try {
    return await withinTime({ milliseconds, reason: 'too slow', outer }, (signal) => send(call, bounds, signal));
  } catch (error) {
    if (error instanceof SalesforceUnavailable) throw error;
    if (outer.aborted) throw new SalesforceUnavailable('stopping');
    const isLate = error === 'too slow';
    if (isLate) throw new SalesforceUnavailable('too-slow');
    throw new SalesforceUnavailable('no-connection');
  }
}

async function send(call: OrgCall, { mostBytes }: CallBounds, signal: AbortSignal): Promise<OrgAnswer> {
  const { method, url, headers, body } = call;
  const response = await fetch(url, {
    ...{ method, headers, redirect: 'manual', signal },
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await readBody(response, mostBytes),
  };
}

async function readBody(response: Response, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop before its end ends the connection.
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > mostBytes) throw new SalesforceUnavailable('answer-too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
