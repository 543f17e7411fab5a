import { startApp, type App } from './app.ts';
import { readConfiguration, type Configuration } from './platform/configuration.ts';
import { StartupError } from './platform/errors.ts';
import { createLog, describeError, type Log } from './platform/log.ts';

/** How long calls and stages that run may take to end, after those that still come were answered. */
const STOP_MILLISECONDS = 15_000;

/**
 * Ends the process in order at the first signal. It listens before the start: a signal that comes while the app starts waits
 * until it has, instead of killing a process that is making its database.
 */
function stopAtSignal(app: Promise<App>, { drainSeconds }: Configuration, log: Log): void {
  let stopping = false;
  // A terminal sends a signal to the whole group, and whoever started this process may pass it on: it comes twice.
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    app
      .then((started) => {
        setTimeout(() => process.exit(1), drainSeconds * 1000 + STOP_MILLISECONDS).unref();
        return started.close();
      })
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ error: describeError(error) }, 'did not stop cleanly');
          process.exit(1);
        },
      );
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

try {
  const configuration = readConfiguration(process.env);
  const log = createLog(configuration.logLevel);
  const app = startApp({ configuration, log });
  stopAtSignal(app, configuration, log);
  await app;
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
