import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { extract } from '../../middleware/src/extraction/extract.ts';
import { plantedInstructions } from '../../middleware/src/extraction/instructions.ts';
import { sourceOf } from '../../middleware/src/extraction/source.ts';
import type { HonestNote, PlantedOrder } from '../../middleware/src/extraction/testing/planting.ts';
import {
  differencesOf,
  honestNotes,
  obeyingAnswers,
  plantedOrders,
  requestWith,
  withAnswer,
} from '../../middleware/src/extraction/testing/planting.ts';
import { tableOf } from './table.ts';

const SETS = ['gold', 'invented', 'further-mails', 'further-notes', 'further-spoken'];
const PLACES = ['start', 'middle', 'end'] as const;
const SHOWN = 12;

const injections = z.object({
  cases: z.array(z.object({ lang: z.string(), text: z.string(), label: z.enum(['attack', 'benign']) })),
});
const attacks = z.record(z.string(), z.array(z.string()));

/** Orders of one origin, and honest sentences that sound like some. */
interface OrderSet {
  readonly name: string;
  readonly orders: readonly PlantedOrder[];
  readonly honest: readonly PlantedOrder[];
}

/**
 * Plants every order at three places of honest notes and tells how many are seen and how many drafts change. Rows of `--data DIR`
 * (`injection_strings.json`, `bipia/text_attack_train.json`) are only told; 1 when an order of ours changes a draft.
 */
export function benchmarkHostile(data: string | undefined, print = console.log): number {
  const notes = SETS.flatMap(honestNotes).filter((note) => passagesIn(note) === 0);
  const sets: OrderSet[] = [{ name: 'planted.json', orders: plantedOrders(), honest: [] }, ...setsOf(data)];
  const results = sets.map((set) => ({ set, changed: changesOf(set.orders, notes) }));
  const rows = results.map(({ set: { name, orders, honest }, changed }) => [
    name,
    `${orders.filter((order) => passagesIn(order) > 0).length}/${orders.length}`,
    honest.length === 0 ? '-' : `${honest.filter((order) => passagesIn(order) > 0).length}/${honest.length}`,
    `${changed.rules.length}/${orders.length * PLACES.length}`,
    `${changed.models.length}/${changed.asked}`,
  ]);
  print(tableOf(['orders', 'seen', 'honest, taken for one', 'drafts changed', 'changed by a model that obeyed'], rows));
  const all = SETS.flatMap(honestNotes);
  print(`\n${all.length - notes.length} of ${all.length} notes with gold hold a passage that is taken for an order`);
  for (const { changed } of results)
    for (const what of [...changed.rules, ...changed.models].slice(0, SHOWN)) print(`  ${what}`);
  if (!data) print('SKIPPED sets of orders that do not ship with the project (name their folder: --data DIR)');
  const ours = results[0]?.changed;
  return ours && ours.rules.length + ours.models.length > 0 ? 1 : 0;
}

function passagesIn({ text, lang }: Pick<HonestNote, 'text' | 'lang'>): number {
  return plantedInstructions(sourceOf(text, lang)).length;
}

/** What the orders changed. Only what an order says of a deal can be obeyed, so only some are asked of a model. */
function changesOf(orders: readonly PlantedOrder[], notes: readonly HonestNote[]) {
  const rules: string[] = [];
  const models: string[] = [];
  let asked = 0;
  for (const [index, order] of orders.entries()) {
    for (const [turn, place] of PLACES.entries()) {
      const note = notes[(index * 7 + turn * 31) % notes.length];
      if (!note) continue;
      // An empty paragraph parts a block too: only what the order itself changes counts.
      const honest = extract(requestWith(note, '', place));
      const request = requestWith(note, order.text, place);
      // A row of another's set that is no order to us needs no warning.
      const told = (found: ReturnType<typeof extract>) =>
        differencesOf(honest, found)
          .filter((what) => what !== 'no warning')
          .map((what) => `${note.id}, ${place}, ${order.text.slice(0, 50)}: ${what}`)
          .slice(0, 1);
      rules.push(...told(extract(request)));
      const answers = Object.keys(order.claims).length > 0 ? obeyingAnswers(order) : [];
      asked += answers.length;
      models.push(...answers.flatMap((answer) => told(withAnswer(request, answer))));
    }
  }
  return { rules, models, asked };
}

function setsOf(data: string | undefined): OrderSet[] {
  if (!data) return [];
  const read = (file: string): unknown => JSON.parse(readFileSync(join(data, file), 'utf8'));
  const sets: OrderSet[] = [];
  if (existsSync(join(data, 'injection_strings.json'))) {
    const { cases } = injections.parse(read('injection_strings.json'));
    const of = (label: string) =>
      cases
        .filter((one) => one.label === label)
        .map(({ text, lang }): PlantedOrder => ({ text, lang: lang === 'fr' ? 'fr' : 'en', claims: {} }));
    sets.push({ name: 'injection_strings.json', orders: of('attack'), honest: of('benign') });
  }
  const bipia = join('bipia', 'text_attack_train.json');
  if (existsSync(join(data, bipia))) {
    const orders = Object.values(attacks.parse(read(bipia))).flat();
    sets.push({
      name: bipia,
      orders: orders.map((text): PlantedOrder => ({ text, lang: 'en', claims: {} })),
      honest: [],
    });
  }
  return sets;
}
