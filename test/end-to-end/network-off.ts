/** Takes the network away from a stage, and tells who asked for it. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import type { BrowserContext } from 'playwright-core';

const FENCE = pathToFileURL(path.resolve(import.meta.dirname, 'loopback-only.ts')).href;

export interface NetworkOff {
  /** For the environment of the middleware: it and its children reach this machine alone. */
  readonly env: NodeJS.ProcessEnv;
  /** Keeps a browser on this machine. */
  fence(context: BrowserContext): Promise<void>;
  /** The hosts that somebody asked for, refused all of them. */
  asked(): readonly string[];
  remove(): void;
}

export function takeNetworkAway(): NetworkOff {
  const folder = mkdtempSync(path.join(tmpdir(), 'network-off-'));
  const log = path.join(folder, 'asked');
  const byBrowser: string[] = [];
  return {
    env: { NODE_OPTIONS: `--import=${FENCE}`, NETWORK_LOG: log },
    async fence(context) {
      await context.route(
        ({ protocol, hostname }) => protocol.startsWith('http') && hostname !== '127.0.0.1',
        (route) => {
          byBrowser.push(new URL(route.request().url()).hostname);
          return route.abort();
        },
      );
    },
    asked: () => [...byBrowser, ...(existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [])],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
