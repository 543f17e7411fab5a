import type { Analysis } from '../analysis.ts';
import { readLexiconFile, within } from '../lexicon.ts';
import { fold, wordIndexAt } from '../source.ts';
import { countryCode } from '../values/countries.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import { honorificAt } from './names.ts';
import { spellingOf } from './organisation-domains.ts';
import type { Organisation } from './organisations.ts';
import type { Person } from './people.ts';

const SHORTEST_WORD = 6;
const FREE_MAIL = new Set(readLexiconFile('international', 'mail-domains')['free']);
/** Who practises under the own name: the office is the buyer. */
const PRACTICE = /^(?:notaire|huissier|commissaire[ -]priseur|avocate?|greffier|notary|barrister|solicitor)/;

/** What names the buyer where no name stands: a practice under its owner's name, a mail domain of its own. */
export function lastResorts(analysis: Analysis, people: readonly Person[]): Organisation[] {
  return [...practices(analysis, people), ...domainNames(analysis, people)];
}

/** « Maître Sokhna Samb, notaire à Ziguinchor ». */
function practices({ source }: Analysis, people: readonly Person[]): Organisation[] {
  return people.flatMap((person) => {
    if (person.side !== 'client' || !person.title || person.first === null) return [];
    const title = source.folded.slice(person.title.start, person.title.end);
    const index = wordIndexAt(source.words, person.start);
    const honorific = source.words[index - 1];
    if (!PRACTICE.test(title) || !honorific || honorificAt(source, index - 1) !== 1) return [];
    const span = { start: honorific.start, end: person.end };
    return [{ ...span, name: source.clear.slice(span.start, span.end), confidence: 0.62, rule: 'practice' }];
  });
}

/** « bassari-energie.sn » for Bassari Energie: what is written before the last point, each part with a capital. */
function domainNames({ emails, context, cues }: Analysis, people: readonly Person[]): Organisation[] {
  const shared = new Set(context.vendor.domains);
  return emails.flatMap((email) => {
    const third = people.some((person) => person.side !== 'client' && person.email === email);
    if (third || shared.has(email.domain) || FREE_MAIL.has(email.domain) || within(cues.brand, email).length > 0)
      return [];
    const spelling = spellingOf(email.domain);
    if (spelling.length < 4 || /\d/.test(spelling) || fold(email.local).includes(fold(spelling))) return [];
    if (spelling.split('-').some(isCompound) || people.some((person) => isOwnName(person, spelling))) return [];
    const start = email.end - email.domain.length + email.domain.indexOf(spelling);
    const name = spelling.split('-').map(capitalised).join(' ');
    return [{ start, end: start + spelling.length, name, confidence: 0.61, rule: 'mail-domain-alone' }];
  });
}

/** A domain of somebody's own name names nobody else. */
function isOwnName({ first, last }: Person, spelling: string): boolean {
  return [first, last].some(
    (name) => name !== null && name.length > 3 && spelling.includes(fold(name).replaceAll(' ', '')),
  );
}

/** « golfebrasserie », « kanoleather »: words run together, of which nobody knows how the name is written. */
function isCompound(part: string): boolean {
  for (let length = SHORTEST_WORD; length <= part.length - 2; length += 1) {
    if ([part.slice(0, length), part.slice(-length)].some((end) => isOrdinary(end) || countryCode(end) !== null))
      return true;
  }
  return false;
}

function isOrdinary(word: string): boolean {
  return isOrdinaryWord(word, 'fr') || isOrdinaryWord(word, 'en');
}

/** « bcao » without a vowel pattern of a word, or short: an acronym. */
function capitalised(part: string): string {
  return part.length < 4 || !/[aeiouy]/.test(part) ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1);
}
