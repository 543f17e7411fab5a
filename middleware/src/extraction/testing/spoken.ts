import type { CaptureContext, Language } from '../../captures/schema.ts';
import type { OtherHearing, Reading, Sound } from '../../readings/schema.ts';
import { readText } from '../../readings/text.ts';
import { extract } from '../extract.ts';
import type { Extraction } from '../schema.ts';
import { demoContext, TODAY } from './demo.ts';

/** How a recording was heard: how sure each word is, and what stretches of the text may have been instead. */
interface Speech {
  readonly language?: Language;
  readonly confidence?: (word: string, place: number) => number;
  /** What was heard, and what else it may have been; the first place of the words is meant. */
  readonly others?: readonly (readonly [heard: string, other: string])[];
  readonly vocabulary?: readonly string[];
  readonly today?: string;
}

/** Two words a second, each as long as a third of one. */
const PACE = 0.5;
const LENGTH = 0.34;
const SURE = 0.98;

/** A text as a recogniser gives it: every word with its time, said at an even pace. */
export function spoken(text: string, { language = 'fr', confidence = () => SURE, others = [] }: Speech = {}): Reading {
  const typed = readText(text, language);
  const words = [...typed.text.matchAll(/\S+/g)].map(({ 0: word, index }, place) => ({
    start: index,
    end: index + word.length,
    from: place * PACE,
    to: place * PACE + LENGTH,
    confidence: confidence(word, place),
  }));
  const sound: Sound = {
    seconds: words.length * PACE,
    takes: [{ take: 1, from: 0, to: words.length * PACE }],
    stretches: [{ number: 1, from: 0, to: words.length * PACE }],
    levels: [],
    providers: ['whisper'],
    words,
    others: others.map(([heard, other]) => otherOf(typed.text, heard, other)),
  };
  return { ...typed, sound };
}

function otherOf(text: string, heard: string, other: string): OtherHearing {
  const start = text.indexOf(heard);
  return { start, end: start + heard.length, text: other };
}

/** What the rules make of a text that was spoken. */
export function extractSpoken(text: string, speech: Speech = {}): Extraction {
  const { vocabulary = [], today = TODAY } = speech;
  const context: CaptureContext = { ...demoContext(), vocabulary: [...vocabulary] };
  return extract({ reading: spoken(text, speech), kind: 'audio', today, context });
}
