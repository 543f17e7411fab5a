import type { Source, Span } from '../source.ts';
import { touches } from '../source.ts';
import type { WrittenSite } from './addresses.ts';
import { domainIn, domainMender, domainsOf } from './domains-scanned.ts';
import { mendsOfAddress } from './address-mends.ts';
import { wordingOf } from './scan-letters.ts';

const LABEL = String.raw`[\p{L}\p{N}|!][\p{L}\p{N}|!-]{0,62}`;
/** `www.firm.sn`, `wvvw.firm,sn`, `www firm .sn`: the three letters tell a web address, however they were read. */
const SITE = new RegExp(
  String.raw`(?<![\p{L}\p{N}@./-])(?:https?:? ?// ?)?(?:[wW]|vv|VV|v\/){3} ?[., ] ?(${LABEL}(?: ?[.,] ?${LABEL}){1,4})`,
  'gu',
);

/** A web address in a picture: its domain as it was read. */
export interface ReadSite extends Span {
  readonly domain: string;
}

/** The web addresses in the stretches that were read from pictures, as they were read. */
export function readSites({ text, scanned }: Source): ReadSite[] {
  if (!scanned || scanned.length === 0) return [];
  return [...text.matchAll(SITE)].flatMap((match) => {
    const rest = match[1] ?? '';
    const found = domainIn(rest);
    if (!found) return [];
    const end = match.index + match[0].length - rest.length + found.length;
    const site = { start: match.index, end, domain: found.domain };
    return touches(scanned, site) ? [site] : [];
  });
}

/**
 * The web addresses in pictures as they are meant: see `domainMender`.
 * @param mails the mail addresses of the source, in reading order
 */
export function scannedSites(source: Source, mails: readonly (Span & { readonly domain: string })[]): WrittenSite[] {
  const sites = readSites(source).filter((site) => !touches(mails, site));
  if (sites.length === 0) return [];
  const wording = wordingOf(source, [...mails, ...sites]);
  const meantBy = domainMender(domainsOf([...sites, ...mails]), wording);
  return sites.flatMap(({ start, end, domain: read }) => {
    const domain = meantBy(read);
    if (domain === null) return [];
    const mends = mendsOfAddress(source.text.slice(start, end).replace(/^https?:? ?\/\/ ?/i, ''), `www.${domain}`);
    return [{ start, end, address: `www.${domain}`, ...(mends.length > 0 ? { mends } : {}) }];
  });
}
