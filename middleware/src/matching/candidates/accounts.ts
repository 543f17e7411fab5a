import type { Queryable } from '../../platform/database.ts';
import type { AccountKeys } from '../mirror/account-keys.ts';
import { initialsOf, pairsOf, shortNames } from '../mirror/acronym-keys.ts';
import type { Tokens } from '../mirror/tokens.ts';
import type { Conjunction } from './conjunctions.ts';

/** By what an account was found. */
export type Found =
  | 'name'
  | 'word-order'
  | 'domain'
  | 'label'
  | 'phone'
  | 'people'
  | 'person'
  | 'acronym'
  | 'words'
  | 'confirmed'
  | 'opened';

/** What accounts are looked up by. */
export interface AccountQuery {
  readonly keys: AccountKeys;
  readonly conjunctions: readonly Conjunction[];
  readonly domains: readonly string[];
  readonly labels: readonly string[];
  /** Hashes. */
  readonly phones: readonly string[];
  readonly peopleDomains: readonly string[];
  readonly peopleEmails: readonly string[];
  /** Records that a person named before, and the one the page was opened from. */
  readonly confirmed: readonly string[];
  readonly opened: readonly string[];
}

export interface AccountRow {
  record_id: string;
  name: string;
  website: string | null;
  city: string | null;
  country: string | null;
  parent_id: string | null;
  phone: Buffer | null;
  joined: string;
  sorted: string;
  tokens: string[];
  found: Found[];
}

/** Rows that one key may give, and all keys of one kind together: a name that many accounts bear costs no more. */
const MOST_OF_KEY = 30;
const MOST_OF_KIND = 120;
const MOST_PEOPLE = 200;

/**
 * Accounts that may be the one asked for. Every part reads an index by whole keys and gives a bounded number of rows; which of them
 * is meant is for the comparison to say.
 */
export async function accountCandidates(
  client: Queryable,
  orgId: string,
  tokens: Tokens,
  query: AccountQuery,
): Promise<AccountRow[]> {
  const { text, values } = accountStatement(orgId, tokens, query);
  if (text === null) return [];
  return (await client.query<AccountRow>(text, values)).rows;
}

/** `text` is null when there is nothing to look up. */
function accountStatement(
  orgId: string,
  tokens: Tokens,
  query: AccountQuery,
): { text: string | null; values: unknown[] } {
  const values: unknown[] = [orgId];
  const parameter = (value: readonly string[]) => `$${values.push(value)}::text[]`;
  const parts = [
    ...keyParts(query, parameter),
    ...wordParts(query.conjunctions, (words) => parameter(words.map(tokens.word))),
    ...peopleParts(query, parameter),
  ];
  if (parts.length === 0) return { text: null, values };
  const text = `with named as (select record_id, array_agg(distinct found) as found
      from (${parts.map((part) => `(${part})`).join(' union all ')}) every group by record_id)
    select named.found, account.* from named cross join lateral (
      select record_id, name, website, city, country, parent_id, phone, joined, sorted, tokens
      from mirror_accounts where org_id = $1 and record_id = named.record_id offset 0) account`;
  return { text, values };
}

type Parameter = (value: readonly string[]) => string;

function keyParts(query: AccountQuery, parameter: Parameter): string[] {
  const { keys, domains, labels, phones, confirmed, opened } = query;
  const part = (found: Found, column: string, wanted: readonly string[], most = MOST_OF_KEY): string[] => {
    if (wanted.length === 0) return [];
    return [
      `select '${found}' as found, a.record_id from unnest(${parameter(wanted)}) as wanted(key) cross join lateral (
        select record_id from mirror_accounts where org_id = $1 and ${column} = wanted.key limit ${most}) a limit ${MOST_OF_KIND}`,
    ];
  };
  const names = [keys.joined, ...keys.aliases].filter((name) => name !== '');
  const shorts = [...names, ...labels].filter((name) => name.length >= 3);
  const longer = shortNames(keys.named);
  return [
    ...part('name', 'joined', names),
    ...part('word-order', 'sorted', keys.sorted === '' ? [] : [keys.sorted]),
    ...part('domain', 'domain', domains),
    ...part(
      'label',
      'label',
      names.filter((name) => name.length >= 3),
    ),
    ...part(
      'label',
      'joined',
      labels.filter((label) => label.length >= 3),
    ),
    ...part('acronym', 'joined', longer, 5),
    ...part('acronym', 'label', longer, 5),
    ...part('acronym', 'initials', [...new Set(shorts.flatMap(initialsOf))]),
    ...part('acronym', 'pairs', [...new Set(shorts.flatMap(pairsOf))]),
    ...part('confirmed', 'record_id', confirmed),
    ...part('opened', 'record_id', opened),
    ...(phones.length === 0
      ? []
      : [
          `select 'phone', record_id from mirror_accounts where org_id || '' = $1 and tokens && ${parameter(phones)} limit ${MOST_OF_KEY}`,
        ]),
  ];
}

// With a concatenated org id only the index of the tokens can answer: whatever the planner believes, no account is read for nothing.
function wordParts(conjunctions: readonly Conjunction[], parameter: Parameter): string[] {
  return conjunctions.map(({ lists, most }) => {
    const conditions = lists.map((words) => `tokens && ${parameter(words)}`);
    return `select 'words' as found, record_id from mirror_accounts where org_id || '' = $1 and ${conditions.join(' and ')} limit ${most}`;
  });
}

function peopleParts({ peopleDomains, peopleEmails }: AccountQuery, parameter: Parameter): string[] {
  const part = (found: Found, column: string, wanted: readonly string[], most: number): string[] => {
    if (wanted.length === 0) return [];
    return [
      `select distinct '${found}' as found, account_id from (select c.account_id from unnest(${parameter(wanted)}) as wanted(key)
        cross join lateral (select account_id from mirror_contacts
          where org_id = $1 and ${column} = wanted.key and account_id is not null limit ${most}) c) people limit ${MOST_OF_KEY}`,
    ];
  };
  return [
    ...part('people', 'domain', peopleDomains, MOST_PEOPLE),
    ...part('person', 'email', peopleEmails, MOST_OF_KEY),
  ];
}
