import type { Queryable } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.ts';
import { registrableDomain } from './accounts/domains.ts';
import type { AccountFacts, ContactFacts, DealFacts } from './facts.ts';
import { accountKeys, storable } from './mirror/account-keys.ts';
import { personKeys } from './mirror/contacts.ts';
import { tokensOf } from './mirror/tokens.ts';

/** What a person said of facts and a record. */
export type MatchDecision = { recordId: string; same: boolean; by: string; captureId: string | null } & Told;

/** Facts, and what they are of. */
export type Told =
  | { target: 'account'; facts: AccountFacts }
  | { target: 'contact'; facts: ContactFacts }
  | { target: 'opportunity'; facts: DealFacts };

/** The records that people named for facts, and those that they ruled out. */
export interface Remembered {
  readonly same: ReadonlySet<string>;
  readonly other: ReadonlySet<string>;
}

/**
 * What people decided, so that nobody is asked again. A decision on a name holds for all that bear it, unless both tell something
 * that sets them apart: the domain of an account, the e-mail of a person. So a confirmed acronym is a further name of its record.
 */
export interface MatchMemory {
  /** The last word on the same facts and record holds. Nothing is kept of facts without a name or a detail. */
  remember(client: Queryable, orgId: string, decision: MatchDecision): Promise<void>;
  recall(client: Queryable, orgId: string, told: Told): Promise<Remembered>;
}

interface Key {
  readonly name: string;
  readonly detail: string | null;
}

export function createMatchMemory(keyring: Keyring): MatchMemory {
  return {
    async remember(client, orgId, decision) {
      const { target, recordId, same, by, captureId } = decision;
      const key = keyOf(keyring, orgId, decision);
      if (!key) return;
      await client.query(
        `with former as (delete from match_decisions
           where org_id = $1 and target = $2 and name = $3 and detail is not distinct from $4::text and record_id = $5)
         insert into match_decisions (org_id, target, name, detail, record_id, same, decided_by, capture_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        // What was said of an account is of no person and stays when its capture goes.
        [orgId, target, key.name, key.detail, recordId, same, by, target === 'account' ? null : captureId],
      );
    },
    async recall(client, orgId, told) {
      const key = keyOf(keyring, orgId, told);
      if (!key) return { same: new Set(), other: new Set() };
      const { rows } = await client.query<{ record_id: string; same: boolean }>(
        `select record_id, same from match_decisions
         where org_id = $1 and target = $2 and name = $3 and (detail is null or $4::text is null or detail = $4)
         order by number desc limit 200`,
        [orgId, told.target, key.name, key.detail],
      );
      const last = new Map(rows.toReversed().map(({ record_id, same }) => [record_id, same]));
      const chosen = (same: boolean) => new Set([...last].filter(([, said]) => said === same).map(([id]) => id));
      return { same: chosen(true), other: chosen(false) };
    },
  };
}

/** Keyed hashes of what facts are known by; undefined when they tell nothing. */
function keyOf(keyring: Keyring, orgId: string, told: Told): Key | undefined {
  const tokens = tokensOf(keyring, orgId);
  const keyed = (name: string, detail: string | null): Key | undefined => {
    if (name === '' && detail === null) return undefined;
    return { name: tokens.hash(`decision-${told.target}`, name), detail };
  };
  if (told.target === 'contact') {
    const { names, email } = personKeys(told.facts, tokens);
    return keyed(names.toSorted().join(' '), email);
  }
  const name = storable(told.facts.name ?? '');
  const keys = name.trim() === '' ? undefined : accountKeys(name, null);
  if (told.target === 'opportunity') return keyed(keys?.joined ?? '', null);
  const domain = domainsOf(told.facts)[0];
  return keyed(keys ? keys.sorted || keys.joined : '', domain === undefined ? null : tokens.hash('domain', domain));
}

const MOST_DOMAINS = 10;

/** The domains that facts tell of an account: its website's, then those of its people. */
export function domainsOf({ website, emails }: AccountFacts): string[] {
  const texts = [...(website === null ? [] : [website]), ...emails].slice(0, MOST_DOMAINS);
  return [...new Set(texts.flatMap((text) => registrableDomain(storable(text)) ?? []))];
}
