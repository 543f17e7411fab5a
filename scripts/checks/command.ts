import { spawn } from 'node:child_process';

export interface Output {
  readonly code: number;
  readonly text: string;
}

/** Runs a command and gives its exit code with everything it wrote; code 127 when there is no such command. */
export function runCommand(command: string, args: readonly string[], folder: string): Promise<Output> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const gather = (chunk: Buffer): void => {
      text += chunk.toString('utf8');
    };
    child.stdout.on('data', gather);
    child.stderr.on('data', gather);
    child.on('error', () => resolve({ code: 127, text }));
    child.on('close', (code) => resolve({ code: code ?? 1, text }));
  });
}
