/**
 * Every static check, each named with the command that runs it alone. All of them run, so that one answer shows all that is wrong.
 *
 *   npm run check            all
 *   npm run check -- lint    one
 */
import { spawnSync } from 'node:child_process';

type Check = { name: string; commands: string[][] };

const LWC = 'force-app/main/default/lwc';

const CHECKS: Check[] = [
  {
    name: 'types',
    commands: [
      ['tsc', '--noEmit', '-p', 'tsconfig.json'],
      ['tsc', '--noEmit', '-p', 'scripts/workbench/page'],
    ],
  },
  { name: 'emitted', commands: [['node', 'scripts/checks/emitted.ts']] },
  { name: 'lint', commands: [['eslint', '--max-warnings', '0', 'middleware', 'scripts', 'test', LWC]] },
  { name: 'format', commands: [['prettier', '--check', '--log-level', 'warn', '.']] },
  { name: 'apex', commands: [['node', 'scripts/checks/apex.ts']] },
  { name: 'pmd', commands: [['node', 'scripts/checks/pmd.ts']] },
  { name: 'metadata', commands: [['node', 'scripts/checks/metadata.ts']] },
  { name: 'containers', commands: [['node', 'scripts/checks/containers.ts']] },
  { name: 'audit', commands: [['node', 'scripts/checks/audit.ts']] },
];

const asked = process.argv.slice(2);
const failed: string[] = [];
for (const { name, commands } of CHECKS.filter((check) => asked.length === 0 || asked.includes(check.name))) {
  for (const [command, ...parameters] of commands) {
    console.log(`\n== ${name}: ${command} ${parameters.join(' ')}`);
    const { status } = spawnSync(command ?? '', parameters, { stdio: 'inherit' });
    if (status !== 0) failed.push(name);
  }
}
console.log(failed.length > 0 ? `\nFailed: ${failed.join(', ')}` : '\nAll static checks passed.');
process.exitCode = failed.length > 0 ? 1 : 0;
