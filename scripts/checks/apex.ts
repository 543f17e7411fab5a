/** Type check of the Apex classes against the project's own objects and labels: `node scripts/checks/apex.ts`. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

import { runCommand } from './command.ts';
import { type CheckResult, type Finding, projectFolder, report } from './findings.ts';
import { whyNoJava } from './java.ts';

const JAVA_FILES = join(
  dirname(createRequire(import.meta.url).resolve('@salesforce/code-analyzer-pmd-engine')),
  'java-lib',
  '*',
);

/**
 * Checks the classes of an SFDX project (a folder with `sfdx-project.json`).
 * Without Java it is skipped, and fails in CI.
 */
export async function checkApex(folder: string = projectFolder, java = 'java'): Promise<CheckResult> {
  const missing = await whyNoJava(java);
  if (missing !== null) {
    return process.env['CI'] === 'true'
      ? { checked: 'no class', findings: [{ file: 'java', text: missing }] }
      : { checked: 'no class', findings: [], skipped: missing };
  }
  if (!existsSync(join(folder, 'sfdx-project.json'))) {
    return { checked: 'no class', findings: [{ file: folder, text: 'holds no sfdx-project.json' }] };
  }
  const main = 'io.github.apexdevtools.apexls.CheckForIssues';
  const { code, text } = await runCommand(
    java,
    ['-cp', JAVA_FILES, main, '-w', folder, '-d', 'warnings', '-n'],
    folder,
  );
  const findings = parseIssues(text, folder);
  if (code !== 0 && findings.length === 0) {
    return { checked: 'Apex', findings: [{ file: folder, text: `the type check ended with ${code}: ${text.trim()}` }] };
  }
  return { checked: 'Apex types', findings };
}

/** The checker names a file on a line of its own, then its issues: `Missing: line 4 at 2-9: text`. */
export function parseIssues(output: string, folder: string): Finding[] {
  const findings: Finding[] = [];
  let file = '';
  for (const line of output.split('\n')) {
    const issue = /^(\w+): line (\d+)[^:]*: (.*)$/.exec(line);
    if (issue) {
      findings.push({ file, line: Number(issue[2]), text: `${issue[1]}: ${issue[3]}` });
    } else if (line.startsWith('/') || /^[A-Z]:\\/.test(line)) {
      file = relative(folder, line.trim());
    }
  }
  return findings;
}

if (import.meta.main) process.exitCode = report('apex', await checkApex());
