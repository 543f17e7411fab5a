import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { readAccountName } from '../accounts/names.ts';
import { alignWords } from '../spelling/alignment.ts';
import type { Weights } from '../weights.ts';

export type SubjectLevel = keyof Weights['deals']['fields']['subject'];

/** Words that any deal may be called by. */
const COMMON = new Set(
  z.array(z.string()).parse(JSON.parse(readFileSync(new URL('./common-words.json', import.meta.url), 'utf8'))),
);
const COMMON_WEIGHT = 0.2;
const MOST = 0.6;
const SOME = 0.3;
/** As much as one word of its own and a common one. */
const ENOUGH = 1.2;

/** What a deal is about: the words of its name without those of the account, each in the singular. */
export function subjectWords(name: string | null, accountNames: readonly (string | null)[]): string[] {
  const ofAccount = new Set(accountNames.flatMap((account) => (account ? accountWords(account) : [])));
  return readAccountName(name ?? '')
    .words.map(singular)
    .filter((word) => !ofAccount.has(word));
}

function accountWords(account: string): string[] {
  const { words, aliases, key } = readAccountName(account);
  return [...words, ...aliases, key.replaceAll(' ', '')].map(singular);
}

/** « licences » and « licence » are one subject. */
function singular(word: string): string {
  return word.length > 4 && /[sx]$/.test(word) && !/ss$/.test(word) ? word.slice(0, -1) : word;
}

/** The level on which two subjects agree; null when one side tells none. */
export function compareSubjects(one: readonly string[], other: readonly string[]): SubjectLevel | null {
  if (one.length === 0 || other.length === 0) return null;
  const { shared, onlyOne, onlyOther } = alignWords([...new Set(one)], [...new Set(other)]);
  const isFigure = (word: string): boolean => /\p{N}/u.test(word);
  if (onlyOne.some(isFigure) && onlyOther.some(isFigure)) return 'conflict';
  if (onlyOne.length === 0 && onlyOther.length === 0) return 'same';
  const both = shared.reduce((sum, { word, likeness }) => sum + weightOf(word) * likeness, 0);
  // A note tells a deal in fewer words than the record.
  if ((onlyOne.length === 0 || onlyOther.length === 0) && both >= ENOUGH) return 'same';
  const apart = [...onlyOne, ...onlyOther].reduce((sum, word) => sum + weightOf(word), 0);
  const share = both / (both + apart / 2);
  if (share >= MOST) return 'most';
  return share >= SOME ? 'some' : 'other';
}

function weightOf(word: string): number {
  return COMMON.has(word) || COMMON.has(`${word}s`) ? COMMON_WEIGHT : 1;
}
