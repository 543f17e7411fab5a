/** The memory of a running program, all its processes together. */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const SAMPLE_MILLISECONDS = 250;

/** What a process and all that it started hold, looked up again and again. */
export function watchMemory(pid: number) {
  const stopping = new AbortController();
  const { signal } = stopping;
  let peak = 0;
  let peakOfServer = 0;
  let peakOfReader = 0;
  let processes = 0;
  const watch = async () => {
    while (!signal.aborted) {
      const held = familyOf(pid).map(residentMegabytes);
      const [server = 0, ...readers] = held;
      peak = Math.max(peak, server + readers.reduce((sum, one) => sum + one, 0));
      peakOfServer = Math.max(peakOfServer, server);
      peakOfReader = Math.max(peakOfReader, ...readers);
      processes = Math.max(processes, held.length);
      await delay(SAMPLE_MILLISECONDS, undefined, { signal }).catch(() => undefined);
    }
  };
  const watching = watch();
  return {
    peak: () => peak,
    peakOfServer: () => peakOfServer,
    peakOfReader: () => peakOfReader,
    processes: () => processes,
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

/** The process and its children, as Linux lists them. */
function familyOf(pid: number): number[] {
  const children = textOf(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(familyOf)];
}

function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/status`))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

/** Empty for a process that has ended meanwhile. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
