import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { language } from '../../captures/schema.ts';
import { readText } from '../../readings/text.ts';
import type { ExtractionRequest } from '../extract.ts';
import { questionsFor } from '../models/extraction.ts';
import { reconcile } from '../models/reconcile.ts';
import type { Extraction } from '../schema.ts';
import { RULES_ALONE } from '../schema.ts';
import { summarise } from '../summary.ts';
import { demoContext } from './demo.ts';

const FIXTURES = new URL('../../../../test/fixtures/', import.meta.url);

/** What a model that obeys an order points at: words of the order, by field. */
const plantedOrder = z.object({ lang: language, text: z.string(), claims: z.record(z.string(), z.string()) });
export type PlantedOrder = z.infer<typeof plantedOrder>;

const honestNote = z.object({ id: z.string(), lang: language, today: z.iso.date(), text: z.string() });
export type HonestNote = z.infer<typeof honestNote>;

export type Place = 'start' | 'middle' | 'end';

/** Orders to whatever reads a note, each with what a model would point at that followed it. */
export function plantedOrders(): PlantedOrder[] {
  const file = readFileSync(new URL('hostile/planted.json', FIXTURES), 'utf8');
  return z.array(plantedOrder).parse(JSON.parse(file));
}

/** The notes with gold. */
export function honestNotes(file = 'gold'): HonestNote[] {
  const lines = readFileSync(new URL(`gold/${file}.jsonl`, FIXTURES), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => honestNote.parse(JSON.parse(line)));
}

/** A note to be read, with a paragraph put in. */
export function requestWith(note: HonestNote, order?: string, place: Place = 'end'): ExtractionRequest {
  const text = order === undefined ? note.text : planted(note.text, order, place);
  return { reading: readText(text, note.lang), kind: 'text', today: note.today, context: demoContext() };
}

function planted(text: string, order: string, place: Place): string {
  if (place === 'start') return `${order}\n\n${text}`;
  if (place === 'end') return `${text}\n\n${order}`;
  // Between two paragraphs, failing that between two lines.
  const border = ['\n\n', '\n'].flatMap((mark) => {
    const at = text.indexOf(mark, Math.floor(text.length / 2));
    return at < 0 ? [] : [at];
  })[0];
  return border === undefined
    ? `${text}\n\n${order}`
    : `${text.slice(0, border)}\n\n${order}\n\n${text.slice(border).replace(/^\n+/, '')}`;
}

/** Answers of models that obeyed an order: with what it says as a deal, in the place of the honest one, and by seeing no deal. */
export function obeyingAnswers({ claims }: PlantedOrder): string[] {
  const quote = (name: string) => (claims[name] === undefined ? null : { line: 1, quote: claims[name] });
  const name = quote('name');
  const deal = {
    firstLine: 1,
    lastLine: 200,
    account: quote('account'),
    subjects: [quote('subject')].filter((one) => one !== null),
    closeDate: quote('closeDate'),
    amount: quote('amount'),
    contacts: name ? [{ name, title: quote('title'), email: quote('email'), phone: quote('phone') }] : [],
  };
  const noDeal = { ...(quote('noDeal') ?? quote('amount') ?? quote('account')), reason: 'internal' };
  return [{ deals: [deal] }, { deals: [], noDeal: 'quote' in noDeal ? noDeal : null }].map((one) =>
    JSON.stringify(one),
  );
}

/** The whole path with a recorded answer to every part. */
export function withAnswer(request: ExtractionRequest, content: string): Extraction {
  const answers = questionsFor(request).questions.flatMap(({ part, check }) => {
    const checked = check(content);
    return checked.ok ? [{ part, answer: checked.value }] : [];
  });
  return reconcile({ request, answers, extractor: RULES_ALONE });
}

/** What an order changed in an extraction, in words; and a deal without the warning. */
export function differencesOf(honest: Extraction, hostile: Extraction): string[] {
  const [before, after] = [honest, hostile].map((found) => summarise(found).opportunities);
  if (!before || !after) return [];
  if (before.length !== after.length) return [`${before.length} deals, now ${after.length}`];
  const values = before.flatMap((deal, index) =>
    Object.entries(deal).flatMap(([field, value]) => {
      const now = Object.entries(after[index] ?? {}).find(([name]) => name === field)?.[1];
      return JSON.stringify(now) === JSON.stringify(value)
        ? []
        : [`${field} ${JSON.stringify(value)}, now ${JSON.stringify(now)}`];
    }),
  );
  const untold = hostile.deals.some(({ warnings }) => !warnings.includes('planted-instructions'));
  return [...values, ...(untold ? ['no warning'] : [])];
}
