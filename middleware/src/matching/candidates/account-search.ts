import type { Queryable } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.ts';
import { compareAccounts } from '../accounts/comparing.ts';
import { smoothedRarity, type Rarity } from '../accounts/rarity.ts';
import type { Comparison } from '../comparison.ts';
import type { AccountFacts, ContactFacts } from '../facts.ts';
import { domainsOf, type Remembered } from '../memory.ts';
import { accountKeys, storable, type AccountKeys } from '../mirror/account-keys.ts';
import { accountSeal } from '../mirror/accounts.ts';
import { personKeys } from '../mirror/contacts.ts';
import { tokensOf, type Tokens } from '../mirror/tokens.ts';
import { domainLabel } from '../accounts/domains.ts';
import { phoneKeys } from '../phones.ts';
import { accountCandidates, type AccountQuery, type AccountRow } from './accounts.ts';
import { conjunctionsOf } from './conjunctions.ts';
import { likeliest } from './ranking.ts';
import { countsOfWords, lookUpWords, type KnownWords } from './words.ts';

/** Candidates that are compared in full. */
const MOST_COMPARED = 40;
const MOST_PEOPLE = 10;

/** What is asked of the mirror's accounts. */
export interface AccountSearch {
  readonly account: AccountFacts;
  readonly contacts: readonly ContactFacts[];
  readonly remembered: Remembered;
  /** A record that the page was opened from. */
  readonly opened: readonly string[];
}

/** An account that was compared. */
export interface ComparedAccount {
  readonly recordId: string;
  readonly comparison: Comparison;
}

/** Compares the likeliest accounts of the org with what a source says. In no order; none when the org has no mirror. */
export async function searchAccounts(
  client: Queryable,
  keyring: Keyring,
  orgId: string,
  search: AccountSearch,
): Promise<ComparedAccount[]> {
  const looked = await findAccounts(client, keyring, orgId, search);
  if (looked.compared.length === 0) return [];
  const rarity = await rarityOf(client, orgId, looked);
  const seal = accountSeal(keyring, orgId);
  return looked.compared.map((row) => {
    const named = search.remembered.same.has(row.record_id);
    const known = {
      recordId: row.record_id,
      name: row.name,
      // The domain of its people stands for a website that nobody wrote down.
      website: row.website ?? (row.found.includes('people') ? (domainsOf(search.account)[0] ?? null) : null),
      phone: seal.open(row.record_id, row.phone),
      city: row.city,
      country: row.country,
      parentId: row.parent_id,
    };
    const otherNames = named && search.account.name ? [search.account.name] : [];
    return { recordId: row.record_id, comparison: compareAccounts(search.account, known, { rarity, otherNames }) };
  });
}

interface Looked {
  readonly keys: AccountKeys;
  readonly known: KnownWords;
  readonly tokens: Tokens;
  /** The likeliest candidates. */
  readonly compared: readonly AccountRow[];
}

async function findAccounts(
  client: Queryable,
  keyring: Keyring,
  orgId: string,
  search: AccountSearch,
): Promise<Looked> {
  const tokens = tokensOf(keyring, orgId);
  const keys = keysOf(search.account);
  const known = await lookUpWords(client, orgId, tokens, keys.words);
  const { total } = known;
  if (total === 0) return { keys, known, tokens, compared: [] };
  const query = queryOf(search, keys, known, tokens);
  const rows = await accountCandidates(client, orgId, tokens, query);
  const wanted = rows.filter(({ record_id }) => !search.remembered.other.has(record_id));
  const asked = { keys, labels: query.labels, slots: known.slots, tokens, total };
  const compared = likeliest(wanted, { ...asked, most: MOST_COMPARED });
  return { keys, known, tokens, compared };
}

/** What the facts are looked up by, and the words that the org knows of them. */
function queryOf(
  { account, contacts, remembered, opened }: AccountSearch,
  keys: AccountKeys,
  known: KnownWords,
  tokens: Tokens,
): AccountQuery {
  const people = contacts.slice(0, MOST_PEOPLE);
  const emails = people.flatMap(({ email }) => email ?? []);
  const domains = domainsOf({ ...account, emails: [...account.emails, ...emails] });
  return {
    keys,
    conjunctions: conjunctionsOf(known),
    domains,
    labels: domains.map((domain) => domainLabel(domain).replaceAll('-', '')),
    phones:
      account.phone === null
        ? []
        : phoneKeys(storable(account.phone), account.country).map((key) => tokens.hash('phone', key)),
    peopleDomains: domains.map((domain) => tokens.hash('domain', domain)),
    peopleEmails: people.flatMap((person) => personKeys(person, tokens).email ?? []),
    confirmed: [...remembered.same],
    opened,
  };
}

/** The keys of what a source calls an account; of no name at all, none. */
function keysOf({ name }: AccountFacts): AccountKeys {
  const written = name === null ? '' : storable(name).trim();
  if (written !== '') return accountKeys(written, null);
  return {
    joined: '',
    sorted: '',
    words: [],
    named: [],
    aliases: [],
    initials: null,
    pairs: null,
    domain: null,
    label: null,
  };
}

/** How rare the words are that the comparison may ask for: those of the source and of the candidates. */
async function rarityOf(client: Queryable, orgId: string, { keys, known, tokens, compared }: Looked): Promise<Rarity> {
  const counts = new Map(known.slots.flatMap(({ forms }) => forms.map(({ word, accounts }) => [word, accounts])));
  const held = compared.flatMap((row) => row.tokens.flatMap((token) => tokens.wordOf(token) ?? []));
  const missing = [...new Set([...keys.words, ...held])].filter((word) => !counts.has(word));
  for (const [word, accounts] of await countsOfWords(client, orgId, missing)) counts.set(word, accounts);
  return (word) => smoothedRarity(word, counts.get(word) ?? 0, known.total);
}
