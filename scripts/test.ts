/**
 * Runs every suite of the project, one after the other, and says at the end how long each took, and what was skipped and why.
 *
 *   npm test                      everything
 *   npm test -- middleware        one suite (middleware, scripts, contract, robustness, lwc, end-to-end)
 *
 * On a person's machine a suite whose service is missing (PostgreSQL, Chromium, Java) is skipped in plain sight; with CI=true a
 * skipped test is a failure, so that nothing stays untested unnoticed.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

type Outcome = { passed: number; failed: number; skipped: string[] };
type Suite = { name: string; execute: () => Promise<Outcome>; beside?: string };
type Result = Outcome & { seconds: number };

/** Hundreds of processes start in a run, most of them with the same modules: what one compiled, the others read. */
process.env['NODE_COMPILE_CACHE'] ??= path.resolve(import.meta.dirname, '../.build/compiled');

const ROBUSTNESS = ['faults', 'fuzz', 'restore', 'benchmark'];
/** These files start many processes of their own. */
const ONE_AT_A_TIME = 1;
/** Much of a test is waiting, so that even two cores do more than one file at a time. */
const FILES_AT_A_TIME = Math.max(2, availableParallelism() - 1);
/** Pages wait even more, some for as long as a person speaks. */
const PAGES_AT_A_TIME = FILES_AT_A_TIME + 1;

const SUITES: Suite[] = [
  { name: 'middleware', execute: () => nodeTests(['middleware/src/**/*.test.ts']) },
  { name: 'scripts', execute: () => nodeTests(['scripts/**/*.test.ts']) },
  { name: 'contract', execute: () => nodeTests(['test/contract/**/*.test.ts']) },
  // One computes and the other waits: they run beside each other.
  { name: 'lwc', execute: lwcTests, beside: 'robustness' },
  { name: 'robustness', execute: () => nodeTests(testsOf(ROBUSTNESS), ONE_AT_A_TIME) },
  { name: 'end-to-end', execute: () => nodeTests(testsOf(['end-to-end']), PAGES_AT_A_TIME) },
];

function testsOf(folders: string[]): string[] {
  return folders.map((folder) => `test/${folder}/**/*.test.ts`);
}

async function nodeTests(globPatterns: string[], concurrency = FILES_AT_A_TIME): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: 0, skipped: [] };
  const stream = run({ globPatterns, concurrency, timeout: 300_000 });
  let suiteFailed = false;
  stream.on('test:pass', (event) => {
    if (event.skip) outcome.skipped.push(`${event.name}: ${String(event.skip)}`);
    else if (event.details.type !== 'suite') outcome.passed += 1;
  });
  stream.on('test:fail', (event) => {
    if (event.details.type === 'suite') suiteFailed = true;
    else outcome.failed += 1;
  });
  for await (const line of stream.compose(spec)) process.stdout.write(String(line));
  // A suite also fails by its own hooks, before any of its tests ran.
  if (suiteFailed && outcome.failed === 0) outcome.failed = 1;
  return outcome;
}

/** What it says is told at its end, so that it does not stand between the lines of the suite beside it. */
async function lwcTests(): Promise<Outcome> {
  const jest = spawn('sfdx-lwc-jest', [], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [jest.stdout, jest.stderr]) stream.on('data', (bytes: Buffer) => said.push(bytes));
  const passed = await new Promise<boolean>((resolve) => {
    jest.once('error', () => resolve(false));
    jest.once('close', (code) => resolve(code === 0));
  });
  process.stdout.write(Buffer.concat(said));
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: [] };
}

function report(results: Map<string, Result>): number {
  const outcomes = [...results.values()];
  const total = (count: (outcome: Outcome) => number) => outcomes.reduce((sum, outcome) => sum + count(outcome), 0);
  const failed = total((outcome) => outcome.failed);
  const skipped = total((outcome) => outcome.skipped.length);
  console.log('');
  for (const [name, outcome] of results) {
    const word = outcome.failed ? 'FAILED' : 'passed';
    console.log(`${name.padEnd(12)} ${word}   ${String(Math.round(outcome.seconds)).padStart(5)} s`);
    for (const reason of outcome.skipped) console.log(`  SKIPPED ${reason}`);
  }
  const skippedInCi = skipped > 0 && process.env['CI'] === 'true';
  if (skippedInCi) console.log('\nIn CI nothing may be skipped: install what is missing above.');
  console.log(`\n${total((outcome) => outcome.passed)} passed, ${failed} failed, ${skipped} skipped`);
  return failed > 0 || skippedInCi ? 1 : 0;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !SUITES.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`No suite "${unknown.join(', ')}". There are: ${SUITES.map((suite) => suite.name).join(', ')}.`);
  process.exit(2);
}
const chosen = SUITES.filter((suite) => asked.length === 0 || asked.includes(suite.name));
const results = new Map<string, Result>();
for (const suite of chosen) {
  if (chosen.some(({ name }) => name === suite.beside)) continue;
  const together = [suite, ...chosen.filter(({ beside }) => beside === suite.name)];
  console.log(`\n== ${together.map(({ name }) => name).join(', ')}`);
  await Promise.all(together.map(carryOut));
}
process.exitCode = report(results);

async function carryOut({ name, execute }: Suite): Promise<void> {
  const begin = performance.now();
  results.set(name, { ...(await execute()), seconds: (performance.now() - begin) / 1000 });
}
