/**
 * Runs the project's Apex tests in the org that the Salesforce CLI is connected to. Apex runs nowhere else.
 *
 *   npm run test:org                      in the CLI's default org
 *   npm run test:org -- --target-org X    in another one
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { type Output, runCommand } from './checks/command.ts';

const CLASSES = path.resolve(import.meta.dirname, '../force-app/main/default/classes');
const CLI = 'sf';
const WAIT_MINUTES = '30';

type Run = (args: readonly string[]) => Promise<Output>;

const runCli: Run = (args) => runCommand(CLI, args, process.cwd());

/** Why the tests cannot run here, with the next step; null when they can. */
export async function whyNoOrg(org: string | undefined, run: Run = runCli): Promise<string | null> {
  const version = await run(['--version']);
  if (version.code !== 0) {
    return 'The Salesforce CLI (sf) is not installed. Install it from https://developer.salesforce.com/tools/salesforcecli';
  }
  const shown = await run(['org', 'display', '--json', ...target(org)]);
  if (shown.code === 0) return null;
  return org === undefined
    ? 'No default org is connected. Run "sf org login web --set-default", or name one: npm run test:org -- --target-org NAME'
    : `The org "${org}" is not connected or does not answer. Run "sf org login web --alias ${org}"`;
}

/** The arguments of the CLI that run exactly the project's test classes and show coverage. */
export function testArguments(classes: readonly string[], org: string | undefined): string[] {
  return [
    ...['apex', 'run', 'test', '--code-coverage', '--result-format', 'human', '--wait', WAIT_MINUTES],
    ...classes.flatMap((name) => ['--class-names', name]),
    ...target(org),
  ];
}

/** Test classes by their names: they end in `Test`. */
export function testClasses(folder: string = CLASSES): string[] {
  return globSync('*Test.cls', { cwd: folder })
    .map((file) => path.basename(file, '.cls'))
    .sort();
}

function target(org: string | undefined): string[] {
  return org === undefined ? [] : ['--target-org', org];
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { 'target-org': { type: 'string', short: 'o' } } });
  const org = values['target-org'];
  const missing = await whyNoOrg(org);
  if (missing !== null) {
    console.error(`The Apex tests did not run. ${missing}`);
    return 1;
  }
  const child = spawn(CLI, testArguments(testClasses(), org), { stdio: 'inherit' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

if (import.meta.main) process.exitCode = await main();
