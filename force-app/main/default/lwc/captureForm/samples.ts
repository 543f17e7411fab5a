import type { Sample } from 'c/captureTypes';

/** A sample as a button. */
export interface SampleButton {
  key: string;
  title: string;
  language: string;
}

/** A sample never takes the place of something typed. */
export function samplesFor(samples: readonly Sample[], typed: string): SampleButton[] {
  const isFree = typed.trim() === '' || samples.some(({ text }) => text === typed);
  return isFree ? samples.map(({ title, language }, index) => ({ key: String(index), title, language })) : [];
}
