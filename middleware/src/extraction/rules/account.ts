import type { Analysis } from '../analysis.ts';
import type { Value } from '../evidence.ts';
import { bestOf, noValue } from '../evidence.ts';
import { readLexiconFile, within } from '../lexicon.ts';
import type { AccountFacts } from '../schema.ts';
import type { Source, Span } from '../source.ts';
import type { WrittenEmail } from '../values/emails.ts';
import { websitesIn } from '../values/emails.ts';
import type { WrittenPhone } from '../values/phones.ts';
import type { Organisation } from './organisations.ts';
import type { Person } from './people.ts';
import { isFax, isSwitchboard } from './people-addresses.ts';
import type { Scope } from './scope.ts';
import { inScope, isOwn } from './scope.ts';

const FREE_MAIL = new Set(readLexiconFile('international', 'mail-domains')['free']);
const LEAST = 0.6;

/** The buyer: an organisation that the deal's own passages name, else the surest one of the whole source. */
export function accountOf(
  analysis: Analysis,
  scope: Scope,
  organisations: readonly Organisation[],
  country: Value<string>,
  { phones, people }: { phones: readonly WrittenPhone[]; people: readonly Person[] },
): AccountFacts {
  const findings = buyersOf(scope, organisations).map((organisation) => ({
    value: organisation.name,
    spans: [organisation],
    confidence: organisation.confidence,
    rule: organisation.rule,
  }));
  return {
    name: bestOf(analysis.source, findings) ?? noValue(),
    website: websiteOf(analysis, scope),
    phone: phoneOf(analysis, scope, phones, people),
    country: country.origin === 'source' ? { ...country, alternatives: [] } : noValue(),
  };
}

/** Who may buy: of one deal of several its own passages tell, else what is said of all, else the whole source. */
function buyersOf(scope: Scope, organisations: readonly Organisation[]): readonly Organisation[] {
  const sure = organisations.filter(({ confidence }) => confidence >= LEAST);
  if (scope.alone) return sure;
  const named = sure.filter((organisation) => isOwn(scope, organisation));
  if (named.length > 0) return named;
  const shared = inScope(scope, sure);
  return shared.length > 0 ? shared : sure;
}

/** The organisation's number: one called its switchboard, or a landline that is nobody's own. */
function phoneOf(
  analysis: Analysis,
  scope: Scope,
  phones: readonly WrittenPhone[],
  people: readonly Person[],
): Value<string> {
  const owned = new Set(people.flatMap((person) => person.phones));
  const findings = inScope(scope, phones).flatMap((phone) => {
    if (isFax(analysis, phone)) return [];
    const called = isSwitchboard(analysis, phone);
    if (!called && (phone.mobile || owned.has(phone))) return [];
    const confidence = called ? 0.85 : 0.65;
    return [{ value: phone.e164, spans: [phone], confidence, rule: called ? 'switchboard' : 'landline-of-nobody' }];
  });
  return bestOf(analysis.source, findings) ?? noValue();
}

/** The site that the source names; failing that, the domain of a client's mail address unless it is a free provider's. */
function websiteOf(analysis: Analysis, scope: Scope): Value<string> {
  const { source, emails, context, cues } = analysis;
  const isOurs = (address: string): boolean => context.vendor.domains.some((domain) => address.includes(domain));
  const sites = inScope(scope, websitesIn(source, emails))
    .filter(({ address }) => !isOurs(address))
    .map((site) => ({
      value: site.address,
      spans: [site],
      confidence: 0.85,
      rule: 'website-written',
      ...(site.mends ? { mends: site.mends } : {}),
    }));
  const domains = inScope(scope, emails)
    .filter(({ domain }) => !isOurs(domain) && !FREE_MAIL.has(domain))
    .filter((email) => within(cues.brand, email).length === 0)
    .map((email) => ({
      value: `www.${email.domain}`,
      spans: [domainOf(source, email)],
      confidence: 0.55,
      rule: 'website-of-mail',
      ...(email.mends ? { mends: email.mends.filter(({ meant }) => email.domain.includes(meant)) } : {}),
    }));
  return bestOf(source, sites.length > 0 ? sites : domains) ?? noValue();
}

/** The domain of an address; of one that was dictated or spaced out the whole address. */
function domainOf({ folded }: Source, { start, end, domain }: WrittenEmail): Span {
  const from = end - domain.length;
  return { start: folded.slice(from, end) === domain ? from : start, end };
}
