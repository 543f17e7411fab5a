/** What a test of the pages stands on: one running workbench, one browser, and people who sit before it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Browser, BrowserContext, Page } from 'playwright-core';

import { recordId } from '../../scripts/workbench/org/records/ids.ts';
import { startWorkbench, type Workbench } from '../../scripts/workbench/workbench.ts';
import { launchBrowser, watchedPage } from './browser.ts';
import { words, type Language } from './words.ts';

/** The people of the demo org, in its order. The second rep belongs to another team. */
export const PEOPLE = {
  rep: recordId('005', 1),
  manager: recordId('005', 2),
  otherRep: recordId('005', 3),
  admin: recordId('005', 4),
};

export type Seat = {
  page: Page;
  context: BrowserContext;
  /** What went wrong behind the page's back so far. */
  faults: string[];
  say: ReturnType<typeof words>;
};

export type Stage = {
  readonly url: string;
  readonly dataFolder: string;
  /** A browser of its own, signed in as this person. */
  sit(person: keyof typeof PEOPLE, language: Language, viewport: { width: number; height: number }): Promise<Seat>;
  /** Calls an Apex method as this page's person. */
  apex(seat: Seat, method: string, parameters: unknown): Promise<{ status: number; body: unknown }>;
  restart(): Promise<void>;
  strike(): Promise<void>;
};

/** Browsers of their own, signed in at the org that stands at `url()`, which may do what `permissions` name. */
export function seating(
  browser: Browser,
  url: () => string,
  permissions: readonly string[] = [],
): Pick<Stage, 'sit' | 'apex'> {
  return {
    async sit(person, language, viewport) {
      const screen = { viewport, hasTouch: viewport.width < 500 };
      const context = await browser.newContext({ ...screen, locale: language, permissions: [...permissions] });
      const session = { user: PEOPLE[person], language };
      await context.request.post(`${url()}/workbench/session`, { data: session });
      const { page, faults } = await watchedPage(context);
      return { page, context, faults, say: words(language) };
    },
    async apex({ context }, method, parameters) {
      const answer = await context.request.post(`${url()}/apex/${method}`, { data: parameters });
      return { status: answer.status(), body: await answer.json() };
    },
  };
}

/** People who have a microphone have allowed it. */
export const permissionsFor = (microphone: string | undefined): string[] =>
  microphone === undefined ? [] : ['microphone'];

/**
 * @param env added to the environment of the middleware.
 * @param microphone what the microphone of its browser plays: see `launchBrowser`.
 */
export async function raiseStage(env: NodeJS.ProcessEnv = {}, microphone?: string): Promise<Stage> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'end-to-end-'));
  const begin = (port = 0): Promise<Workbench> => startWorkbench({ dataFolder, port, env });
  let workbench = await begin();
  const browser: Browser = await launchBrowser(microphone);
  return {
    get url() {
      return workbench.url;
    },
    dataFolder,
    ...seating(browser, () => workbench.url, permissionsFor(microphone)),
    async restart() {
      const port = Number(new URL(workbench.url).port);
      await workbench.stop();
      workbench = await begin(port);
    },
    async strike() {
      await browser.close();
      await workbench.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
