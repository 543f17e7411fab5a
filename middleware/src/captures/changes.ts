import { EventEmitter, once } from 'node:events';

/**
 * Tells waiting calls of this process that a capture moved on. Other processes are not told: whoever waits also looks
 * again after a bounded time.
 */
export interface CaptureChanges {
  announce(orgId: string, captureId: string): void;
  /** Resolves when the capture was announced, after `milliseconds`, or when `gone` is aborted. Never rejects. */
  next(orgId: string, captureId: string, milliseconds: number, gone: AbortSignal): Promise<void>;
}

export function createCaptureChanges(): CaptureChanges {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    announce: (orgId, captureId) => void emitter.emit(`${orgId} ${captureId}`),
    async next(orgId, captureId, milliseconds, gone) {
      const signal = AbortSignal.any([gone, AbortSignal.timeout(Math.ceil(milliseconds))]);
      await once(emitter, `${orgId} ${captureId}`, { signal }).catch(() => undefined);
    },
  };
}
