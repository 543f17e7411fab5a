import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';

import { z } from 'zod';

import type { TestDatabase } from '../../middleware/src/testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../../middleware/src/testing/folders.ts';
import {
  callAt,
  captureBody,
  configurationFor,
  ORG,
  OTHER_ORG,
  registerTestOrg,
} from '../../middleware/src/testing/middleware.ts';

const MAIN = new URL('../../middleware/src/main.ts', import.meta.url).pathname;
const line = z.looseObject({ msg: z.string(), url: z.string().optional() });
const seen = z.looseObject({ id: z.string(), drafts: z.array(z.looseObject({ id: z.string() })) });

/** The middleware as its own process, with two orgs, a capture of another org, and one that was erased. */
export interface Target {
  readonly url: string;
  readonly given: Readonly<Record<'erased' | 'other org', { captureId: string; draftId: string; version: number }>>;
  /** How the process ended, while it should run. */
  readonly ended: () => string | undefined;
  /** Everything it wrote. */
  readonly output: () => string;
  stop(): Promise<void>;
}

const MOST = '1000000';

export async function startTarget(database: TestDatabase): Promise<Target> {
  const folder = database.url ? await temporaryFolder() : await folderWithDatabase();
  const configuration = configurationFor(folder, database);
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      DATA_FOLDER: folder,
      DATABASE_URL: database.url ?? '',
      MASTER_KEYS: configuration.masterKeys ?? '',
      AUDIENCE: configuration.audience,
      HOST: '127.0.0.1',
      PORT: '0',
      METRICS_PORT: 'off',
      LOG_LEVEL: 'info',
      LIMIT_USER_REQUESTS: MOST,
      LIMIT_ORG_REQUESTS: MOST,
      LIMIT_USER_CAPTURES: MOST,
      LIMIT_ORG_CAPTURES: MOST,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const watched = watch(child);
  const url = await watched.listening;
  for (const org of [ORG, OTHER_ORG]) await registerTestOrg(configuration, org);
  return {
    url,
    given: await makeGiven(url),
    ended: watched.ended,
    output: watched.output,
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await exit;
      await rm(folder, { recursive: true });
    },
  };
}

function watch(child: ChildProcess) {
  const lines: string[] = [];
  const listening = Promise.withResolvers<string>();
  let end: string | undefined;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  if (child.stdout) {
    createInterface(child.stdout).on('line', (text) => {
      lines.push(text);
      const { msg, url } = text.startsWith('{') ? line.parse(JSON.parse(text)) : { msg: '', url: undefined };
      if (msg === 'listening' && url) listening.resolve(url);
    });
  }
  child.once('exit', (code, signal) => {
    end = `the process ended with ${code ?? signal}`;
    listening.reject(new Error(`${end}\n${lines.slice(-5).join('\n')}`));
  });
  return { listening: listening.promise, ended: () => end, output: () => lines.join('\n') };
}

async function makeGiven(url: string): Promise<Target['given']> {
  const make = async (org: typeof ORG) => {
    const body = captureBody({ id: randomUUID() });
    const { body: answer } = await callAt(url, 'POST', '/v1/captures', { org, body, headers: { prefer: 'wait=20' } });
    const capture = seen.parse(answer);
    return { captureId: capture.id, draftId: capture.drafts[0]?.id ?? randomUUID(), version: 1 };
  };
  const [erased, foreign] = [await make(ORG), await make(OTHER_ORG)];
  const { status } = await callAt(url, 'DELETE', `/v1/captures/${erased.captureId}`);
  if (status !== 200) throw new Error(`erasing answers ${status}`);
  return { erased, 'other org': foreign };
}
