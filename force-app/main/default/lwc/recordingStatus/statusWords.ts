import type { CaptureError } from 'c/captureApi';
import type { PartCounts } from 'c/recordingSession';
import { formatLength } from 'c/soundTimes';
import { countOf, fillIn } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import allKept from '@salesforce/label/c.Voice_All_Kept';
import allSafe from '@salesforce/label/c.Voice_All_Safe';
import closingLoses from '@salesforce/label/c.Voice_Closing_Loses';
import goOn from '@salesforce/label/c.Voice_Go_On';
import goOnOpen from '@salesforce/label/c.Voice_Go_On_Open';
import offline from '@salesforce/label/c.Voice_Offline';
import partsCurrent from '@salesforce/label/c.Voice_Parts_Current';
import keptOne from '@salesforce/label/c.Voice_Parts_Kept_One';
import keptOther from '@salesforce/label/c.Voice_Parts_Kept_Other';
import memoryOne from '@salesforce/label/c.Voice_Parts_Memory_One';
import memoryOther from '@salesforce/label/c.Voice_Parts_Memory_Other';
import sentOne from '@salesforce/label/c.Voice_Parts_Sent_One';
import sentOther from '@salesforce/label/c.Voice_Parts_Sent_Other';
import refused from '@salesforce/label/c.Voice_Refused';
import resumes from '@salesforce/label/c.Voice_Resumes';
import sendingRest from '@salesforce/label/c.Voice_Sending_Rest';
import sentAsYouSpeak from '@salesforce/label/c.Voice_Sent_As_You_Speak';
import session from '@salesforce/label/c.Voice_Session';
import signInElsewhere from '@salesforce/label/c.Voice_Sign_In_Elsewhere';
import unreachable from '@salesforce/label/c.Voice_Unreachable';

/** What the page knows of a recording, for the words about it. */
export interface Recorded {
  /** What keeps it from being sent, or null; `isFinal`: it does not go on by itself. */
  error: CaptureError | null;
  isFinal: boolean;
  /** Seconds since it does not get on. */
  heldUp: number;
  isKept: boolean;
  /** The person is done: only the sending is left. */
  isFinished: boolean;
  counts: PartCounts;
}

/** How safe a recording is: a word about it, and what comes next. */
export interface Safety {
  icon: string;
  tone: 'good' | 'warning';
  heading: string;
  detail: string;
}

/** As many squares as a narrow page shows in a row; above it, one stands for several parts. */
const SQUARES = 28;

export type PartKind = 'sent' | 'kept' | 'current';

export function safetyOf(recorded: Recorded): Safety {
  const { error, isFinal, isKept, isFinished } = recorded;
  if (!error) {
    const detail = isFinished ? sendingRest : sentAsYouSpeak;
    return isKept || recorded.counts.kept === 0
      ? { icon: 'utility:check', tone: 'good', heading: allSafe, detail: isKept ? detail : sentAsYouSpeak }
      : { icon: 'utility:warning', tone: 'warning', heading: sentAsYouSpeak, detail: closingLoses };
  }
  const next = isFinished ? (isKept ? allKept : closingLoses) : isKept ? goOn : goOnOpen;
  const happened = happenedBy(error, recorded);
  const isCalm = isKept && !isFinal && error.code !== 'session-expired';
  return {
    icon: error.code === 'offline' ? 'utility:offline' : isCalm ? 'utility:clock' : 'utility:warning',
    tone: isCalm ? 'good' : 'warning',
    heading: `${happened} ${next}`,
    detail: isFinal ? error.message : error.code === 'session-expired' ? signInElsewhere : resumes,
  };
}

function happenedBy({ code }: CaptureError, { isFinal, heldUp }: Recorded): string {
  if (isFinal) return refused;
  if (code === 'session-expired') return session;
  return fillIn(code === 'offline' ? offline : unreachable, formatLength(heldUp, lang));
}

/** The words beside the squares; without any part there are none. */
export function legendOf({ sent, kept, current }: PartCounts, isKept: boolean): { kind: PartKind; words: string }[] {
  const legend: { kind: PartKind; count: number; words: string }[] = [
    { kind: 'sent', count: sent, words: countOf(sent, sentOne, sentOther, lang) },
    {
      kind: 'kept',
      count: kept,
      words: isKept ? countOf(kept, keptOne, keptOther, lang) : countOf(kept, memoryOne, memoryOther, lang),
    },
    { kind: 'current', count: current, words: fillIn(partsCurrent, current) },
  ];
  return legend.filter(({ count }) => count > 0).map(({ kind, words }) => ({ kind, words }));
}

/** One square for each part, in order; of many parts, each kind that there is has at least one. */
export function squaresOf({ sent, kept, current }: PartCounts): PartKind[] {
  const each = Math.max(1, (sent + kept) / (SQUARES - current));
  const keptSquares = Math.ceil(kept / each);
  const sentSquares = Math.min(Math.ceil(sent / each), SQUARES - current - keptSquares);
  return [
    ...new Array<PartKind>(Math.max(sentSquares, sent > 0 ? 1 : 0)).fill('sent'),
    ...new Array<PartKind>(keptSquares).fill('kept'),
    ...new Array<PartKind>(current).fill('current'),
  ];
}
