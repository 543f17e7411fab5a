import { readLexiconFile } from '../lexicon.ts';
import type { Source } from '../source.ts';
import { overlaps, touches } from '../source.ts';
import { mendsOfAddress } from './address-mends.ts';
import type { WrittenEmail, WrittenSite } from './addresses.ts';
import { scannedEmails } from './emails-scanned.ts';
import { spokenEmails } from './emails-spoken.ts';
import { isDomain } from './scan-letters.ts';
import { readSites, scannedSites } from './sites-scanned.ts';

export type { WrittenEmail } from './addresses.ts';

const LOCAL = String.raw`(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}`;
const DOMAIN = String.raw`[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}`;
const EMAIL = new RegExp(`${LOCAL}@${DOMAIN}`, 'gu');
/**
 * Addresses that a person hid from robots, a scanner broke or a form spaced out: `nom (at) domaine.sn`, `nom @ domaine.sn`,
 * `nom©domaine.sn`, `nom@domaine. sn`, `nom@gmail,com`.
 */
const BROKEN = new RegExp(
  `${LOCAL}(?: ?[[({<]? ?(?:@|\\(a\\)|©|®) ?[\\])}>]? ?| ?[[({<] ?(?:at|arobase|a) ?[\\])}>] ?| (?:at|arobase) )([\\p{L}\\p{N}-]{1,63}(?: ?(?:\\.|,|[[({<] ?(?:dot|point) ?[\\])}>]) ?[\\p{L}\\p{N}-]{2,63}){1,3})(?![\\p{L}\\p{N}])`,
  'gu',
);
const WEBSITE = /(?<![\p{L}\p{N}@./-])(?:https?:\/\/)?www\.[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu;
const ENDINGS = new Set(readLexiconFile('international', 'mail-endings').endings);
/** Ends of a domain as a scanner misreads them. */
const MISREAD: Readonly<Record<string, string>> = { corn: 'com', c0m: 'com', c0rn: 'com', '0rg': 'org', nel: 'net' };

/** Every mail address, written or dictated, in reading order; none overlaps another. */
export function emailsIn(source: Source): WrittenEmail[] {
  const { scanned } = source;
  const typed = [...writtenEmails(source), ...brokenEmails(source)].filter(
    (email) => scanned === null || !touches(scanned, email),
  );
  const found = [...typed, ...scannedEmails(source, readSites(source)), ...spokenEmails(source)];
  const kept: WrittenEmail[] = [];
  for (const email of found.sort((one, other) => one.start - other.start)) {
    const last = kept.at(-1);
    if (!last || !overlaps(last, email)) kept.push(email);
  }
  return kept;
}

function writtenEmails(source: Source): WrittenEmail[] {
  const matches = [...source.clear.matchAll(EMAIL)];
  const scanned = matches.length > 0 && isScanned(source, matches);
  return matches.map((match) => {
    const end = match.index + match[0].length;
    const written = source.text.slice(match.index, end);
    const isWhole = written === match[0] || scanned || !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(written);
    return emailOf(isWhole ? match[0] : written, match.index, end);
  });
}

/** Whether a source shows what scanners confuse elsewhere than in its addresses, where `a1` may be meant as it stands. */
function isScanned({ text, clear }: Source, addresses: readonly RegExpExecArray[]): boolean {
  const inside = addresses.map(({ index, 0: address }) => ({ start: index, end: index + address.length }));
  let next = 0;
  for (let place = 0; place < text.length; place += 1) {
    while ((inside[next]?.end ?? Number.POSITIVE_INFINITY) <= place) next += 1;
    if (text.charAt(place) === clear.charAt(place) || place >= (inside[next]?.start ?? text.length)) continue;
    if (/[\p{L}\d|]/u.test(clear.charAt(place))) return true;
  }
  return false;
}

function brokenEmails({ clear, folded }: Source): WrittenEmail[] {
  return [...clear.matchAll(BROKEN)].flatMap((match) => {
    const quote = match[0];
    const domain = (match[1] ?? '').replace(/ ?(?:[.,]|[[({<] ?(?:dot|point) ?[\])}>]) ?/g, '.').toLowerCase();
    const local = /^[\p{L}\p{N}._%+-]+/u.exec(quote)?.[0] ?? '';
    const ending = domain.split('.').at(-1) ?? '';
    if (!ENDINGS.has(MISREAD[ending] ?? ending)) return [];
    // « le mail est à nom@domaine. Com… », « nom@domaine. ne pas »: after a blank only a small ending that is no word.
    const spaced = /[.,] \S+$/.exec(quote)?.[0];
    if (spaced && (WORDS.test(ending) || /\p{Lu}/u.test(spaced))) return [];
    if (/^ at /.test(folded.slice(match.index + local.length)) && !/[._]/.test(local)) return [];
    const email = emailOf(`${local}@${domain}`, match.index, match.index + quote.length);
    // « (at) » hides an address from robots: nothing was misread.
    const isMisread = /[©®,]/.test(quote) || !email.domain.endsWith(ending);
    return [isMisread ? { ...email, mends: mendsOfAddress(quote, email.address) } : email];
  });
}

/** Endings that are words too. */
const WORDS = /^(?:ne|ma|de|es|it|in|us|me|la|so|to|is|no|at|be|as|an|my)$/;

function emailOf(text: string, start: number, end: number): WrittenEmail {
  const address = text.toLowerCase().replace(/[^.]+$/, (ending) => MISREAD[ending] ?? ending);
  const at = address.indexOf('@');
  return { start, end, address, local: address.slice(0, at), domain: address.slice(at + 1) };
}

/** A domain that has its line or its cell to itself: `firm.sn`, « Web : firm.com ». */
const ALONE = new RegExp(
  String.raw`(?<=(?:^|\n|\|| {2}|(?:site|web|website|url|internet|w) ?: ?)[ ]{0,3})(?:https?://)?(?:[\p{L}\p{N}-]{2,63}\.){1,3}\p{L}{2,10}(?:/[\w/-]{0,40})?(?=[ ]{0,3}(?:\n|$|\|| {2}))`,
  'gu',
);

function sitesAlone({ folded }: Source): WrittenSite[] {
  return [...folded.matchAll(ALONE)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length, address: match[0] }))
    .filter(({ address }) => {
      const domain = address.replace(/^https?:\/\/|\/.*$/g, '');
      return !domain.startsWith('www.') && /[\p{L}\d-]{4}/u.test(domain) && isPublic(domain);
    });
}

/** Domains that end as most do: a short ending may be a word after a stop that lacks its blank. */
function isPublic(domain: string): boolean {
  return isDomain(domain) && ENDINGS.has(domain.split('.').at(-1) ?? '');
}

/**
 * The web addresses that begin with `www`, or stand alone.
 * @param mails the mail addresses of the source
 */
export function websitesIn(source: Source, mails: readonly WrittenEmail[] = emailsIn(source)): WrittenSite[] {
  const { scanned, folded } = source;
  const alone = sitesAlone(source);
  const typed = [...folded.matchAll(WEBSITE)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length, address: match[0] }))
    .filter((site) => scanned === null || !touches(scanned, site));
  const read = scanned === null ? [] : scannedSites(source, mails);
  const sites = [...typed, ...read].sort((one, other) => one.start - other.start);
  const others = alone.filter((site) => !touches(sites, site));
  return [...sites, ...others].sort((one, other) => one.start - other.start);
}
