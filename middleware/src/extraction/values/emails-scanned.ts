import type { Source, Span } from '../source.ts';
import { touches } from '../source.ts';
import { mendsOfAddress } from './address-mends.ts';
import type { WrittenEmail } from './addresses.ts';
import type { Domains } from './domains-scanned.ts';
import { domainIn, domainMender, domainsOf } from './domains-scanned.ts';
import type { Wording } from './scan-letters.ts';
import { alike, isDomain, mendedPart, wordingOf } from './scan-letters.ts';

const LABEL = String.raw`[\p{L}\p{N}|!][\p{L}\p{N}|!-]{0,62}`;
/**
 * An address as pictures give it: `nf.s0w @ firm .sn`, `nf.sow©firm,sn`, `nf.sow@firm sn`. What stands for the at sign in a word is
 * one only where the domain is known.
 */
const ADDRESS = new RegExp(
  String.raw`(?<![\p{L}\p{N}._%+|!-])[\p{L}\p{N}|!][\p{L}\p{N}._%+|!-]{0,63}(?: ?(?:\(@\)|\(a\)|[@©®]) ?|[€&¢Q])${LABEL}(?: ?[.,] ?${LABEL}){0,4}(?: (?:\p{Ll}{2,3})(?=[ ]{2}|[ ]*(?:\n|$|\|)))?`,
  'gu',
);
const SURE_SIGN = /\(@\)|\(a\)|[@©®]/u;
/** A beginning that a blank cuts off, where an address may begin: « Email : nf. sow@… ». */
const CUT_OFF = /(?:^|\n|: ?| {2})([\p{L}\p{N}]{1,20}(?:[._-] | (?=[._-])))$/u;
const MAIL_LABEL = /(?:e-?mail|mail|courriel|@)[ .:]{1,4}$/i;

interface Candidate extends Span {
  readonly local: string;
  readonly domain: string;
  /** Whether the at sign is one. */
  readonly sure: boolean;
}

/**
 * The addresses in the stretches that were read from pictures. What readers confuse is mended where the source bears it out: by the
 * same domain elsewhere, a name that the address is made of, an ending that exists. An address that would be none is left out.
 * @param sites the domains of the web addresses of the source, as they were read
 */
export function scannedEmails(source: Source, sites: readonly (Span & { readonly domain: string })[]): WrittenEmail[] {
  const { scanned } = source;
  if (!scanned || scanned.length === 0) return [];
  const candidates = [...source.text.matchAll(ADDRESS)]
    .map((match) => candidateAt(source, match))
    .filter((one) => one !== null)
    .filter((one) => touches(scanned, one));
  if (candidates.length === 0) return [];
  const wording = wordingOf(source, [...candidates, ...sites]);
  const domains = domainsOf([...candidates.filter(({ sure }) => sure), ...sites]);
  const ground = { source, domains, wording, meantBy: domainMender(domains, wording) };
  return candidates.flatMap((candidate) => mendedEmail(ground, candidate) ?? []);
}

function candidateAt({ text }: Source, match: RegExpExecArray): Candidate | null {
  const lead = CUT_OFF.exec(text.slice(Math.max(0, match.index - 24), match.index))?.[1] ?? '';
  const sure = SURE_SIGN.test(match[0]);
  const at = sure ? SURE_SIGN.exec(match[0]) : /[€&¢Q](?!.*[€&¢Q])/u.exec(match[0]);
  if (!at) return null;
  const local = (lead + match[0].slice(0, at.index)).replace(/[ ]/g, '').toLowerCase();
  const rest = match[0].slice(at.index + at[0].length);
  const kept = domainIn(rest);
  // « CLINIQUE »: most of what may be a misread sign is a letter of a word.
  if (kept === null || (!sure && !isDomain(kept.domain))) return null;
  const end = match.index + match[0].length - rest.length + kept.length;
  return { start: match.index - lead.length, end, local, domain: kept.domain, sure };
}

interface Ground {
  readonly source: Source;
  readonly domains: Domains;
  readonly wording: Wording;
  readonly meantBy: (domain: string) => string | null;
}

function mendedEmail({ source, domains, wording, meantBy }: Ground, candidate: Candidate): WrittenEmail | null {
  const { start, end, sure } = candidate;
  const domain = meantBy(candidate.domain);
  if (domain === null) return null;
  if (!sure && !domains.like(domain).length && !MAIL_LABEL.test(source.text.slice(Math.max(0, start - 12), start)))
    return null;
  const local = candidate.local
    .split(/([._%+-])/)
    .map((part) => (part.length > 1 ? mendedPart(part, wording) : part))
    .map((part) => (wording.has(part) ? part : (wording.nameNear(part) ?? part)))
    .join('');
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._%+-]*$/u.test(local)) return null;
  const address = `${local}@${domain}`;
  const asRead = `${candidate.local}@${candidate.domain}`;
  const isOther = asRead !== address && isDomain(candidate.domain) && /^[\w.%+-]+$/.test(candidate.local);
  const mends = mendsOfAddress(source.text.slice(start, end), address);
  return {
    start,
    end,
    address,
    local,
    domain,
    ...(mends.length > 0 ? { mends } : {}),
    ...(isOther ? { asRead } : {}),
    ...(alike(candidate.local) === alike(local) ? {} : { guessed: true }),
  };
}
