/**
 * Dependencies: known weaknesses of what runs in production, as the registry knows them, and what the lock itself shows without
 * any network: licences, integrity hashes, install scripts.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { runCommand } from './command.ts';
import { projectFolder, report, type CheckResult, type Finding } from './findings.ts';
import { isProduction, readLock, type LockedPackage } from './lock.ts';

const LICENCES = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'Unlicense',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'MIT-0',
  // Of each file alone: whoever changes a file of mediabunny gives that file on, and nothing of ours.
  'MPL-2.0',
  // libvips, a library of its own that sharp links to at run time: whoever runs this may put another build in its place.
  'LGPL-3.0-or-later',
]);

const allowance = z.strictObject({
  advisory: z.string().regex(/^GHSA(?:-[0-9a-z]{4}){3}$/),
  reason: z.string().min(20, 'say why it does not concern us'),
  date: z.iso.date(),
});
/** A weakness that somebody looked at and found harmless here. */
export type Allowance = z.infer<typeof allowance>;

const advisory = z.object({ url: z.string(), title: z.string(), severity: z.string() });
const auditReport = z.object({
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([z.string(), advisory])) })),
});
const auditFailure = z.object({ message: z.string() });

/** What the lock shows by itself. `allowScripts` is that of package.json: the packages whose scripts somebody decided on. */
export function checkLock(
  packages: readonly LockedPackage[],
  allowScripts: Readonly<Record<string, boolean>>,
): Finding[] {
  const say = ({ place }: LockedPackage, text: string): Finding => ({
    file: 'package-lock.json',
    text: `${place}: ${text}`,
  });
  return packages.flatMap((locked) => {
    const name = locked.place.replace(/^.*node_modules\//, '');
    const findings: Finding[] = [];
    if (!locked.integrity && !locked.inBundle) findings.push(say(locked, 'no integrity hash.'));
    if (isProduction(locked) && !isAllowedLicence(locked.license)) {
      findings.push(
        say(
          locked,
          `its licence ${locked.license ?? 'is not known and'} is not on the list of scripts/checks/audit.ts.`,
        ),
      );
    }
    if (locked.hasInstallScript && isProduction(locked) && allowScripts[name] !== false) {
      findings.push(
        say(
          locked,
          'it needs an install script, and production runs none: where it works without, say `false` in allowScripts.',
        ),
      );
    } else if (locked.hasInstallScript && !Object.hasOwn(allowScripts, name)) {
      findings.push(say(locked, 'it has an install script that allowScripts of package.json does not decide on.'));
    }
    return findings;
  });
}

/** SPDX expressions as packages write them: of alternatives one must do, of a conjunction all. */
function isAllowedLicence(expression = ''): boolean {
  const plain = expression.replace(/[()]/g, '');
  return plain
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((licence) => LICENCES.has(licence)));
}

/**
 * What `npm audit --json` said: findings for severe weaknesses that are not allowed and for allowances that nothing needs any more,
 * or why it said nothing.
 */
export function readAudit(
  text: string,
  allowances: readonly Allowance[],
): { findings: Finding[] } | { skipped: string } {
  const answer = parseJson(text);
  const read = auditReport.safeParse(answer);
  if (!read.success) {
    const failure = auditFailure.safeParse(answer);
    return {
      skipped: `the registry gave no advisories (${failure.success ? failure.data.message : 'no answer that can be read'})`,
    };
  }
  const advisories = new Map(
    Object.values(read.data.vulnerabilities)
      .flatMap(({ via }) => via)
      .flatMap((cause) => (typeof cause === 'string' || !/^(?:high|critical)$/.test(cause.severity) ? [] : [cause]))
      .map((cause) => [cause.url.split('/').at(-1) ?? '', cause]),
  );
  const known = new Set(allowances.map((allowed) => allowed.advisory));
  const severe = [...advisories]
    .filter(([id]) => !known.has(id))
    .map(([id, { severity, title }]) => {
      return {
        file: 'package-lock.json',
        text: `${id} (${severity}): ${title}. Update, or say why not in ${ALLOWANCES}.`,
      };
    });
  const idle = [...known]
    .filter((id) => !advisories.has(id))
    .map((id) => {
      return { file: ALLOWANCES, text: `nothing needs ${id} any more: remove it.` };
    });
  return { findings: [...severe, ...idle] };
}

const ALLOWANCES = 'scripts/checks/allowed-advisories.json';

function parseJson(text: string): unknown {
  try {
    // Warnings of npm may stand before it.
    return JSON.parse(text.slice(Math.max(text.indexOf('{'), 0), text.lastIndexOf('}') + 1));
  } catch {
    return undefined;
  }
}

async function main(): Promise<number> {
  const packages = readLock(projectFolder);
  const manifest = z
    .object({ allowScripts: z.record(z.string(), z.boolean()) })
    .parse(JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8')));
  const production = packages.filter(isProduction).length;
  const inLock = report('audit (lock)', {
    checked: `${packages.length} packages, ${production} of them in production`,
    findings: checkLock(packages, manifest.allowScripts),
  });
  const allowances = z.array(allowance).parse(JSON.parse(readFileSync(path.join(projectFolder, ALLOWANCES), 'utf8')));
  const { text } = await runCommand('npm', ['audit', '--omit=dev', '--json'], projectFolder);
  const result: CheckResult = {
    checked: `${production} packages against the registry`,
    findings: [],
    ...readAudit(text, allowances),
  };
  return Math.max(inLock, report('audit (registry)', result));
}

if (import.meta.main) process.exitCode = await main();
