import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/** One JSON line per event. Callers give ids, codes and durations; never a note, a name or an address. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: { pid: process.pid }, timestamp: () => `,"time":"${new Date().toISOString()}"` };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * An error for the log: its kind, code and stack frames. The message stays out, because messages of parsers and of the
 * database repeat the data they refused.
 */
export function describeError(error: unknown): { kind: string; code?: string; frames: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, frames: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const stack = error.stack ?? '';
  const message = stack.indexOf(error.message);
  const frames = (message < 0 ? '' : stack.slice(message + error.message.length))
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  return { kind: error.name, ...(code ? { code } : {}), frames };
}
