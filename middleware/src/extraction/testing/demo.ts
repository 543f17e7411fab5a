import { readFileSync } from 'node:fs';

import type { CaptureContext, Language } from '../../captures/schema.ts';
import { captureContext } from '../../captures/schema.ts';
import { readText } from '../../readings/text.ts';
import type { Analysis } from '../analysis.ts';
import { analyse } from '../analysis.ts';
import { extract } from '../extract.ts';
import type { Extraction } from '../schema.ts';
import type { Source } from '../source.ts';
import { sourceOf } from '../source.ts';

/** A Friday. */
export const TODAY = '2026-11-20';

const CONFIGURATION = new URL('../../../configuration/demo.json', import.meta.url);

export function demoContext(): CaptureContext {
  return captureContext.parse(JSON.parse(readFileSync(CONFIGURATION, 'utf8')));
}

export function french(text: string): Source {
  return sourceOf(text, 'fr');
}

export function english(text: string): Source {
  return sourceOf(text, 'en');
}

export function analysisOf(text: string, language: Language = 'fr', today: string = TODAY): Analysis {
  return analyse(text, language, today, demoContext());
}

export function extractNote(
  text: string,
  language: Language = 'fr',
  context: CaptureContext = demoContext(),
): Extraction {
  return extract({ reading: readText(text, language), kind: 'text', today: TODAY, context });
}

export interface FixtureNote {
  readonly id: string;
  /** Absent in the samples to try. */
  readonly kind?: string;
  readonly text: string;
  readonly lang?: Language;
  readonly language?: Language;
  readonly today?: string;
}

/** The texts that readers of pictures gave, with their mistakes. */
export function pictureNotes(): FixtureNote[] {
  return ['pictures', 'pictures-second'].flatMap((name) => linesOf(`gold/${name}.jsonl`));
}

/** Every note of the fixtures: those with gold, and the samples to try. */
export function fixtureNotes(): FixtureNote[] {
  const samples: FixtureNote[] = JSON.parse(textOf('notes/notes.json'));
  const further = ['notes', 'mails', 'spoken'].flatMap((name) => linesOf(`gold/further-${name}.jsonl`));
  const heard = ['heard', 'heard-second'].flatMap((name) => linesOf(`gold/${name}.jsonl`));
  const own = [...linesOf('gold/gold.jsonl'), ...linesOf('gold/invented.jsonl'), ...further, ...heard];
  return [...own, ...samples, ...pictureNotes()];
}

function textOf(path: string): string {
  return readFileSync(new URL(`../../../../test/fixtures/${path}`, import.meta.url), 'utf8');
}

function linesOf(path: string): FixtureNote[] {
  return textOf(path)
    .trim()
    .split('\n')
    .map((line): FixtureNote => JSON.parse(line));
}
