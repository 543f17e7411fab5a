/** A failed call as the platform's modules report it to a component (`error.body`, `error.status`). */
export interface CallFailure {
  readonly ok: false;
  readonly status: number;
  readonly statusText: string;
  readonly errorType: 'fetchResponse';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The platform's own words for a call that never reached the org; components know them by heart. */
export const DISCONNECTED = 'Disconnected or Canceled';

function failure(status: number, statusText: string, body: unknown): CallFailure {
  return { ok: false, status, statusText, errorType: 'fetchResponse', headers: {}, body };
}

/**
 * Calls the org stand-in and gives its JSON answer.
 * @throws CallFailure with the org's own error body, or "Disconnected or Canceled" when it cannot be reached
 */
export async function ask<T>(address: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address, { ...init, headers: { 'content-type': 'application/json' } });
  } catch {
    throw failure(500, 'Server Error', { message: DISCONNECTED });
  }
  const text = await response.text();
  const body: unknown = parsed(text);
  if (!response.ok) throw failure(response.status, response.statusText, body);
  return body as T;
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return { message: text };
  }
}

const remembered = new Map<string, Promise<unknown>>();

/** As `ask`, once for each address while the page is open; a failure is not remembered. For what does not change. */
export function askOnce<T>(address: string): Promise<T> {
  const known = remembered.get(address) as Promise<T> | undefined;
  if (known) return known;
  const answer = ask<T>(address);
  remembered.set(address, answer);
  answer.catch(() => remembered.delete(address));
  return answer;
}
