import type { Queryable } from '../../platform/database.ts';
import type { Tokens } from './tokens.ts';
import { formsOf } from './word-forms.ts';

const BATCH = 2_000;

/** By how much the number of accounts that hold a word changes. */
export type WordChanges = Map<string, number>;

/** Counts the words of an account's tokens, once more or once less. */
export function countWords(changes: WordChanges, tokens: Tokens, held: readonly string[], by: 1 | -1): void {
  for (const token of held) {
    const word = tokens.wordOf(token);
    if (word !== undefined) changes.set(word, (changes.get(word) ?? 0) + by);
  }
}

/** Writes the changes. A word that no account holds any more is forgotten. */
export async function changeWords(
  client: Queryable,
  orgId: string,
  tokens: Tokens,
  changes: WordChanges,
): Promise<void> {
  const changed = [...changes].filter(([, by]) => by !== 0);
  for (let start = 0; start < changed.length; start += BATCH) {
    const batch = changed.slice(start, start + BATCH);
    const words = batch.map(([word]) => word);
    const forms = words.map((word) => formsOf(word).map(tokens.word).join(' '));
    await client.query(
      `insert into mirror_words as kept (org_id, word, accounts, forms)
       select $1, word, by, string_to_array(forms, ' ') from unnest($2::text[], $3::integer[], $4::text[]) as t(word, by, forms)
       on conflict (org_id, word) do update set accounts = kept.accounts + excluded.accounts`,
      [orgId, words, batch.map(([, by]) => by), forms],
    );
    if (batch.some(([, by]) => by < 0)) {
      await client.query('delete from mirror_words where org_id = $1 and word = any($2::text[]) and accounts <= 0', [
        orgId,
        words,
      ]);
    }
  }
}
