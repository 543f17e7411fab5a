import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { ACCOUNT_THRESHOLDS, compareAccounts } from '../../middleware/src/matching/accounts/comparing.ts';
import { usualRarity } from '../../middleware/src/matching/accounts/rarity.ts';
import { verdictOf } from '../../middleware/src/matching/comparison.ts';
import { compareDeals, DEAL_THRESHOLDS } from '../../middleware/src/matching/deals/comparing.ts';
import { comparePeople, CONTACT_THRESHOLDS } from '../../middleware/src/matching/people/comparing.ts';
import type { MatchVerdict } from '../../middleware/src/matching/schema.ts';
import { accuracyOf, type Accuracy } from './matching-accuracy-figures.ts';

const text = z.string().nullable().default(null);
const texts = z.array(z.string()).default([]);
const account = z.object({ name: text, website: text, phone: text, city: text, country: text, emails: texts });
const person = z.object({ firstName: text, lastName: text, title: text, email: text, phones: texts });
const deal = z.object({
  name: text,
  amount: z.number().nullable().default(null),
  currency: text,
  closeDate: text,
  type: text,
});
/** `ask`: a person must decide, as of a parent, or of one name in two towns. */
const label = z.enum(['same', 'ask', 'different']);
const pairOf = <Side extends z.ZodType>(side: Side) => z.object({ label, why: z.string(), left: side, right: side });

export interface OwnPair {
  readonly label: z.infer<typeof label>;
  readonly told: string;
  readonly score: number;
  readonly verdict: MatchVerdict | null;
}

function readPairs<Pair>(file: string, shape: z.ZodType<Pair>): Pair[] {
  const path = join(import.meta.dirname, '../fixtures/matching', file);
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => shape.parse(JSON.parse(line)));
}

function ofAccounts(file: string): OwnPair[] {
  return readPairs(file, pairOf(account)).map(({ left, right, ...pair }) => {
    const known = { ...right, recordId: '', name: right.name ?? '', parentId: null };
    const { score } = compareAccounts(left, known, { rarity: usualRarity });
    const told = `${pair.why}: ${left.name} / ${right.name}`;
    return { label: pair.label, told, score, verdict: verdictOf(score, ACCOUNT_THRESHOLDS) };
  });
}

function ofPeople(file: string): OwnPair[] {
  const shape = pairOf(person).extend({ sameAccount: z.boolean().nullable() });
  return readPairs(file, shape).map(({ left, right, sameAccount, ...pair }) => {
    const known = { ...right, recordId: '', accountId: null };
    const { score } = comparePeople(left, known, { sameAccount, rarity: usualRarity });
    const told = `${pair.why}: ${left.firstName} ${left.lastName} / ${right.firstName} ${right.lastName}`;
    return { label: pair.label, told, score, verdict: verdictOf(score, CONTACT_THRESHOLDS) };
  });
}

function ofDeals(file: string): OwnPair[] {
  return readPairs(file, pairOf(deal)).map(({ left, right, ...pair }) => {
    const known = { ...right, name: right.name ?? '', accountName: 'Veltakor' };
    const { score } = compareDeals({ ...left, accountName: 'Veltakor' }, known);
    const told = `${pair.why}: ${left.name} / ${right.name}`;
    return { label: pair.label, told, score, verdict: verdictOf(score, DEAL_THRESHOLDS) };
  });
}

export interface OwnFigures {
  readonly set: string;
  readonly pairs: readonly OwnPair[];
  readonly accuracy: Accuracy;
  /** Pairs proposed at once that are not one: the dearest mistake. */
  readonly wrongAtOnce: readonly OwnPair[];
  readonly wrong: readonly OwnPair[];
  readonly missed: readonly OwnPair[];
}

/**
 * A pair that is one is found when it is proposed or asked; one that is two is found wrongly when it is proposed or asked; one for a
 * person to decide is found wrongly when it is proposed at once.
 */
export function figuresOf(set: string, pairs: readonly OwnPair[]): OwnFigures {
  const wrongAtOnce = pairs.filter((pair) => pair.label !== 'same' && pair.verdict === 'same');
  const wrong = pairs.filter((pair) =>
    pair.label === 'different' ? pair.verdict !== null : pair.label === 'ask' && pair.verdict === 'same',
  );
  const missed = pairs.filter((pair) => pair.label === 'same' && pair.verdict === null);
  const found = pairs.filter((pair) => pair.label === 'same').length - missed.length;
  return { set, pairs, accuracy: accuracyOf(found, wrong.length, missed.length), wrongAtOnce, wrong, missed };
}

/** What the own sets must reach: a little under what they reached when the floor was set. */
export const FLOORS = { accounts: 0.97, 'accounts-held-out': 0.97, people: 0.95, deals: 0.93 } as const;
const READERS = { accounts: ofAccounts, 'accounts-held-out': ofAccounts, people: ofPeople, deals: ofDeals } as const;

export function ownFigures(): OwnFigures[] {
  return Object.entries(READERS).map(([set, read]) => figuresOf(set, read(`${set}.jsonl`)));
}

/** What fails of the own sets, each in a sentence. */
export function ownFailures(figures: readonly OwnFigures[]): string[] {
  return figures.flatMap(({ set, accuracy }) => {
    const floor = Object.entries(FLOORS).find(([name]) => name === set)?.[1] ?? 1;
    return accuracy.f1 >= floor ? [] : [`matching: F1 of ${set} is ${accuracy.f1.toFixed(4)}, under ${floor}`];
  });
}
