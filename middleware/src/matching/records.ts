import type { Queryable } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.ts';
import { ACCOUNT_THRESHOLDS } from './accounts/comparing.ts';
import { usualRarity } from './accounts/rarity.ts';
import { searchAccounts } from './candidates/account-search.ts';
import { opportunityCandidates } from './candidates/deals.ts';
import { contactCandidates } from './candidates/people.ts';
import { matchOf, type Comparison, type Thresholds } from './comparison.ts';
import { compareDeals, DEAL_THRESHOLDS } from './deals/comparing.ts';
import type { AccountFacts, ContactFacts, DealFacts } from './facts.ts';
import { createMatchMemory, type MatchMemory, type Remembered } from './memory.ts';
import { storable } from './mirror/account-keys.ts';
import { contactSeal, personKeys } from './mirror/contacts.ts';
import { opportunitySeal } from './mirror/opportunities.ts';
import { tokensOf } from './mirror/tokens.ts';
import { comparePeople, CONTACT_THRESHOLDS } from './people/comparing.ts';
import type { Match, MatchReason } from './schema.ts';

/** What a source says of one deal and those it names. */
export interface RecordFacts {
  readonly account: AccountFacts;
  readonly contacts: readonly ContactFacts[];
  readonly deal: DealFacts;
  /** The record that the page was opened from. */
  readonly openedFrom: string | null;
  readonly ownerId: string;
}

export interface RecordMatches {
  readonly account: Match[];
  /** In the order of the contacts that were asked for. */
  readonly contacts: Match[][];
  readonly opportunities: Match[];
  /** What a person said are others than these facts: whoever looks elsewhere leaves them out too. */
  readonly refused: RefusedRecords;
}

/** Record ids, in the order of the matches. */
export interface RefusedRecords {
  readonly account: string[];
  readonly contacts: string[][];
  readonly opportunities: string[];
}

/** Finds the records of an org that a source may speak of. */
export interface RecordMatching {
  /**
   * Best first, at most 5 each: ids, scores and reasons only. Reads the mirror by its indexes, inside the transaction of the client
   * that is handed over. No matches when the org has no mirror; what people refused is known without one.
   */
  find(client: Queryable, orgId: string, facts: RecordFacts): Promise<RecordMatches>;
}

const MOST_MATCHES = 5;
const MOST_CONTACTS = 20;
/** Where somebody stood when they began tells much of what they write about, and not all: so many times likelier. */
const OPENED_FROM_ODDS = 30;
const SAME_OWNER_ODDS = 1.5;

export function createRecordMatching(keyring: Keyring): RecordMatching {
  const memory = createMatchMemory(keyring);
  return {
    async find(client, orgId, facts) {
      // Every statement below has an index of its own. A table that was filled a moment ago looks small to the planner.
      await client.query(`select set_config('enable_seqscan', 'off', true)`);
      const opened = await openedFrom(client, orgId, facts.openedFrom);
      const account = await findAccounts({ client, keyring, memory, orgId, facts }, opened.accounts);
      const accounts = account.matches.map(({ recordId }) => recordId);
      const same = new Set(account.matches.filter(({ verdict }) => verdict === 'same').map(({ recordId }) => recordId));
      const contacts: Found[] = [];
      for (const contact of facts.contacts) {
        const isAsked = contacts.length < MOST_CONTACTS;
        contacts.push(
          isAsked ? await findContacts({ client, keyring, memory, orgId, facts }, contact, accounts, same) : NOTHING,
        );
      }
      const opportunities = await findOpportunities(
        { client, keyring, memory, orgId, facts },
        { accounts, same, opened: opened.opportunities },
      );
      await client.query(`select set_config('enable_seqscan', 'on', true)`);
      return {
        account: account.matches,
        contacts: contacts.map(({ matches }) => matches),
        opportunities: opportunities.matches,
        refused: {
          account: account.refused,
          contacts: contacts.map(({ refused }) => refused),
          opportunities: opportunities.refused,
        },
      };
    },
  };
}

/** What is found for one account, contact or deal. */
interface Found {
  readonly matches: Match[];
  readonly refused: string[];
}

const NOTHING: Found = { matches: [], refused: [] };

interface Finding {
  readonly client: Queryable;
  readonly keyring: Keyring;
  readonly memory: MatchMemory;
  readonly orgId: string;
  readonly facts: RecordFacts;
}

/** The account and the opportunity that the page was opened from, as far as the mirror knows them. */
async function openedFrom(
  client: Queryable,
  orgId: string,
  recordId: string | null,
): Promise<{ accounts: string[]; opportunities: string[] }> {
  if (recordId === null) return { accounts: [], opportunities: [] };
  const { rows } = await client.query<{ account_id: string | null; opportunity_id: string | null }>(
    `select record_id as account_id, null as opportunity_id from mirror_accounts where org_id = $1 and record_id = $2
     union all select account_id, record_id from mirror_opportunities where org_id = $1 and record_id = $2
     union all select account_id, null from mirror_contacts where org_id = $1 and record_id = $2`,
    [orgId, storable(recordId)],
  );
  return {
    accounts: rows.flatMap(({ account_id }) => account_id ?? []),
    opportunities: rows.flatMap(({ opportunity_id }) => opportunity_id ?? []),
  };
}

async function findAccounts(finding: Finding, opened: readonly string[]): Promise<Found> {
  const { client, keyring, memory, orgId, facts } = finding;
  const { account, contacts } = facts;
  const remembered = await memory.recall(client, orgId, { target: 'account', facts: account });
  const compared = await searchAccounts(client, keyring, orgId, { account, contacts, remembered, opened });
  const judged = compared.map(({ recordId, comparison }) => ({
    recordId,
    comparison: opened.includes(recordId)
      ? openedFromHere(comparison, tellsNothing(account) ? ACCOUNT_THRESHOLDS.same : ACCOUNT_THRESHOLDS.ask)
      : comparison,
  }));
  return foundOf(best(judged, remembered, ACCOUNT_THRESHOLDS), remembered);
}

async function findContacts(
  { client, keyring, memory, orgId }: Finding,
  contact: ContactFacts,
  accounts: readonly string[],
  same: ReadonlySet<string>,
): Promise<Found> {
  const keys = personKeys(contact, tokensOf(keyring, orgId));
  const remembered = await memory.recall(client, orgId, { target: 'contact', facts: contact });
  const rows = await contactCandidates(client, orgId, keys, accounts, [...remembered.same]);
  const seal = contactSeal(keyring, orgId);
  const compared = rows.map((row) => {
    const known = seal.open(row.record_id, row.account_id, row.content);
    const context = { sameAccount: isSameAccount(known.accountId, same), rarity: usualRarity };
    return { recordId: row.record_id, comparison: comparePeople(contact, known, context) };
  });
  return foundOf(best(compared, remembered, CONTACT_THRESHOLDS), remembered);
}

/** Null where it is not known which account is meant, or whose the record is. */
function isSameAccount(accountId: string | null, same: ReadonlySet<string>): boolean | null {
  return accountId === null || same.size === 0 ? null : same.has(accountId);
}

async function findOpportunities(
  { client, keyring, memory, orgId, facts }: Finding,
  { accounts, same, opened }: { accounts: readonly string[]; same: ReadonlySet<string>; opened: readonly string[] },
): Promise<Found> {
  const remembered = await memory.recall(client, orgId, { target: 'opportunity', facts: facts.deal });
  if (accounts.length === 0 && opened.length === 0) return foundOf([], remembered);
  const rows = await opportunityCandidates(client, orgId, accounts, opened);
  const seal = opportunitySeal(keyring, orgId);
  const deal = { ...facts.deal, accountName: facts.account.name };
  const compared = rows.map((row) => {
    const known = seal.open(row.record_id, row.account_id, row.content);
    const likeness = ofOwner(compareDeals(deal, { ...known, accountName: null }), known.ownerId === facts.ownerId);
    const comparison = opened.includes(row.record_id) ? openedFromHere(likeness, DEAL_THRESHOLDS.ask) : likeness;
    return { recordId: row.record_id, comparison, ofSame: row.account_id !== null && same.has(row.account_id) };
  });
  const ofSame = new Set(compared.filter((one) => one.ofSame).map(({ recordId }) => recordId));
  // A deal is the same only when its account is: the names of deals are much alike.
  const matches = best(compared, remembered, DEAL_THRESHOLDS).map((match): Match =>
    ofSame.has(match.recordId) ? match : { ...match, verdict: 'ask' },
  );
  return foundOf(matches, remembered);
}

const foundOf = (matches: Match[], { other }: Remembered): Found => ({ matches, refused: [...other] });

interface Compared {
  readonly recordId: string;
  readonly comparison: Comparison;
}

/** The best matches, with what people decided before. */
function best(compared: readonly Compared[], { same, other }: Remembered, thresholds: Thresholds): Match[] {
  return compared
    .filter(({ recordId }) => !other.has(recordId))
    .flatMap(({ recordId, comparison }) => {
      const said = same.has(recordId) ? withReason({ ...comparison, score: 1 }, 'confirmed-before') : comparison;
      return matchOf(recordId, said, thresholds) ?? [];
    })
    .toSorted((one, another) => another.score - one.score || (one.recordId < another.recordId ? -1 : 1))
    .slice(0, MOST_MATCHES);
}

/** At least worth what `floor` says: the person came from there. */
function openedFromHere(comparison: Comparison, floor: number): Comparison {
  return withReason(
    { ...comparison, score: Math.max(likelier(comparison.score, OPENED_FROM_ODDS), floor) },
    'opened-from',
  );
}

function ofOwner(comparison: Comparison, isOwn: boolean): Comparison {
  if (!isOwn) return comparison;
  const score = likelier(comparison.score, SAME_OWNER_ODDS);
  return { score, reasons: [...comparison.reasons.filter((reason) => reason !== 'same-owner'), 'same-owner'] };
}

/** A likelihood whose odds are so many times better. */
function likelier(score: number, odds: number): number {
  return score <= 0 || score >= 1 ? score : (score * odds) / (1 - score + score * odds);
}

const withReason = ({ score, reasons }: Comparison, reason: MatchReason): Comparison => ({
  score,
  reasons: [reason, ...reasons.filter((other) => other !== reason)],
});

const tellsNothing = ({ name, website, phone, emails }: AccountFacts) =>
  !name?.trim() && !website && !phone && emails.length === 0;
