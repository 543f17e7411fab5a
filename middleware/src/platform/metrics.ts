import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import { modelRecorders, type QuotaLeft } from './model-metrics.ts';
import { createProbe } from './probe.ts';
import { speechRecorders } from './speech-metrics.ts';

/** What waits to be finished, in the whole database. */
export interface Backlog {
  captures: number;
  /** Age of the oldest of them; 0 when there is none. */
  oldestSeconds: number;
}

/** What is looked up when the metrics are read. */
export interface MetricSources {
  backlog(): Promise<Backlog>;
  connections(): { total: number; idle: number; waiting: number };
  modelQuotas(): Promise<QuotaLeft>;
}

/** One answered call. `operation` is the name of an operation or `none`, never an address. */
export interface AnsweredCall {
  operation: string;
  method: string;
  /** `aborted` when the caller hung up before the answer was sent. */
  status: number | 'aborted';
  milliseconds: number;
}

/** Why a call was refused before it was looked at. */
export type Refusal = `${'user' | 'org'}-${'requests' | 'captures' | 'uploads'}` | 'address' | 'connections';

/** The figures of one process. Every label has few, known values: no id, no address, nothing of a person. */
export type Metrics = ReturnType<typeof createMetrics>;

const PREFIX = 'create_from_notes_';
/** A scrape waits no longer for the database. */
const BACKLOG_MILLISECONDS = 1_000;
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30];
const READING_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
const STAGE_SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 12, 30, 120];

/**
 * Figures in a registry of their own.
 * @param process whether the figures of the Node.js process are kept too: its memory, event loop and garbage collection.
 */
export function createMetrics(sources: MetricSources, { process }: { process: boolean }) {
  const registry = new Registry();
  if (process) collectDefaultMetrics({ register: registry });
  watchDatabase(registry, sources);
  const recorders = {
    ...requestRecorders(registry),
    ...captureRecorders(registry),
    ...readingRecorders(registry),
    models: modelRecorders(registry, sources.modelQuotas),
    speech: speechRecorders(registry),
  };
  return {
    ...recorders,
    /** The media type and text of the exposition format of Prometheus. */
    async expose(): Promise<{ type: string; text: string }> {
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

function requestRecorders(registry: Registry) {
  const registers = [registry];
  const requests = new Counter({
    name: `${PREFIX}http_requests_total`,
    help: 'Calls, by operation, method and status of the answer.',
    labelNames: ['operation', 'method', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: `${PREFIX}http_request_duration_seconds`,
    help: 'Time from the head of a call to the end of its answer, with what the caller asked to wait.',
    labelNames: ['operation'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const refusals = new Counter({
    name: `${PREFIX}refusals_total`,
    help: 'Calls and connections refused by a limit.',
    labelNames: ['limit'],
    registers,
  });
  return {
    onAnswered({ operation, method, status, milliseconds }: AnsweredCall): void {
      requests.inc({ operation, method, status });
      durations.observe({ operation }, milliseconds / 1000);
    },
    onRefused: (limit: Refusal): void => refusals.inc({ limit }),
  };
}

function captureRecorders(registry: Registry) {
  const registers = [registry];
  const accepted = new Counter({
    name: `${PREFIX}captures_accepted_total`,
    help: 'Captures taken in; repeated calls do not count.',
    registers,
  });
  const ready = new Counter({ name: `${PREFIX}captures_ready_total`, help: 'Captures that became ready.', registers });
  const failed = new Counter({
    name: `${PREFIX}captures_failed_total`,
    help: 'Captures given up, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const stages = new Histogram({
    name: `${PREFIX}stage_duration_seconds`,
    help: 'Time of one run of a stage of the pipeline, by its outcome.',
    labelNames: ['stage', 'outcome'],
    buckets: STAGE_SECONDS,
    registers,
  });
  const jobs = new Counter({
    name: `${PREFIX}jobs_total`,
    help: 'Jobs of the queue that were run; most find their capture finished.',
    labelNames: ['outcome'],
    registers,
  });
  return {
    onAccepted: (): void => accepted.inc(),
    onReady: (): void => ready.inc(),
    onFailed: (reason: string): void => failed.inc({ reason }),
    onStage: (stage: string, milliseconds: number, outcome: string): void =>
      stages.observe({ stage, outcome }, milliseconds / 1000),
    onJob: (outcome: 'done' | 'failed'): void => jobs.inc({ outcome }),
  };
}

function readingRecorders(registry: Registry) {
  const registers = [registry];
  const work = new Histogram({
    name: `${PREFIX}file_reading_duration_seconds`,
    help: 'Time of one piece of work on a file, with the wait for a process: open a file, read or show a page, cut a recording.',
    labelNames: ['work', 'outcome'],
    buckets: READING_SECONDS,
    registers,
  });
  const ends = new Counter({
    name: `${PREFIX}reading_process_ends_total`,
    help: 'Reading processes that ended, by reason: idle and grown are usual, the others are files that asked too much.',
    labelNames: ['reason'],
    registers,
  });
  return {
    onWork: (name: string, milliseconds: number, outcome: string): void =>
      work.observe({ work: name, outcome }, milliseconds / 1000),
    onProcessEnd: (reason: string): void => ends.inc({ reason }),
  };
}

/** Gauges that are looked up at every scrape. A database that is away leaves the queue's out, rather than telling old ones. */
function watchDatabase(registry: Registry, sources: MetricSources): void {
  const registers = [registry];
  // The gauges of one scrape collect at the same time, and so share one question.
  const probe = createProbe(sources.backlog, BACKLOG_MILLISECONDS);
  const ask = () => probe().catch(() => undefined);
  new Gauge({
    name: `${PREFIX}database_reachable`,
    help: '1 when the database answered this scrape within a second, otherwise 0.',
    registers,
    async collect() {
      this.set((await ask()) ? 1 : 0);
    },
  });
  const queue = (name: string, help: string, figure: (backlog: Backlog) => number) =>
    new Gauge({
      name: `${PREFIX}${name}`,
      help,
      registers,
      async collect() {
        const backlog = await ask();
        if (backlog) this.set(figure(backlog));
        else this.remove();
      },
    });
  queue('queue_captures', 'Captures of all processes that are not finished.', ({ captures }) => captures);
  queue('queue_oldest_seconds', 'Age of the oldest capture that is not finished; 0 without one.', (backlog) => {
    return backlog.oldestSeconds;
  });
  new Gauge({
    name: `${PREFIX}database_connections`,
    help: 'Connections of this process to the database, and the pieces of work that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(sources.connections())) this.set({ state }, count);
    },
  });
}
