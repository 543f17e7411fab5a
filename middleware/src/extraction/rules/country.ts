import type { Analysis } from '../analysis.ts';
import type { Finding, Value } from '../evidence.ts';
import { bestOf, defaultValue } from '../evidence.ts';
import { namesVendor } from '../sections.ts';
import type { Span } from '../source.ts';
import { contains, lastUpTo } from '../source.ts';
import { countryNames, onlyCountryOf } from '../values/countries.ts';
import type { WrittenEmail } from '../values/emails.ts';
import type { WrittenPhone } from '../values/phones.ts';
import { picklistValue } from '../values/picklists.ts';
import { nationalitiesIn, placesIn } from './country-places.ts';
import type { Organisation } from './organisations.ts';
import type { Scope } from './scope.ts';
import { inScope, isOwn, stale } from './scope.ts';

/** A country that a place, a number or an address speaks of. */
export interface CountryHint extends Span {
  readonly code: string;
  readonly weight: number;
  readonly rule: 'named' | 'city' | 'phone' | 'domain' | 'currency';
}

/** From here on an organisation is taken for a buyer, and where it is tells the country. */
const SURE = 0.6;
/** How far from a buyer's name a place still tells where the buyer is. */
const BESIDE = 60;
/** From this weight on a place is said to be where somebody is; below it, where somebody goes or comes from. */
const STATED = 0.6;
const ELSEWHERE = 0.3;
/** What a place in a buyer's own name weighs: « Mairie de Parakou ». */
const IN_NAME = 0.87;

/** All in a source that speaks of a country: places, numbers, addresses, money; a place beside a buyer's name says most. */
export function countryHintsIn(
  analysis: Analysis,
  phones: readonly WrittenPhone[],
  organisations: readonly Organisation[] = [],
): CountryHint[] {
  const buyers = organisations
    .filter(({ confidence }) => confidence >= SURE)
    .toSorted((one, other) => one.start - other.start);
  const places = placesIn(analysis).map((hint) => ({ ...hint, weight: placeWeight(analysis, buyers, hint) }));
  const ofNames = nationalitiesIn(analysis).filter((hint) => buyers.some((buyer) => contains(buyer, hint)));
  return [
    ...places,
    ...ofNames,
    ...phoneHints(phones),
    ...domainHints(analysis, analysis.emails),
    ...currencyHints(analysis),
  ];
}

/** A place beside a buyer's name or in a signature says more; where people travel to after the buyer was named, nothing. */
function placeWeight(analysis: Analysis, buyers: readonly Span[], hint: CountryHint): number {
  const holder = buyers[lastUpTo(buyers, hint.start)];
  if (holder && contains(holder, hint)) return inName(analysis, holder, hint);
  const named = buyers.some((buyer) => buyer.end <= hint.start);
  // « Hotel Atlantic Bissau »
  if (buyers.some((buyer) => buyer.end === hint.start - 1)) return IN_NAME;
  if (hint.weight < STATED) return named ? Math.min(hint.weight, ELSEWHERE) : hint.weight;
  return hint.weight + beside(analysis, buyers, hint) + signed(analysis, hint);
}

/** « Mairie de Parakou », « Gambia Ports Authority » say where; « Assurances Lafia » may be called so anywhere. */
function inName({ source }: Analysis, holder: Span, hint: CountryHint): number {
  const opens = hint.start === holder.start || hint.rule === 'named';
  return opens || /(?: de | of | d |['’])$/u.test(source.clear.slice(Math.max(0, hint.start - 4), hint.start))
    ? IN_NAME
    : 0.5;
}

/** On the line of a buyer, or close by. */
function beside({ source }: Analysis, buyers: readonly Span[], hint: CountryHint): number {
  const before = buyers[lastUpTo(buyers, hint.start)];
  const after = buyers[lastUpTo(buyers, hint.start) + 1];
  const near = (from: number, to: number): boolean =>
    to - from <= BESIDE && to >= from && !/[.;!?]\s|\n\s*\n/.test(source.clear.slice(from, to));
  if (before && near(before.end, hint.start)) return 0.1;
  return after && near(hint.end, after.start) ? 0.08 : 0;
}

/** In a client's signature or in the address at the top of a letter. */
function signed({ sections }: Analysis, hint: Span): number {
  const line = sections.lines[lastUpTo(sections.lines, hint.start)];
  return line?.role === 'signature' && !sections.messages[line.message]?.byVendor ? 0.05 : 0;
}

/** More hints of one country than this add nothing. */
const MOST_VOTES = 4;

/** The country of a deal: where its words place it, else its numbers and addresses, else the org's default. */
export function countryOf(analysis: Analysis, scope: Scope, allHints: readonly CountryHint[]): Value<string> {
  const hints = inScope(scope, allHints);
  const votes = new Map<string, number>();
  for (const hint of hints)
    if (hint.weight >= 0.5) votes.set(hint.code, Math.min(MOST_VOTES, (votes.get(hint.code) ?? 0) + 1));
  const values = new Map(
    [...new Set(hints.map(({ code }) => code))].map((code) => [
      code,
      picklistValue(analysis.context, 'Opportunity.Country__c', countryNames(code)),
    ]),
  );
  const findings = hints.flatMap((hint): Finding<string>[] => {
    const value = values.get(hint.code) ?? null;
    if (value === null || hint.weight < 0.4) return [];
    const own = !scope.alone && isOwn(scope, hint) ? 0.1 : 0;
    const confidence = hint.weight + own + (votes.get(hint.code) ?? 0) * 0.03 - stale(analysis, hint.start) * 0.5;
    return [
      {
        value,
        spans: [hint],
        confidence: Math.min(0.97, confidence),
        reason: REASONS[hint.rule],
        rule: `country-${hint.rule}`,
      },
    ];
  });
  const fallback = analysis.context.defaults.country;
  const known = fallback ? picklistValue(analysis.context, 'Opportunity.Country__c', [fallback]) : null;
  return bestOf(analysis.source, findings) ?? defaultValue(known, 'org-default');
}

/** How each kind of hint became a country. */
export const REASONS = {
  named: null,
  city: 'country-of-city',
  phone: 'country-of-phone',
  domain: 'country-of-domain',
  currency: null,
} as const;

function phoneHints(phones: readonly WrittenPhone[]): CountryHint[] {
  return phones.flatMap((phone) =>
    phone.international && phone.country
      ? [{ start: phone.start, end: phone.end, code: phone.country, weight: 0.66, rule: 'phone' as const }]
      : [],
  );
}

/** The money of one country alone: dalasi, dirham, ouguiya. */
function currencyHints({ amounts }: Analysis): CountryHint[] {
  return amounts.flatMap(({ start, end, currency }) => {
    const code = currency === null ? null : onlyCountryOf(currency);
    return code === null || currency === 'USD' ? [] : [{ start, end, code, weight: 0.55, rule: 'currency' as const }];
  });
}

/** A country's own domain; `.com` and its like say nothing, nor do those sold to everyone (`.io`, `.co`), nor a maker's. */
function domainHints({ cues, context }: Analysis, emails: readonly WrittenEmail[]): CountryHint[] {
  return emails.flatMap((email) => {
    const code = email.domain.split('.').at(-1)?.toUpperCase() ?? '';
    const sold = ['IO', 'CO', 'ME', 'TV', 'AI', 'CC', 'EU', 'FM', 'LY', 'SH'].includes(code);
    const foreign =
      namesVendor(email.domain, context.vendor) ||
      cues.brand.some((brand) => contains(email, brand)) ||
      /^(?:yahoo|hotmail|live|orange|free|wanadoo)\./.test(email.domain);
    return code.length === 2 && !sold && !foreign && countryNames(code).length > 1
      ? [{ start: email.start, end: email.end, code, weight: 0.6, rule: 'domain' as const }]
      : [];
  });
}

export { placesIn };
