import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import pg from 'pg';

import { nameStatement, type KillPoint } from './statements.ts';

/** Kills its own process at a statement. */
export interface KillSwitch {
  arm(point: KillPoint): void;
}

type Query = (this: pg.Client, ...parameters: unknown[]) => unknown;

/**
 * Watches every statement of this process: both databases go through the same driver. To be called before anything is opened.
 * @param told hears of every named statement.
 */
export async function installKillSwitch(told: (statement: string) => void): Promise<KillSwitch> {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const killer = new Worker(new URL('killer.ts', import.meta.url), { workerData: signal });
  await once(killer, 'online');
  killer.unref();
  const kill = () => process.kill(process.pid, 'SIGKILL');
  const killMeanwhile = () => {
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  let point: KillPoint | undefined;
  let left = 0;
  const reached = (statement: string): boolean => {
    if (!point || (point.statement !== null && point.statement !== statement)) return false;
    left -= 1;
    return left === 0;
  };
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function (...parameters) {
    const statement = nameOf(parameters);
    if (statement === undefined) return query.apply(this, parameters);
    const here = reached(statement);
    if (here && point?.moment === 'before') kill();
    const answer = query.apply(this, parameters);
    told(statement);
    if (here && point?.moment === 'during') killMeanwhile();
    if (!here || point?.moment !== 'after' || !(answer instanceof Promise)) return answer;
    return answer.then((result: pg.QueryResult) => {
      if (!isIdle(statement, result)) kill();
      left = 1;
      return result;
    }, kill);
  };
  return {
    arm(next) {
      point = next;
      left = next.ordinal;
    },
  };
}

function nameOf([config, values]: unknown[]): string | undefined {
  const text = typeof config === 'object' && config && 'text' in config ? config.text : config;
  return typeof text === 'string' ? nameStatement(text, Array.isArray(values) ? values : []) : undefined;
}

/** The queue asks every two seconds, mostly for nothing: the kill waits for an answer with a job. */
const isIdle = (statement: string, { rows }: pg.QueryResult): boolean => statement === 'fetch job' && rows.length === 0;
