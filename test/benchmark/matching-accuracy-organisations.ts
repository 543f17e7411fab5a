import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { compareAccounts } from '../../middleware/src/matching/accounts/comparing.ts';
import { nameWithoutLegalForm } from '../../middleware/src/matching/accounts/legal-forms.ts';
import { readAccountName } from '../../middleware/src/matching/accounts/names.ts';
import { smoothedRarity, type Rarity } from '../../middleware/src/matching/accounts/rarity.ts';
import { phoneKeys } from '../../middleware/src/matching/phones.ts';
import type { Evidence } from '../../middleware/src/matching/weights.ts';
import { accuracyFrom, bestAccuracy, type Accuracy, type ScoredPair } from './matching-accuracy-figures.ts';
import { streetEvidence } from './matching-accuracy-streets.ts';

const side = z.object({ name: z.string(), addr: z.string().default(''), city: z.string(), phone: z.string() });
const restaurants = z.object({ left: side, right: side, match: z.union([z.literal(0), z.literal(1)]) });
type Restaurants = z.infer<typeof restaurants>;

export const RESTAURANT_SETS = ['fodors_zagats_org_train.jsonl', 'fodors_zagats_org_valid.jsonl'] as const;

/** The set writes its texts between marks that are no part of them: « ` new york ' ». */
function unquoted(text: string): string {
  return text
    .replace(/\\/g, '')
    .replace(/^[\s`'"]+|[\s`'"]+$/g, '')
    .replace(/ ' s\b/g, "'s");
}

/** As an org counts the words of its own accounts: from the names alone, without the answers. */
function rarityOf(pairs: readonly Restaurants[]): Rarity {
  const names = new Set(pairs.map(({ right }) => unquoted(right.name)));
  const holders = new Map<string, number>();
  for (const name of names) {
    for (const word of new Set(readAccountName(name).words)) holders.set(word, (holders.get(word) ?? 0) + 1);
  }
  return (word) => smoothedRarity(word, holders.get(word) ?? 0, names.size);
}

/** The street, which an account of the mirror has not: the same comparison with one more field. */
function further(left: Restaurants['left'], right: Restaurants['left']): Evidence[] {
  const [one, other] = [phoneKeys(left.phone, 'US'), phoneKeys(right.phone, 'US')];
  const evidence = streetEvidence(
    unquoted(left.addr),
    unquoted(right.addr),
    one.some((phone) => other.includes(phone)),
  );
  return evidence ? [evidence] : [];
}

function accountOf({ name, city, phone }: z.infer<typeof side>) {
  return { name: unquoted(name), website: null, phone: unquoted(phone), city: unquoted(city), country: 'US' };
}

export interface RestaurantFigures {
  readonly pairs: number;
  readonly at: readonly (Accuracy & { threshold: number })[];
  readonly best: Accuracy & { threshold: number };
}

/** Restaurants of two guides, compared as accounts: name, town, telephone and street. Null when the set is not there. */
export function restaurantFigures(
  folder: string,
  file: string,
  thresholds: readonly number[],
): RestaurantFigures | null {
  const path = join(folder, file);
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  const pairs = lines.filter((line) => line.trim() !== '').map((line) => restaurants.parse(JSON.parse(line)));
  const rarity = rarityOf(pairs);
  const scored = pairs.map(({ left, right, match }): ScoredPair => {
    const { score } = compareAccounts(
      { ...accountOf(left), emails: [] },
      { ...accountOf(right), recordId: '', parentId: null },
      { rarity, further: further(left, right) },
    );
    return { score, same: match === 1 };
  });
  const all = scored.filter(({ same }) => same).length;
  return {
    pairs: scored.length,
    at: thresholds.map((threshold) => ({ threshold, ...accuracyFrom(threshold, scored, all) })),
    best: bestAccuracy(scored, all),
  };
}

const suffixes = z.object({ cases: z.array(z.object({ name: z.string(), base: z.string() })) });

/** Names whose legal form must come off, and what was left instead. Null when the set is not there. */
export function legalFormFigures(folder: string): { cases: number; wrong: string[] } | null {
  const path = join(folder, 'cleanco_suffix.json');
  if (!existsSync(path)) return null;
  const { cases } = suffixes.parse(JSON.parse(readFileSync(path, 'utf8')));
  const wrong = cases.flatMap(({ name, base }) => {
    const left = nameWithoutLegalForm(name);
    return left === base ? [] : [`${name}: ${left}`];
  });
  return { cases: cases.length, wrong };
}
