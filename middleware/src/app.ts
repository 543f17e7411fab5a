import { setTimeout as delay } from 'node:timers/promises';

import { createAcceptance } from './captures/acceptance.ts';
import { createCaptureChanges, type CaptureChanges } from './captures/changes.ts';
import { masterKeyCommands } from './captures/commands.ts';
import { createRewrapping } from './captures/rewrapping.ts';
import { fileOperations, type PlaySound, type ShowPage } from './captures/file-routes.ts';
import { createCaptureParts, type CaptureParts } from './captures/parts.ts';
import { createQueueing } from './captures/queueing.ts';
import { captureOperations } from './captures/routes.ts';
import { createCaptureStages } from './captures/stages.ts';
import { createCaptureStore, type CaptureRef, type CaptureStore } from './captures/store.ts';
import { createTakeover } from './captures/takeover.ts';
import { createUploads, type MediaTypeOf } from './captures/uploads.ts';
import { createCaptureView } from './drafts/capture-view.ts';
import { createDraftParts, type DraftParts } from './drafts/parts.ts';
import { draftOperations } from './drafts/routes.ts';
import { workBeside } from './extraction/beside.ts';
import type { Deadlines } from './http/connections.ts';
import { createCallLimits } from './http/limits.ts';
import { createMetricsServer } from './http/metrics-server.ts';
import { createReadiness } from './http/readiness.ts';
import { createHttpServer } from './http/server.ts';
import { createLanguageModels, quotaLeft } from './language-models.ts';
import { createMatchMemory } from './matching/memory.ts';
import { createRecordMatching } from './matching/records.ts';
import { orgCommands } from './orgs/commands.ts';
import { createOrgStore } from './orgs/store.ts';
import { forgetUsedTokens } from './orgs/used-tokens.ts';
import { createAuthentication } from './orgs/token.ts';
import { createPipeline, type Extract, type Pipeline } from './pipeline.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import type { Configuration } from './platform/configuration.ts';
import { openControlSocket } from './platform/control-socket.ts';
import { isUnavailable } from './platform/database.ts';
import { createJobs, type CaptureJob } from './platform/jobs.ts';
import { describeError, type Log } from './platform/log.ts';
import { createMetrics, type Metrics } from './platform/metrics.ts';
import { SPEECH_PROVIDERS } from './platform/speech-providers.ts';
import { openStore, type Store } from './platform/store.ts';
import { limitTime } from './platform/time-limit.ts';
import { createThread, type Thread } from './platform/threads.ts';
import { createPrivacy } from './privacy/parts.ts';
import { FileRefused } from './readings/file.ts';
import { isSoundType, mediaTypeOf as typeOfBytes } from './readings/media-types.ts';
import { createReadingProcesses, type ReadingProcesses } from './readings/processes/reading-processes.ts';
import { createSourceReading, type ReadText } from './readings/source-reading.ts';
import type { CutSound } from './readings/speech/cutting.ts';
import { createListening, type Listening } from './readings/speech/listening.ts';
import type { SpeechRecognisers } from './readings/speech/provider.ts';
import { createSoundSlices, type SoundSlices } from './readings/speech/slices.ts';
import { createSalesforceParts } from './salesforce-parts.ts';
import { createSpeech, type Speech } from './speech.ts';

interface Surroundings {
  configuration: Configuration;
  log: Log;
  clock?: Clock;
  /** Another reader or extractor in place of the product's own. */
  readText?: ReadText;
  extract?: Extract;
  /** What files are, and the module of the processes that read them, in place of the product's own. */
  mediaTypeOf?: MediaTypeOf;
  readingProcess?: URL;
  /** What cuts and recognises recordings, in place of the product's own. */
  cutSound?: CutSound;
  recognisers?: SpeechRecognisers;
  /** See `createTakeover` and `createJobs`. */
  takeUpAfterSeconds?: number;
  /** How long clients may take, where it is not as long as always. */
  deadlines?: Deadlines;
  /** Resolves when whoever sends calls here knows of the stop, in place of `drainSeconds`. */
  drain?: () => Promise<void>;
}

/** The captures of a process that died are taken up by another one within this time. */
const TAKE_UP_AFTER_SECONDS = 15;
const EXTRACTION_THREAD = new URL('extraction/thread.ts', import.meta.url);
/** Several times what the longest note takes on a slow machine, and less than a stopping process waits for. */
const EXTRACTION_MILLISECONDS = 12_000;
/** A reader that hangs must fail its stage, not keep its place for ever. The product's own has the limit of its thread. */
const READING_MILLISECONDS = 12_000;

/** A running middleware. */
export interface App {
  url: string;
  /** The address of `/metrics`; null when the configuration wants none. */
  metricsUrl: string | null;
  close(): Promise<void>;
}

/**
 * Builds every part by hand and starts it: the store first, then what takes up unfinished work, HTTP last.
 * @throws StartupError with a sentence for the person at the terminal.
 */
export async function startApp(surroundings: Surroundings): Promise<App> {
  const { configuration, log, clock = systemClock } = surroundings;
  const started = new AsyncDisposableStack();
  try {
    const store = await openStore(configuration, log);
    started.defer(() => store.close());
    const thread = createThread(EXTRACTION_THREAD, EXTRACTION_MILLISECONDS);
    const parts = buildParts(surroundings, store, thread, clock);
    const { orgs, jobs, pipeline, processes, takeover, privacy, salesforce, http, metrics } = parts;
    started.defer(() => takeover.stop());
    started.defer(() => jobs.stop());
    // What has not ended by then ends with its thread or process, and is left to the next middleware.
    started.defer(() => pipeline.settled());
    started.defer(() => thread.stop());
    started.defer(() => processes.stop());
    started.defer(() => stopWork(parts));
    await takeover.start();
    await jobs.start((job) => runJob(pipeline, job, metrics));
    if (store.database.kind === 'embedded') {
      const socket = await openControlSocket(configuration.dataFolder, {
        ...orgCommands(orgs),
        ...privacy.commands,
        ...salesforce.commands,
        ...masterKeyCommands(store.keyring, createRewrapping(store.database, store.keyring)),
      });
      started.defer(() => socket.close());
    }
    // Ends the commands that the socket would wait for.
    started.defer(() => privacy.stop());
    started.defer(() => salesforce.stop());
    const tokens = forgetUsedTokens(orgs, clock, log);
    started.defer(() => tokens.stop());
    const metricsUrl = await listenForScrapes(configuration.metrics, metrics, started, log);
    privacy.start();
    salesforce.start();
    started.defer(() => http.close());
    const url = await http.listen(configuration.host, configuration.port);
    log.info({ url, metrics: metricsUrl, database: store.database.kind }, 'listening');
    return {
      url,
      metricsUrl,
      async close() {
        await started.disposeAsync();
        log.info('stopped');
      },
    };
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
}

/** Whatever waits for the network is told at once: what it waits for is left to the next middleware. */
async function stopWork(
  work: Pick<ReturnType<typeof buildWork>, 'pipeline' | 'languageModels' | 'listening' | 'speech'>,
) {
  const { pipeline, languageModels, listening, speech } = work;
  const stopped = pipeline.stop();
  languageModels.stop();
  await Promise.all([stopped, listening.stop(), speech.stop()]);
}

/** Recordings hold sound, and nothing else does. */
const typeForKind: MediaTypeOf = async (bytes, fileName, kind) => {
  const found = await typeOfBytes(bytes, fileName);
  return found !== null && isSoundType(found) === (kind === 'audio') ? found : null;
};

function buildParts(surroundings: Surroundings, store: Store, thread: Thread, clock: Clock) {
  const { configuration, log } = surroundings;
  const { database, keyring } = store;
  const { limits, trustedProxies, drainSeconds } = configuration;
  const { mediaTypeOf = typeForKind, readingProcess } = surroundings;
  const orgs = createOrgStore(database);
  const captures = createCaptureStore(database, keyring.wrap);
  const modelQuotas = quotaLeft(configuration.models, database, clock);
  const figures = { backlog: captures.backlog, connections: database.connections, modelQuotas };
  const metrics = createMetrics(figures, { process: configuration.metrics !== null });
  const changes = createCaptureChanges();
  const parts = createCaptureParts(database);
  const records = createRecordMatching(keyring);
  const memory = createMatchMemory(keyring);
  const draftParts = createDraftParts({ database, keyring, captures, parts, records, memory, clock });
  const { drafts, draftView, drafting } = draftParts;
  const processes = createReadingProcesses(configuration.reading, metrics, readingProcess);
  const slices = createSoundSlices(database);
  const shared = { captures, parts, slices, processes, drafting, changes, metrics, thread, clock, mediaTypeOf };
  const { begin, ...work } = buildWork(surroundings, store, shared);
  const queueing = createQueueing({ database, jobs: work.jobs, limits, observer: metrics, begin });
  const acceptance = createAcceptance({ database, store: captures, keyring, queueing, sound: slices });
  const receiving = { database, store: captures, parts, keyring, queueing, mediaTypeOf };
  const uploads = createUploads({ ...receiving, sound: slices, onSound: work.listening.onPart });
  const view = createCaptureView({ captures, parts, drafts, draftView, slices });
  const { retention } = configuration;
  const privacy = createPrivacy({ store, orgs, captures, drafts, changes, retention, clock, log });
  const salesforce = createSalesforceParts({ store, orgs, configuration: configuration.salesforce, clock, log });
  const operations = [
    ...captureOperations({ store: captures, acceptance, changes, view }),
    ...fileOperations({
      ...{ store: captures, acceptance, changes, view, parts, uploads },
      showPage: showPages(processes),
      playSound: playSlices(parts, slices),
    }),
    ...draftOperations({ captures, ...draftParts }),
    ...privacy.operations,
  ];
  const authenticate = createAuthentication(orgs, configuration.audience, clock);
  const http = createHttpServer({
    operations,
    pages: salesforce.pages,
    authenticate,
    limits: createCallLimits({ limits, onRefused: metrics.onRefused }),
    readiness: createReadiness({ database, jobs: work.jobs, newestMigration: store.newestMigration }),
    metrics,
    trustedProxies,
    drain: surroundings.drain ?? (() => delay(drainSeconds * 1000)),
    ...(surroundings.deadlines ? { deadlines: surroundings.deadlines } : {}),
    log,
  });
  return { ...work, processes, orgs, privacy, salesforce, http, metrics };
}

/** What can no longer be read has no picture to show. */
function showPages(processes: ReadingProcesses): ShowPage {
  return async (file, inside, pageOfFile) => {
    try {
      return await processes.showPage(file, inside, pageOfFile);
    } catch (error) {
      if (error instanceof FileRefused) return null;
      throw error;
    }
  };
}

/** The stretches of a reading are the slices of its takes, one after the other. */
function playSlices(parts: CaptureParts, slices: SoundSlices): PlaySound {
  return async (capture, number) => {
    const takes = (await parts.takes(capture)).map(({ take }) => take);
    const slice = (await slices.numbers(capture, takes))[number - 1];
    return slice && slices.sound(capture, slice);
  };
}

interface WorkParts {
  captures: CaptureStore;
  parts: CaptureParts;
  slices: SoundSlices;
  mediaTypeOf: MediaTypeOf;
  processes: ReadingProcesses;
  drafting: DraftParts['drafting'];
  changes: CaptureChanges;
  metrics: Metrics;
  thread: Thread;
  clock: Clock;
}

/** What brings captures to their end, and what sees to it that this happens. */
function buildWork(surroundings: Surroundings, { database, keyring }: Store, parts: WorkParts) {
  const { takeUpAfterSeconds = TAKE_UP_AFTER_SECONDS, configuration, log } = surroundings;
  const { processes, drafting, changes, metrics, thread, clock } = parts;
  const beside = workBeside(thread);
  const { models } = configuration;
  const languageModels = createLanguageModels({ configuration: models, database, beside, metrics, clock, log });
  const jobs = createJobs(database, log, takeUpAfterSeconds);
  const stages = createCaptureStages(database, keyring.wrap);
  const speech = buildSpeech(surroundings, metrics, clock);
  const listening = buildListening(surroundings, parts, speech.recognisers);
  const pipeline = createPipeline({
    database,
    stages,
    changes,
    drafting,
    sources: createSourceReading({
      parts: parts.parts,
      processes,
      listening,
      readText: surroundings.readText ? limitTime(surroundings.readText, READING_MILLISECONDS) : beside.readText,
      carryOver: beside.carryOver,
    }),
    extract: surroundings.extract ?? languageModels.extract,
    asking: languageModels.asking,
    observer: metrics,
    log,
  });
  const run = (isCounted: boolean) => (capture: CaptureRef) => runInBackground(pipeline, capture, isCounted, log);
  const { running } = pipeline;
  const isThere = speech.recognisers.usable(SPEECH_PROVIDERS).length > 0 ? 'no-speech-provider' : null;
  const takeover = createTakeover({ database, stages, isThere, running, begin: run(false), log }, takeUpAfterSeconds);
  return { jobs, pipeline, languageModels, listening, speech, takeover, begin: run(true) };
}

function buildSpeech({ configuration, recognisers, log }: Surroundings, metrics: Metrics, clock: Clock): Speech {
  if (recognisers) return { recognisers, stop: async () => undefined };
  return createSpeech({ configuration: configuration.speech, metrics, clock, log });
}

function buildListening(
  { cutSound, log }: Surroundings,
  { captures, parts, slices, processes, mediaTypeOf }: WorkParts,
  recognisers: SpeechRecognisers,
): Listening {
  return createListening({
    store: captures,
    parts,
    slices,
    cut: cutSound ?? ((stretch, signal) => processes.cut(stretch, signal)),
    mediaTypeOf: (bytes) => mediaTypeOf(bytes, null, 'audio'),
    recognisers,
    log,
  });
}

/** Gives the address of `/metrics`, or null when the configuration wants none. */
async function listenForScrapes(
  place: Configuration['metrics'],
  metrics: Metrics,
  started: AsyncDisposableStack,
  log: Log,
): Promise<string | null> {
  if (!place) return null;
  const server = createMetricsServer(metrics, log);
  started.defer(() => server.close());
  return new URL('/metrics', await server.listen(place.host, place.port)).href;
}

async function runJob(pipeline: Pipeline, job: CaptureJob, metrics: Metrics): Promise<void> {
  try {
    await pipeline.run(job);
    metrics.onJob('done');
  } catch (error) {
    metrics.onJob('failed');
    throw error;
  }
}

function runInBackground(pipeline: Pipeline, capture: CaptureRef, isCounted: boolean, log: Log): void {
  pipeline.run(capture, isCounted).catch((error: unknown) => {
    // The next look takes it up again. Of a database that is away, the log tells once.
    if (isUnavailable(error)) return;
    log.error({ capture: capture.captureId, error: describeError(error) }, 'pipeline stopped');
  });
}
