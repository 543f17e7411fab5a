import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { Message, Order, VictimWishes } from './victim.ts';

const FILE = join(import.meta.dirname, 'victim.ts');
/** Long enough for the slowest start on a loaded machine. */
const START_LIMIT_MILLISECONDS = 60_000;

/** A middleware in a process of its own that dies where it is told to. */
export interface Victim {
  readonly url: string;
  /** Resolves when the order was taken, or the process is gone. */
  order(order: Order): Promise<void>;
  /** The statements it sent since the last call of this. */
  statements(): string[];
  readonly died: Promise<void>;
  /** True once it was killed by itself, and not by `kill`. */
  isDead(): boolean;
  kill(): Promise<void>;
}

/** Starts a victim. Undefined when it died while it started, as it was told to. */
export async function startVictim(wishes: VictimWishes): Promise<Victim | undefined> {
  const child = spawn(process.execPath, [FILE, JSON.stringify(wishes)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const killChild = () => child.kill('SIGKILL');
  process.once('exit', killChild);
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  void exit.finally(() => process.off('exit', killChild));
  const limit = setTimeout(killChild, START_LIMIT_MILLISECONDS);
  const url = await Promise.race([firstLine(child), exit.then(() => undefined)]);
  clearTimeout(limit);
  if (url !== undefined) return victimOf(child, url, exit);
  const [code, signal] = await exit;
  if (signal !== 'SIGKILL' || !wishes.dieAtStart) throw new Error(`a victim did not start: ${code ?? signal}`);
  return undefined;
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve);
  });
}

function victimOf(child: ChildProcess, url: string, exit: Promise<unknown>): Victim {
  let statements: string[] = [];
  let dead = false;
  const died = exit.then(() => {
    dead = true;
  });
  child.on('message', (message: Message) => {
    if ('statement' in message) statements.push(message.statement);
  });
  return {
    url,
    died,
    isDead: () => dead,
    async order(order) {
      const taken = new Promise<void>((resolve) => {
        const listen = (message: Message) => {
          if (!('done' in message)) return;
          child.off('message', listen);
          resolve();
        };
        child.on('message', listen);
      });
      child.send(order);
      await Promise.race([taken, died]);
    },
    statements() {
      const since = statements;
      statements = [];
      return since;
    },
    async kill() {
      child.kill('SIGKILL');
      await died;
    },
  };
}
