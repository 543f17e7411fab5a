import { createAcceptance } from './captures/acceptance.ts';
import { createCaptureChanges } from './captures/changes.ts';
import { captureOperations } from './captures/routes.ts';
import { createCaptureStore, type CaptureRef, type CaptureStore } from './captures/store.ts';
import { createCaptureView } from './drafts/capture-view.ts';
import { createDrafting } from './drafts/drafting.ts';
import { createReview } from './drafts/review.ts';
import { draftOperations } from './drafts/routes.ts';
import { createDraftStore } from './drafts/store.ts';
import { extraction } from './extraction/schema.ts';
import { laterOperations } from './http/later.ts';
import { createHttpServer } from './http/server.ts';
import { createMatching } from './matching/fingerprints.ts';
import { orgCommands } from './orgs/commands.ts';
import { createOrgStore } from './orgs/store.ts';
import { forgetUsedTokens } from './orgs/used-tokens.ts';
import { createAuthentication } from './orgs/token.ts';
import { createPipeline, type Extract, type Pipeline, type ReadText } from './pipeline.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import type { Configuration } from './platform/configuration.ts';
import { openControlSocket } from './platform/control-socket.ts';
import type { Database } from './platform/database.ts';
import { createJobs } from './platform/jobs.ts';
import { describeError, type Log } from './platform/log.ts';
import { openStore, type Store } from './platform/store.ts';
import { createThread, type Thread } from './platform/threads.ts';
import { readText as readPlainText } from './readings/text.ts';

interface Surroundings {
  configuration: Configuration;
  log: Log;
  clock?: Clock;
  /** Another reader or extractor in place of the product's own. */
  readText?: ReadText;
  extract?: Extract;
  /** See `createJobs`. */
  takeUpAfterSeconds?: number;
}

const LEFT_AFTER_MILLISECONDS = 60_000;
const EXTRACTION_THREAD = new URL('extraction/thread.ts', import.meta.url);
/** Several times what the longest note takes on a slow machine, and less than a stopping process waits for. */
const EXTRACTION_MILLISECONDS = 12_000;

/** A running middleware. */
export interface App {
  url: string;
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
    started.defer(() => thread.stop());
    const { orgs, captures, jobs, pipeline, begin, http } = buildParts(surroundings, store, thread, clock);
    started.defer(() => jobs.stop());
    started.defer(() => pipeline.stop());
    await jobs.start((job) => pipeline.run(job));
    if (store.database.kind === 'embedded') {
      const socket = await openControlSocket(configuration.dataFolder, orgCommands(orgs));
      started.defer(() => socket.close());
    }
    const tokens = forgetUsedTokens(orgs, clock, log);
    started.defer(() => tokens.stop());
    await takeUpUnfinished(store.database, captures, begin, log);
    started.defer(() => http.close());
    const url = await http.listen(configuration.host, configuration.port);
    log.info({ url, database: store.database.kind }, 'listening');
    return {
      url,
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

function buildParts(surroundings: Surroundings, { database, keyring }: Store, thread: Thread, clock: Clock) {
  const { configuration, log } = surroundings;
  const orgs = createOrgStore(database);
  const captures = createCaptureStore(database, keyring.wrap);
  const drafts = createDraftStore(database, keyring.wrap);
  const changes = createCaptureChanges();
  const jobs = createJobs(database, log, surroundings.takeUpAfterSeconds);
  const pipeline = createPipeline({
    database,
    captures,
    changes,
    matching: createMatching(keyring),
    drafting: createDrafting(drafts, clock),
    readText: surroundings.readText ?? readPlainText,
    extract: surroundings.extract ?? (async (request) => extraction.parse(await thread.run(request))),
    log,
  });
  const begin = (capture: CaptureRef) => runInBackground(pipeline, capture, log);
  const acceptance = createAcceptance({ database, store: captures, jobs, keyring, begin });
  const review = createReview({ database, captures, drafts, clock });
  const view = createCaptureView(captures, drafts);
  const operations = [
    ...captureOperations({ store: captures, acceptance, changes, view }),
    ...draftOperations({ captures, drafts, review }),
    ...laterOperations(),
  ];
  const authenticate = createAuthentication(orgs, configuration.audience, clock);
  const http = createHttpServer({ operations, authenticate, database, log });
  return { orgs, captures, jobs, pipeline, begin, http };
}

function runInBackground(pipeline: Pipeline, capture: CaptureRef, log: Log): void {
  pipeline.run(capture).catch((error: unknown) => {
    // The queued job tries again.
    log.error({ capture: capture.captureId, error: describeError(error) }, 'pipeline stopped');
  });
}

/**
 * Takes up what a process left that died. The embedded store has one process, so at start all that is unfinished was left;
 * on a server another process may be at work on what moved within the last minute.
 */
async function takeUpUnfinished(
  database: Database,
  captures: CaptureStore,
  begin: (capture: CaptureRef) => void,
  log: Log,
): Promise<void> {
  const left = database.kind === 'embedded' ? 0 : LEFT_AFTER_MILLISECONDS;
  const unfinished = await captures.unfinished(new Date(Date.now() - left));
  if (unfinished.length > 0) log.info({ captures: unfinished.length }, 'unfinished captures taken up');
  unfinished.forEach(begin);
}
