import type { Analysis } from '../analysis.ts';
import type { Finding, Value } from '../evidence.ts';
import { bestOf, defaultValue } from '../evidence.ts';
import { namesVendor } from '../sections.ts';
import type { Span } from '../source.ts';
import { countryCode, countryNames, onlyCountryOf } from '../values/countries.ts';
import type { WrittenEmail } from '../values/emails.ts';
import type { WrittenPhone } from '../values/phones.ts';
import { picklistValue } from '../values/picklists.ts';
import type { Scope } from './scope.ts';
import { inScope, isOwn, stale } from './scope.ts';

/** A country that a place, a number or an address speaks of. */
export interface CountryHint extends Span {
  readonly code: string;
  readonly weight: number;
  readonly rule: 'named' | 'city' | 'phone' | 'domain' | 'currency';
}

/** The places that a source names, without the vendor's own address. */
export function placesIn({ source, cues, context, dictated }: Analysis): CountryHint[] {
  return cues.country.flatMap((cue): CountryHint[] => {
    const capital = /\p{Lu}/u.test(source.clear.charAt(cue.start));
    // Looked for near the place: a text may be one line of 200,000 characters.
    const before =
      source.folded
        .slice(Math.max(0, cue.start - 60), cue.start)
        .split('\n')
        .at(-1) ?? '';
    const line = before + (source.folded.slice(cue.start, cue.end + 12).split('\n')[0] ?? '');
    if ((!capital && !dictated) || namesVendor(line.slice(0, 80), context.vendor)) return [];
    const isCountry = countryCode(source.folded.slice(cue.start, cue.end)) === cue.concept;
    const named =
      isCountry &&
      countryNames(cue.concept)
        .map((name) => name.toLowerCase())
        .includes(source.folded.slice(cue.start, cue.end));
    return [{ ...cue, code: cue.concept, weight: 0.85, rule: named ? 'named' : 'city' }];
  });
}

/** All in a source that speaks of a country: places, numbers, addresses, money. */
export function countryHintsIn(analysis: Analysis, phones: readonly WrittenPhone[]): CountryHint[] {
  return [...placesIn(analysis), ...phoneHints(phones), ...domainHints(analysis.emails), ...currencyHints(analysis)];
}

/** The country of a deal: where its words place it, else its numbers and addresses, else the org's default. */
export function countryOf(analysis: Analysis, scope: Scope, allHints: readonly CountryHint[]): Value<string> {
  const hints = inScope(scope, allHints);
  const votes = new Map<string, number>();
  for (const hint of hints) votes.set(hint.code, (votes.get(hint.code) ?? 0) + 0.03);
  const values = new Map(
    [...votes.keys()].map((code) => [
      code,
      picklistValue(analysis.context, 'Opportunity.Country__c', countryNames(code)),
    ]),
  );
  const findings = hints.flatMap((hint): Finding<string>[] => {
    const value = values.get(hint.code) ?? null;
    if (value === null) return [];
    const own = isOwn(scope, hint) ? 0.05 : 0;
    const confidence = Math.min(0.97, hint.weight + own + (votes.get(hint.code) ?? 0) - stale(analysis, hint.start));
    return [{ value, spans: [hint], confidence, reason: REASONS[hint.rule], rule: `country-${hint.rule}` }];
  });
  const fallback = analysis.context.defaults.country;
  const known = fallback ? picklistValue(analysis.context, 'Opportunity.Country__c', [fallback]) : null;
  return bestOf(analysis.source, findings) ?? defaultValue(known, 'org-default');
}

const REASONS = {
  named: null,
  city: 'country-of-city',
  phone: 'country-of-phone',
  domain: 'country-of-domain',
  currency: null,
} as const;

function phoneHints(phones: readonly WrittenPhone[]): CountryHint[] {
  return phones.flatMap((phone) =>
    phone.international && phone.country
      ? [{ start: phone.start, end: phone.end, code: phone.country, weight: 0.7, rule: 'phone' as const }]
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

/** A country's own domain; `.com` and its like say nothing, nor do those sold to everyone (`.io`, `.co`). */
function domainHints(emails: readonly WrittenEmail[]): CountryHint[] {
  return emails.flatMap((email) => {
    const code = email.domain.split('.').at(-1)?.toUpperCase() ?? '';
    const sold = ['IO', 'CO', 'ME', 'TV', 'AI', 'CC', 'EU'].includes(code);
    return code.length === 2 && !sold && countryNames(code).length > 1
      ? [{ start: email.start, end: email.end, code, weight: 0.6, rule: 'domain' as const }]
      : [];
  });
}
