import { causesOf, failedCall, isOfTheRequest, refusalIn, type Refusal } from '../../platform/refusals.ts';
import { SpeechError } from './provider.ts';

/** How vendors say that it is the sound that they do not take. */
const OF_THE_SOUND = /\b(?:audio|file|format|decod\w*|encod\w*|codec|ffmpeg|sample rate|payload size)\b/i;

/** Whether a sentence of a refusal is about what was sent to be recognised. */
export const isOfTheSound = (text: string): boolean => OF_THE_SOUND.test(text);

/** Nothing can be said in so little: "Audio file is too short. Minimum audio length is 0.1 seconds." */
export const isTooShort = ({ status, code, text }: Refusal): boolean =>
  isOfTheRequest(status) && /too.short/i.test(`${code} ${text}`);

/** Whatever came out of an SDK, as the one error that callers know. Nothing of its text is taken over. */
export function toSpeechError(error: unknown, signal: AbortSignal): SpeechError {
  const known = causesOf(error).find((cause) => cause instanceof SpeechError);
  if (known) return known;
  const refusal = refusalIn(error);
  const isUntaken = refusal && isOfTheRequest(refusal.status) && isOfTheSound(refusal.text);
  if (isUntaken || refusal?.status === 413 || refusal?.status === 415) {
    return new SpeechError('not-taken', `status ${refusal.status}: it does not take such sound`);
  }
  if (error instanceof SyntaxError) return new SpeechError('not-an-answer', 'the body is not JSON');
  const { failure, message, retryAfterMilliseconds } = failedCall(error, signal);
  return new SpeechError(failure, message, retryAfterMilliseconds);
}
