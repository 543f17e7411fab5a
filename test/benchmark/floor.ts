/**
 * The floor: what a note costs from text to draft when nothing stands between the call and its draft.
 *
 * It is the middleware's own HTTP server with its own authentication and its own "token used once", on the same database with
 * the same migrations, encryption and shapes. One handler (`floor-capture.ts`) does in line what the product spreads over
 * acceptance, a pipeline and a thread:
 *
 *  1. one transaction: the capture (sealed source and context) and its job. From here on it would survive a crash;
 *  2. the text is read, the deals are extracted and grounded, on the event loop;
 *  3. one transaction: the reading, the extraction, the state `ready`, what later notes are compared with, the drafts;
 *  4. the answer, made of what is in memory.
 *
 * With the used token these are three commits, the fewest that keep "accepted is never lost", and the rows are those that the
 * product leaves. It is no product: it knows no note again, compares with no earlier one, tells nobody of progress, tries nothing
 * again, works no job off, limits nobody, and one long note stops every other call. What all that costs is the distance to ours.
 */
import { createCallLimits } from '../../middleware/src/http/limits.ts';
import { createReadiness } from '../../middleware/src/http/readiness.ts';
import { createHttpServer } from '../../middleware/src/http/server.ts';
import { orgCommands } from '../../middleware/src/orgs/commands.ts';
import { createOrgStore } from '../../middleware/src/orgs/store.ts';
import { createAuthentication } from '../../middleware/src/orgs/token.ts';
import { systemClock } from '../../middleware/src/platform/clock.ts';
import { readConfiguration } from '../../middleware/src/platform/configuration.ts';
import { openControlSocket } from '../../middleware/src/platform/control-socket.ts';
import { createJobs } from '../../middleware/src/platform/jobs.ts';
import { createLog } from '../../middleware/src/platform/log.ts';
import { openStore } from '../../middleware/src/platform/store.ts';
import { captureInLine } from './floor-capture.ts';

/** Far beyond any run: the floor works no job off. */
const NEVER_SECONDS = 86_400;

const configuration = readConfiguration(process.env);
const log = createLog(configuration.logLevel);
const { database, keyring, newestMigration, close } = await openStore(configuration, log);
const orgs = createOrgStore(database);
const jobs = createJobs(database, log, NEVER_SECONDS);
await jobs.start(async () => undefined);
const socket =
  database.kind === 'embedded' ? await openControlSocket(configuration.dataFolder, orgCommands(orgs)) : undefined;
const nobody = { onAnswered: () => undefined, onRefused: () => undefined };
const http = createHttpServer({
  operations: [captureInLine({ database, keyring, jobs })],
  authenticate: createAuthentication(orgs, configuration.audience, systemClock),
  limits: createCallLimits({ limits: configuration.limits, ...nobody }),
  readiness: createReadiness({ database, jobs, newestMigration }),
  metrics: nobody,
  trustedProxies: [],
  drain: async () => undefined,
  log,
});
log.info({ url: await http.listen(configuration.host, configuration.port) }, 'listening');
process.once('SIGTERM', () => {
  void http
    .close()
    .then(() => jobs.stop())
    .then(() => socket?.close())
    .then(() => close())
    .then(() => process.exit(0));
});
