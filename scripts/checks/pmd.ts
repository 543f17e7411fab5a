/** PMD's recommended rules on the Apex classes: `node scripts/checks/pmd.ts`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { CodeAnalyzer, CodeAnalyzerConfig, type Violation } from '@salesforce/code-analyzer-core';
import { createEnginePlugin } from '@salesforce/code-analyzer-pmd-engine';

import { type CheckResult, type Finding, projectFolder, report } from './findings.ts';
import { whyNoJava } from './java.ts';

/** 1 critical, 2 high, 3 moderate; lower severities are taste that prettier and readers settle. */
const WORST_SEVERITIES = 3;

interface Exception {
  readonly rule: string;
  readonly file: string;
  readonly why: string;
}

/** What is allowed all the same, and why. An entry that no longer meets a violation is itself a finding. */
const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'AvoidBooleanMethodParameters',
    file: 'CreateRequest.cls',
    why: 'no method: the setter of a property, which Lightning needs to fill it',
  },
  {
    rule: 'AvoidBooleanMethodParameters',
    file: 'MatchDecision.cls',
    why: 'no method: the setter of a property, which Lightning needs to fill it',
  },
  {
    rule: 'ExcessivePublicCount',
    file: 'Middleware.cls',
    why: 'one method for each call of the contract: the one door outward, beside which there is no other',
  },
  {
    rule: 'CognitiveComplexity',
    file: 'CaptureController.cls',
    why: 'nine calls of the page, each with the one catch that turns a failure into a sentence; none has a branch',
  },
];

/** Runs the rules on a folder of classes. Without Java it is skipped, and fails in CI. */
export async function checkPmd(
  folder: string = join(projectFolder, 'force-app/main/default/classes'),
  exceptions: readonly Exception[] = EXCEPTIONS,
): Promise<CheckResult> {
  const missing = await whyNoJava();
  if (missing !== null) {
    return process.env['CI'] === 'true'
      ? { checked: 'no class', findings: [{ file: 'java', text: missing }] }
      : { checked: 'no class', findings: [], skipped: missing };
  }
  const violations = await violationsIn(folder);
  const findings = violations.filter((found) => !isAccepted(found, exceptions)).map((found) => describe(found, folder));
  return { checked: 'PMD recommended', findings: [...findings, ...unused(violations, exceptions)] };
}

async function violationsIn(folder: string): Promise<Violation[]> {
  const logFolder = await mkdtemp(join(tmpdir(), 'pmd-'));
  try {
    const analyzer = new CodeAnalyzer(CodeAnalyzerConfig.fromObject({ engines: { pmd: {} }, log_folder: logFolder }));
    await analyzer.addEnginePlugin(createEnginePlugin());
    const workspace = await analyzer.createWorkspace([folder]);
    const rules = await analyzer.selectRules(['pmd:Recommended'], { workspace });
    const results = await analyzer.run(rules, { workspace });
    return results.getViolations().filter((found) => found.getRule().getSeverityLevel() <= WORST_SEVERITIES);
  } finally {
    await rm(logFolder, { recursive: true, force: true });
  }
}

function meets(found: Violation, { rule, file }: Exception): boolean {
  return found.getRule().getName() === rule && found.getPrimaryLocation().getFile()?.endsWith(file) === true;
}

function isAccepted(found: Violation, exceptions: readonly Exception[]): boolean {
  return exceptions.some((exception) => meets(found, exception));
}

function unused(violations: readonly Violation[], exceptions: readonly Exception[]): Finding[] {
  return exceptions
    .filter((exception) => !violations.some((found) => meets(found, exception)))
    .map(({ rule, file }) => ({ file, text: `the exception for ${rule} is no longer needed: remove it` }));
}

function describe(found: Violation, folder: string): Finding {
  const place = found.getPrimaryLocation();
  const file = relative(folder, place.getFile() ?? folder);
  const text = `${found.getRule().getName()}: ${found.getMessage().replace(/\s+/g, ' ').trim()}`;
  return { file, line: place.getStartLine() ?? 1, text };
}

if (import.meta.main) process.exitCode = report('pmd', await checkPmd());
