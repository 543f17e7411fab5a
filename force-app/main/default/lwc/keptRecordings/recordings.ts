import type { CaptureInput } from 'c/captureTypes';

/** What was recorded from one click on the microphone to the next stop: the parts, in order, are one stream. */
export interface KeptTake {
  take: number;
  mediaType: string;
  /** How many parts it has so far, and how many of them the middleware has. */
  parts: number;
  sent: number;
  seconds: number;
  isEnded: boolean;
}

/** A recording that the middleware did not accept yet. */
export interface KeptRecording {
  /** What it is handed over as: the same whenever it is sent. */
  input: CaptureInput;
  startedAt: string;
  takes: KeptTake[];
  /** The middleware may know of it: who gives it up has to erase it there. */
  isOffered: boolean;
  isFinished: boolean;
  isDiscarded: boolean;
  /** The page that records or sends it, and when it last said so (milliseconds since 1970). */
  page: string | null;
  heartbeat: number;
}

export function isRecording(value: unknown): value is KeptRecording {
  const recording = value as Partial<KeptRecording> | null;
  return (
    typeof recording?.input?.captureId === 'string' &&
    typeof recording.startedAt === 'string' &&
    typeof recording.heartbeat === 'number' &&
    Array.isArray(recording.takes) &&
    recording.takes.every(isTake)
  );
}

function isTake(value: unknown): value is KeptTake {
  const take = value as Partial<KeptTake> | null;
  const figures = [take?.take, take?.parts, take?.sent];
  return figures.every(Number.isInteger) && typeof take?.seconds === 'number' && typeof take.mediaType === 'string';
}
