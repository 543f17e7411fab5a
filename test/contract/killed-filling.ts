import { spawn } from 'node:child_process';
import { once } from 'node:events';

import type { ConnectedOrg } from './connected-org.ts';

const PROCESS = new URL('filling-process.ts', import.meta.url).pathname;

/** What the process needs, as it is handed over. */
export interface FillingOrder {
  readonly databaseUrl: string;
  readonly masterKey: string;
  readonly orgUrl: string;
  readonly orgId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly pageSize: number;
}

/**
 * Has a process of its own fill the mirror, and kills it (SIGKILL) when the org has been asked so often.
 * @returns whether it was killed at work, and not after it had ended.
 */
export async function fillUntilKilled(
  connected: ConnectedOrg,
  databaseUrl: string,
  requests: number,
): Promise<boolean> {
  const { org, masterKey } = connected;
  const { url: orgUrl, orgId, clientId, clientSecret } = org;
  const order: FillingOrder = { databaseUrl, masterKey, orgUrl, orgId, clientId, clientSecret, pageSize: 100 };
  const child = spawn(process.execPath, [...process.execArgv, PROCESS, JSON.stringify(order)], { stdio: 'inherit' });
  const ended = once(child, 'exit');
  const until = org.requests() + requests;
  const watch = setInterval(() => {
    if (org.requests() >= until) child.kill('SIGKILL');
  }, 1);
  const [, signal] = (await ended) as [number | null, string | null];
  clearInterval(watch);
  return signal === 'SIGKILL';
}
