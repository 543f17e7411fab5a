import type { Queryable } from '../../platform/database.ts';
import type { Tokens } from '../mirror/tokens.ts';
import { formsOf } from '../mirror/word-forms.ts';
import { slipsBetween } from '../spelling/similarity.ts';

/** A word of the org's account names, and how many accounts hold it. */
export interface CountedWord {
  readonly word: string;
  readonly accounts: number;
}

/** A word that was asked for, and what stands for it in the org's names: itself first, then what is spelt nearly so. */
export interface Slot {
  readonly word: string;
  readonly forms: readonly CountedWord[];
}

/** What the org's names know of the words of a name. */
export interface KnownWords {
  /** Accounts of the org. */
  readonly total: number;
  readonly slots: readonly Slot[];
  /** Words that the org writes in two where the name has one: « Afritech », « Afri Tech ». */
  readonly parted: readonly (readonly Slot[])[];
}

const MOST_WORDS = 10;
const MOST_FORMS = 14;
/** Rows that one question of one word may give. */
const MOST_NEAR = 60;
const MOST_STARTS = 20;
const SHORTEST_START = 5;
const SHORTEST_PARTED = 6;
const SHORTEST_PART = 3;
const MOST_PARTED = 4;
const SHORTEST_LIKE = 5;
const MOST_LIKE = 2;
/** Of trigrams: two slips in a word of eight letters leave about this much. */
const LIKENESS = '0.35';

interface Found extends CountedWord {
  readonly how: 'all' | 'is' | 'near' | 'start';
  readonly asked: string;
}

/** Looks the words of a name up in the dictionary of the org's account names, as they are, one slip away, and begun. */
export async function lookUpWords(
  client: Queryable,
  orgId: string,
  tokens: Tokens,
  asked: readonly string[],
): Promise<KnownWords> {
  const words = [...new Set(asked)].slice(0, MOST_WORDS);
  const joins = words.slice(1).map((word, index) => (words[index] ?? '') + word);
  const parts = words.filter((word) => word.length >= SHORTEST_PARTED).slice(0, MOST_PARTED);
  const cuts = parts.flatMap((word) => cutsOf(word).map(([left, right]) => ({ left, right })));
  const exact = [...words, ...joins, ...cuts.flatMap(({ left, right }) => [left, right])];
  const found = await readWords(client, orgId, tokens, words, exact);
  const counted = new Map(found.filter(({ how }) => how === 'is').map((row) => [row.word, row]));
  const slots = words.map((word) => slotOf(word, counted.get(word), found));
  const unlike = slots.filter(({ word, forms }) => forms.length === 0 && word.length >= SHORTEST_LIKE);
  const likes = unlike.length > 0 ? await readLike(client, orgId, unlike) : new Map<string, CountedWord[]>();
  const joined = joins.flatMap((word) => counted.get(word) ?? []).map((row) => ({ word: row.word, forms: [row] }));
  const parted = cuts.flatMap(({ left, right }) => {
    const [one, other] = [counted.get(left), counted.get(right)];
    if (!one || !other || counted.has(left + right)) return [];
    return [[one, other].map((row) => ({ word: row.word, forms: [row] }))];
  });
  return {
    total: found.find(({ how }) => how === 'all')?.accounts ?? 0,
    slots: [...slots.map((slot) => ({ ...slot, forms: likes.get(slot.word) ?? slot.forms })), ...joined],
    parted,
  };
}

/** Every way to cut a word in two. */
function cutsOf(word: string): [string, string][] {
  const ways = Math.min(word.length, 24) - 2 * SHORTEST_PART + 1;
  return Array.from({ length: Math.max(0, ways) }, (_, index): [string, string] => [
    word.slice(0, index + SHORTEST_PART),
    word.slice(index + SHORTEST_PART),
  ]);
}

// What is near is found by its forms only: with a concatenated org id the key of the table cannot be used, which would be a scan.
const WORDS = `select 'all' as how, '' as asked, '' as word, records::integer as accounts from mirror_counts
    where org_id = $1 and object = 'Account'
  union all select 'is', word, word, accounts from mirror_words where org_id = $1 and word = any($2::text[])
  union all select 'near', asked.word, near.word, near.accounts from unnest($3::text[], $4::text[]) as asked(word, forms)
    cross join lateral (select word, accounts from mirror_words
      where org_id || '' = $1 and forms && string_to_array(asked.forms, ' ') limit ${MOST_NEAR}) near
  union all select 'start', asked.word, begun.word, begun.accounts from unnest($5::text[]) as asked(word)
    cross join lateral (select word, accounts from mirror_words
      where org_id = $1 and word > asked.word and word < asked.word || chr(65533) order by word limit ${MOST_STARTS}) begun`;

async function readWords(
  client: Queryable,
  orgId: string,
  tokens: Tokens,
  words: readonly string[],
  exact: readonly string[],
): Promise<Found[]> {
  const forms = words.map((word) => formsOf(word).map(tokens.word).join(' '));
  const starts = words.filter((word) => word.length >= SHORTEST_START);
  const { rows } = await client.query<Found>(WORDS, [orgId, [...new Set(exact)], words, forms, starts]);
  return rows;
}

function slotOf(word: string, itself: CountedWord | undefined, found: readonly Found[]): Slot {
  const near = found
    .filter(({ how, asked, word: other }) => asked === word && other !== word && (how === 'near' || how === 'start'))
    .map((row) => ({ ...row, slips: row.how === 'start' ? 1.5 : slipsBetween(word, row.word) }))
    .filter(({ slips }) => slips <= 2)
    .toSorted((one, other) => one.slips - other.slips || other.accounts - one.accounts);
  const forms = new Map([...(itself ? [itself] : []), ...near].map((row) => [row.word, row.accounts]));
  return { word, forms: [...forms].slice(0, MOST_FORMS).map(([form, accounts]) => ({ word: form, accounts })) };
}

/** Words that share trigrams with those that nothing else was found for. */
async function readLike(client: Queryable, orgId: string, slots: readonly Slot[]): Promise<Map<string, CountedWord[]>> {
  await client.query(`select set_config('pg_trgm.similarity_threshold', $1, true)`, [LIKENESS]);
  const found = new Map<string, CountedWord[]>();
  const longest = slots.toSorted((one, other) => other.word.length - one.word.length).slice(0, MOST_LIKE);
  for (const { word } of longest) {
    const { rows } = await client.query<CountedWord>(
      `select word, accounts from mirror_words where org_id = $1 and word % $2
       order by similarity(word, $2) desc limit ${MOST_FORMS}`,
      [orgId, word],
    );
    found.set(word, rows);
  }
  return found;
}

/** How many of the org's accounts hold each of these words. */
export async function countsOfWords(
  client: Queryable,
  orgId: string,
  words: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await client.query<CountedWord>(
    'select word, accounts from mirror_words where org_id = $1 and word = any($2::text[])',
    [orgId, words],
  );
  return new Map(rows.map(({ word, accounts }) => [word, accounts]));
}
