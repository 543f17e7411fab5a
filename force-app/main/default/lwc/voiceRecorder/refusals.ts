import { MicrophoneRefused, type MicrophoneRefusal } from 'c/soundRecording';
import busy from '@salesforce/label/c.Voice_Busy';
import busyNext from '@salesforce/label/c.Voice_Busy_Next';
import denied from '@salesforce/label/c.Voice_Denied';
import deniedNext from '@salesforce/label/c.Voice_Denied_Next';
import insecure from '@salesforce/label/c.Voice_Insecure';
import insecureNext from '@salesforce/label/c.Voice_Insecure_Next';
import missing from '@salesforce/label/c.Voice_Missing';
import missingNext from '@salesforce/label/c.Voice_Missing_Next';
import policy from '@salesforce/label/c.Voice_Policy';
import policyNext from '@salesforce/label/c.Voice_Policy_Next';
import system from '@salesforce/label/c.Voice_System';
import systemNext from '@salesforce/label/c.Voice_System_Next';
import unsupported from '@salesforce/label/c.Voice_Unsupported';
import unsupportedNext from '@salesforce/label/c.Voice_Unsupported_Next';

/** Why there is no microphone, and what to do about it. */
export interface RefusalWords {
  heading: string;
  sentence: string;
}

const WORDS: Record<MicrophoneRefusal, RefusalWords> = {
  denied: { heading: denied, sentence: deniedNext },
  system: { heading: system, sentence: systemNext },
  policy: { heading: policy, sentence: policyNext },
  missing: { heading: missing, sentence: missingNext },
  busy: { heading: busy, sentence: busyNext },
  insecure: { heading: insecure, sentence: insecureNext },
  unsupported: { heading: unsupported, sentence: unsupportedNext },
};

/** @param failure what asking for the microphone, or beginning to record, threw */
export function refusalWords(failure: unknown): RefusalWords {
  return WORDS[failure instanceof MicrophoneRefused ? failure.reason : 'unsupported'];
}
