import { randomInt } from 'node:crypto';

import { captureBody } from '../../middleware/src/testing/middleware.ts';
import type { Draft } from '../../middleware/src/drafts/schema.ts';

/** Stands for the word that makes each note the only one of its kind. */
const MARK = 'Xxxxxxxxxx';
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** A note with two deals, and the same note with a corrected second deal. Always as long, so that evidence stands where it did. */
const NOTE =
  `La société ${MARK} Énergies veut 40 postes pour 12 000 000 XOF. Contact : Moussa Sarr, m.sarr@${MARK}.example\n\n` +
  `La société ${MARK} Transports veut un contrat de maintenance de serveurs pour 3 000 000 XOF.`;
const CORRECTED_NOTE = NOTE.replace('Transports', 'Assurances').replace('3 000 000', '5 500 000');

export interface Note {
  body: ReturnType<typeof captureBody>;
  corrected: string;
  word: string;
}

/** A note that no other capture equals. */
export function makeNote(): Note {
  const word = `X${Array.from({ length: MARK.length - 1 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
  const inNote = (text: string) => text.replaceAll(MARK, word);
  return { body: captureBody({ text: inNote(NOTE) }), corrected: inNote(CORRECTED_NOTE), word };
}

/** What must be the same in the drafts of every such note: places, versions and all values with their evidence. */
export function comparableDrafts(drafts: readonly Draft[], { word }: Pick<Note, 'word'>): string[] {
  return drafts.map(
    ({ position, version, state, confidence, opportunity, account, contacts, passages, duplicates }) => {
      // All these notes are nearly the same: how many of them an index brings up is no matter of kills.
      const same = duplicates.filter(({ verdict }) => verdict === 'same');
      const told = { position, version, state, confidence, opportunity, account, contacts, passages, duplicates: same };
      const lower = word.toLowerCase();
      return JSON.stringify(told).replaceAll(UUID, '').replaceAll(word, MARK).replaceAll(lower, MARK.toLowerCase());
    },
  );
}
