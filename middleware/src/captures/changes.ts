import { EventEmitter } from 'node:events';

import type { CaptureRecord } from './store.ts';

/**
 * Tells waiting calls of this process that a capture moved on. Other processes are not told: whoever waits also looks
 * again after a bounded time.
 */
export interface CaptureChanges {
  /** With the capture when nothing more happens to it by itself, so that who waits need not read it. */
  announce(orgId: string, captureId: string, finished?: CaptureRecord): void;
  /**
   * Resolves when the capture was announced, after `milliseconds`, or when `gone` is aborted. Never rejects. Gives the
   * finished capture if it was announced with one.
   */
  next(orgId: string, captureId: string, milliseconds: number, gone: AbortSignal): Promise<CaptureRecord | undefined>;
}

export function createCaptureChanges(): CaptureChanges {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    announce: (orgId, captureId, finished) => void emitter.emit(`${orgId} ${captureId}`, finished),
    next: (orgId, captureId, milliseconds, gone) =>
      new Promise((resolve) => {
        const name = `${orgId} ${captureId}`;
        const end = (finished?: CaptureRecord) => {
          clearTimeout(timer);
          emitter.off(name, end);
          gone.removeEventListener('abort', stop);
          resolve(finished);
        };
        const stop = () => end();
        const timer = setTimeout(stop, milliseconds);
        emitter.on(name, end);
        gone.addEventListener('abort', stop);
        if (gone.aborted) stop();
      }),
  };
}
