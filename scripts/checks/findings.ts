import { fileURLToPath } from 'node:url';

/** One thing that a check found wrong: a place a person can open, and what to mend there. */
export interface Finding {
  readonly file: string;
  readonly line?: number;
  readonly text: string;
}

/** What a check saw. `skipped` says why nothing was looked at. */
export interface CheckResult {
  readonly checked: string;
  readonly findings: readonly Finding[];
  readonly skipped?: string;
}

export const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

/** Lines for the terminal, one a finding, then the sum. */
function describeResult(name: string, result: CheckResult): string {
  if (result.skipped !== undefined) {
    return `${name}: SKIPPED: ${result.skipped}`;
  }
  const lines = result.findings.map(
    ({ file, line, text }) => `${file}${line === undefined ? '' : `:${line}`}: ${text}`,
  );
  return [...lines, `${name}: ${result.checked}, ${result.findings.length} findings`].join('\n');
}

/** Prints a result and gives the exit code of the process: 1 when there are findings. */
export function report(name: string, result: CheckResult): number {
  console.log(describeResult(name, result));
  return result.findings.length > 0 ? 1 : 0;
}
