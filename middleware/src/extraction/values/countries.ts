import { createRequire } from 'node:module';

import countries from 'i18n-iso-countries';

import { readLexiconFile } from '../lexicon.ts';
import { fold } from '../source.ts';

const require = createRequire(import.meta.url);
for (const language of ['fr', 'en']) countries.registerLocale(require(`i18n-iso-countries/langs/${language}.json`));

/** What people call a country beside its official names: « RCI », « RDC », "UK". */
const ALIASES = readLexiconFile('international', 'country-aliases');
/** Countries and their towns, as notes name them. */
const PLACES = readLexiconFile('international', 'countries');
const NATIONALITIES = readLexiconFile('international', 'nationalities');
const CODES: ReadonlyMap<string, string> = new Map([
  ...['fr', 'en'].flatMap((language) =>
    Object.entries(countries.getNames(language, { select: 'all' })).flatMap(([code, names]) =>
      names.map((name): [string, string] => [fold(name), code]),
    ),
  ),
  ...[PLACES, NATIONALITIES, ALIASES].flatMap((file) =>
    Object.entries(file).flatMap(([code, names]) => names.map((name): [string, string] => [fold(name), code])),
  ),
]);
const CURRENCIES: ReadonlyMap<string, string> = new Map(
  Object.entries(readLexiconFile('international', 'country-currencies')).flatMap(([currency, codes]) =>
    codes.map((code): [string, string] => [code, currency]),
  ),
);

/** The ISO 3166 code of a country named in French or English, or of one of its towns (« Côte d'Ivoire », "UK"); null when it is none. */
export function countryCode(name: string | null | undefined): string | null {
  return name ? (CODES.get(fold(name)) ?? null) : null;
}

/** Every name of a country that an org's picklist may carry: French, English, its code and its other names. */
export function countryNames(code: string): readonly string[] {
  const known = namesByCode.get(code);
  if (known) return known;
  const official = ['fr', 'en'].flatMap((language) => countries.getName(code, language, { select: 'all' }) ?? []);
  // « Congo » is a name of two: it stays with the one that is called so.
  const own = official.filter((name) => CODES.get(fold(name)) === code);
  const names = [...own, code, ...(ALIASES[code] ?? [])];
  namesByCode.set(code, names);
  return names;
}
const namesByCode = new Map<string, readonly string[]>();

/** The one country that has this currency; null for the franc CFA, the euro and the like. */
export function onlyCountryOf(currency: string): string | null {
  const codes = [...CURRENCIES].filter(([, own]) => own === currency).map(([code]) => code);
  return codes.length === 1 ? (codes[0] ?? null) : null;
}

/** The currency of a country; null when the lexicon has none. */
export function currencyOf(code: string): string | null {
  return CURRENCIES.get(code) ?? null;
}
