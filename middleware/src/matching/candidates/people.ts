import type { Queryable } from '../../platform/database.ts';
import type { PersonKeys } from '../mirror/contacts.ts';

export interface ContactRow {
  record_id: string;
  account_id: string | null;
  content: Buffer;
}

const MOST_OF_KEY = 20;
const MOST_OF_NAME = 50;
/** People of the accounts that are looked at beside those whose keys are known. */
const MOST_OF_ACCOUNTS = 120;
/** So many people of an account are read at most: it may have thousands. */
const MOST_READ_OF_ACCOUNT = 1_000;

/** Contacts that may be a person: by e-mail, phone, two words of the name, and those of the accounts that may be meant. */
export async function contactCandidates(
  client: Queryable,
  orgId: string,
  keys: PersonKeys,
  accounts: readonly string[],
  confirmed: readonly string[],
): Promise<ContactRow[]> {
  const { text, values } = contactStatement(orgId, keys, accounts, confirmed);
  return text === null ? [] : (await client.query<ContactRow>(text, values)).rows;
}

/** `text` is null when there is nothing to look up. */
function contactStatement(
  orgId: string,
  { email, phones, names }: PersonKeys,
  accounts: readonly string[],
  confirmed: readonly string[],
): { text: string | null; values: unknown[] } {
  const values: unknown[] = [orgId];
  const parameter = (value: readonly string[]) => `$${values.push(value)}::text[]`;
  const from = `select record_id from mirror_contacts where`;
  // With a concatenated org id only the index of the tokens can answer: see `accounts.ts`.
  const byTokens = `${from} org_id || '' = $1 and`;
  const parts: string[] = [];
  if (email !== null) parts.push(`${from} org_id = $1 and email = any(${parameter([email])}) limit ${MOST_OF_KEY}`);
  if (phones.length > 0) parts.push(`${byTokens} tokens && ${parameter(phones)} limit ${MOST_OF_KEY}`);
  for (const pair of pairsOf(names)) parts.push(`${byTokens} tokens @> ${parameter(pair)} limit ${MOST_OF_NAME}`);
  if (accounts.length > 0) parts.push(ofAccounts(parameter(accounts), names.length > 0 ? parameter(names) : null));
  if (confirmed.length > 0) parts.push(`${from} org_id = $1 and record_id = any(${parameter(confirmed)})`);
  if (parts.length === 0) return { text: null, values };
  const text = `with named as (${parts.map((part) => `(${part})`).join(' union ')})
    select contact.* from named cross join lateral (select record_id, account_id, content from mirror_contacts
      where org_id = $1 and record_id = named.record_id offset 0) contact`;
  return { text, values };
}

/** Of each account the people who share a word of the name, and some more: initials and slips share none. */
function ofAccounts(accounts: string, names: string | null): string {
  const order = names === null ? '' : `order by (tokens && ${names}) desc`;
  return `select c.record_id from unnest(${accounts}) as wanted(id) cross join lateral (
    select record_id, tokens from mirror_contacts where org_id = $1 and account_id = wanted.id limit ${MOST_READ_OF_ACCOUNT}) c
    ${order} limit ${MOST_OF_ACCOUNTS}`;
}

/** The first three pairs of words: two words of a person's name in any order; one alone is half the country's. */
function pairsOf(names: readonly string[]): string[][] {
  return names.flatMap((one, index) => names.slice(index + 1).map((other) => [one, other])).slice(0, 3);
}
