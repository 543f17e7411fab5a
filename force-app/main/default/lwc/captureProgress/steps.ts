import type { CaptureKind, CaptureState } from 'c/captureTypes';
import stepCurrent from '@salesforce/label/c.Capture_Step_Current';
import stepDone from '@salesforce/label/c.Capture_Step_Done';
import stepExtract from '@salesforce/label/c.Capture_Step_Extract';
import stepMatch from '@salesforce/label/c.Capture_Step_Match';
import stepNext from '@salesforce/label/c.Capture_Step_Next';
import stepRead from '@salesforce/label/c.Capture_Step_Read';
import stepReceived from '@salesforce/label/c.Capture_Step_Received';
import stepTranscribe from '@salesforce/label/c.Capture_Step_Transcribe';

export interface Step {
  label: string;
  word: string;
  detail: string | null;
  isDone: boolean;
  isCurrent: boolean;
  isNext: boolean;
}

const STEPS = [stepReceived, stepRead, stepExtract, stepMatch];
const STEPS_OF_SOUND = [stepReceived, stepTranscribe, stepExtract, stepMatch];
/** Which step is under way in each state; a received capture has its first step behind it. */
const CURRENT_STEP: Record<CaptureState, number> = {
  receiving: 0,
  waiting: 1,
  queued: 1,
  reading: 1,
  extracting: 2,
  matching: 3,
  ready: 4,
  failed: 4,
};

/** @param detail what is said beside the step under way */
export function stepsOf(kind: CaptureKind, state: CaptureState, detail: string | null): Step[] {
  const current = CURRENT_STEP[state];
  return namesOf(kind).map((label, index) => ({
    label,
    word: index === current ? stepCurrent : index < current ? stepDone : stepNext,
    detail: index === current ? detail : null,
    isDone: index < current,
    isCurrent: index === current,
    isNext: index > current,
  }));
}

/** The name of the step under way; nothing once all are done. */
export function currentStep(kind: CaptureKind, state: CaptureState): string {
  return namesOf(kind)[CURRENT_STEP[state]] ?? '';
}

function namesOf(kind: CaptureKind): string[] {
  return kind === 'audio' ? STEPS_OF_SOUND : STEPS;
}
