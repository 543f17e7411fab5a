/** A stage whose middleware can be made to fail, to stand still and to die, while the org and its pages go on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { buildPage } from '../../scripts/workbench/build/build.ts';
import { createOrg } from '../../scripts/workbench/org/server.ts';
import { AUDIENCE, startTestMiddleware } from '../../scripts/workbench/org/testing/registered-middleware.ts';
import { launchBrowser } from './browser.ts';
import { permissionsFor, seating, type Stage } from './stage.ts';

const ENTRY = path.resolve(import.meta.dirname, '../../middleware/src/testing/failing-middleware.ts');

export type OutageStage = Pick<Stage, 'url' | 'dataFolder' | 'sit' | 'apex' | 'strike'> & {
  /** What the extraction does from now on. */
  extraction(mood: 'works' | 'fail' | 'stick'): void;
  /** The process goes away without a word. */
  kill(): Promise<void>;
  /** It comes back under the same address, with other limits if need be. */
  startAgain(env?: NodeJS.ProcessEnv): Promise<void>;
  /** Nothing is answered until `thaw`, yet the address takes connections. */
  freeze(): void;
  thaw(): void;
};

/**
 * @param begin the environment with which the middleware starts first.
 * @param microphone what the microphone of its browser plays: see `launchBrowser`.
 */
export async function raiseOutageStage(begin: NodeJS.ProcessEnv = {}, microphone?: string): Promise<OutageStage> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'outage-'));
  const moodFile = path.join(dataFolder, 'mood');
  const start = (port: number, env: NodeJS.ProcessEnv = {}) =>
    startTestMiddleware(path.join(dataFolder, 'middleware'), {
      entry: ENTRY,
      port,
      env: { ...env, EXTRACTION_MOOD: moodFile },
    });
  let middleware = await start(0, begin);
  const port = Number(new URL(middleware.url).port);
  const org = await createOrg({
    dataFolder: path.join(dataFolder, 'org'),
    middlewareUrl: middleware.url,
    audience: AUDIENCE,
    pageFolder: await buildPage(),
    port: 0,
    syncSeconds: 0,
  });
  await middleware.register(org);
  const browser = await launchBrowser(microphone);
  return {
    url: org.url,
    dataFolder,
    ...seating(browser, () => org.url, permissionsFor(microphone)),
    extraction: (mood) => writeFileSync(moodFile, mood),
    freeze: () => process.kill(middleware.pid, 'SIGSTOP'),
    thaw: () => process.kill(middleware.pid, 'SIGCONT'),
    async kill() {
      process.kill(middleware.pid, 'SIGKILL');
      await middleware.stop();
    },
    async startAgain(env) {
      middleware = await start(port, env);
    },
    async strike() {
      await browser.close();
      await org.close();
      await middleware.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
