import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { WorkbenchProblem } from './problem.ts';

const NODE_MAJOR = 24;

function dataFolderOf(args: string[]): string {
  const { values } = parseArgs({ args, options: { data: { type: 'string' } } });
  return values.data ?? process.env['WORKBENCH_DATA'] ?? '.data';
}

/** The port asked for; 4600 unless PORT says otherwise. Anything that is no port is refused. */
function portOf(text: string | undefined): number {
  const port = Number(text ?? 4600);
  if (text === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT must be a number from 0 to 65535, not "${text}".`);
  }
  return port;
}

function checkNode(): void {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return;
  throw new Error(
    `This needs Node ${NODE_MAJOR}; ${process.version} runs it. Start it with "npm start", which uses the project's own Node.`,
  );
}

interface Running {
  readonly url: string;
  readonly middlewareUrl: string;
  readonly logFile: string;
  readonly unconnected: string | null;
}

function tell({ url, middlewareUrl, logFile, unconnected }: Running, dataFolder: string): void {
  console.log(`
Create from notes: the workbench runs. It is a local stand-in of an org, for people without an org and for tests.

  Page         ${url}
  Middleware   ${middlewareUrl}   (log: ${logFile})
  Data         ${dataFolder}   (kept between starts; delete the folder to begin anew)

Open the page, click "Create from notes", click a sample note, then "Analyse".
The menu at the top right changes the person (sales rep, manager, administrator) and the language (French, English).
Ctrl+C stops everything.
`);
  if (unconnected === null) return;
  console.log(
    `The middleware is not connected to the org, so it finds no records that exist already:\n${unconnected}\n`,
  );
}

/** Aborted by Ctrl+C, however often: a second one, or the one that npm passes on, does not cut the orderly end short. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => controller.abort());
  return controller.signal;
}

async function run(signal: AbortSignal): Promise<void> {
  checkNode();
  const dataFolder = dataFolderOf(process.argv.slice(2));
  const port = portOf(process.env['PORT']);
  console.log('Starting. The first start builds the page and makes the database; it takes up to a minute.');
  const interrupted = once(signal, 'abort').then(() => null);
  // Loaded only now, so that an older Node is told apart before it fails on syntax it does not know.
  const { startWorkbench } = await import('./workbench.ts');
  const workbench = await startWorkbench({ dataFolder, port, signal });
  tell(workbench, dataFolder);
  const problem = await Promise.race([interrupted, workbench.failed]);
  await workbench.stop();
  if (problem) throw problem;
  console.log('Stopped. Everything is kept.');
}

function tellFailure(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  console.error(error instanceof WorkbenchProblem ? message : `The workbench cannot start. ${message}`);
  process.exitCode = 1;
}

const signal = interruption();
try {
  await run(signal);
} catch (error) {
  if (signal.aborted) console.log('Stopped before it had started.');
  else tellFailure(error);
}
