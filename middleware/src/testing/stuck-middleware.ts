/** A middleware whose extraction never ends, for tests that kill it: `node stuck-middleware.ts <surroundings as JSON>`. */
import { startApp } from '../app.ts';
import { createLog } from '../platform/log.ts';

type Surroundings = Pick<Parameters<typeof startApp>[0], 'configuration' | 'takeUpAfterSeconds'>;

const { url } = await startApp({
  ...(JSON.parse(process.argv[2] ?? '') as Surroundings),
  log: createLog('error', process.stderr),
  extract: () => new Promise(() => undefined),
});
process.stdout.write(`${url}\n`);
