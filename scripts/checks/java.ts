import { runCommand } from './command.ts';

/**
 * Why Java cannot be used, or null. The Apex checks need it and nothing else does, so a person without it is told and goes
 * on; in CI (`CI=true`) a missing Java is a failure, or the checks would silently stop guarding.
 */
export async function whyNoJava(command = 'java'): Promise<string | null> {
  const { code, text } = await runCommand(command, ['-version'], process.cwd());
  const version = /version "(\d+)/.exec(text)?.[1];
  if (code !== 0 || version === undefined) {
    return 'Java 11 or later is not installed: install it to check Apex';
  }
  return Number(version) >= 11 ? null : `Java ${version} is too old: install Java 11 or later to check Apex`;
}
