import type { Wording } from './scan-letters.ts';
import { alike, isDomain, mendedEnding, mendedPart } from './scan-letters.ts';

/** Second parts of domains that name nobody: `com.gh`, `gouv.sn`. */
const GENERIC = ['com', 'org', 'net', 'gov', 'gouv', 'edu', 'ac', 'co'];

/** `mendedDomain` for the addresses of one source, of which many have the same. */
export function domainMender(domains: Domains, wording: Wording): (read: string) => string | null {
  const known = new Map<string, string | null>();
  return (read) => {
    const before = known.get(read);
    if (before !== undefined) return before;
    const meant = mendedDomain(read, domains, wording);
    known.set(read, meant);
    return meant;
  };
}

/**
 * A domain that was read from a picture as it is meant: as the source writes it elsewhere, else with those of its parts mended that
 * words of the source bear out. Null when it is none even so.
 * @param domains all that the source has, as they were read
 */
function mendedDomain(read: string, domains: Domains, wording: Wording): string | null {
  const same = domains.like(read).map((other) => mendedLabels(other, wording));
  const [best] = [mendedLabels(read, wording), ...same]
    .filter(isDomain)
    .sort((one, other) => doubts(one, wording) - doubts(other, wording));
  return best ?? null;
}

/** The domains of a source by how they look to a reader of pictures. */
export interface Domains {
  /** Those that look like one: a few, however often they are written. */
  like(domain: string): readonly string[];
}

const MOST_ALIKE = 8;

export function domainsOf(read: readonly { readonly domain: string }[]): Domains {
  const byLook = new Map<string, Set<string>>();
  for (const { domain } of read) {
    const look = looks(domain);
    const same = byLook.get(look) ?? new Set();
    if (same.size < MOST_ALIKE) byLook.set(look, same.add(domain));
  }
  return { like: (domain) => [...(byLook.get(looks(domain)) ?? [])] };
}

/** Also where a dot was not seen. */
function looks(domain: string): string {
  return alike(domain).replace(/[^\p{L}\p{N}]/gu, '');
}

function mendedLabels(domain: string, wording: Wording): string {
  const labels = domain.split('.');
  const ending = mendedEnding(labels.at(-1) ?? '');
  const names = labels.slice(0, -1).map((label, index) => {
    const generic = GENERIC.find((known) => alike(known) === alike(label));
    if (generic !== undefined && index > 0) return generic;
    const whole = mendedPart(label, wording);
    return whole === label
      ? label
          .split('-')
          .map((part) => mendedPart(part, wording))
          .join('-')
      : whole;
  });
  return [...names, ending].join('.');
}

/** How little speaks for a domain: figures within words, and parts that the source does not write elsewhere. */
function doubts(domain: string, wording: Wording): number {
  const parts = domain
    .split('.')
    .slice(0, -1)
    .flatMap((label) => label.split('-'));
  const unknown = parts.filter((part) => !wording.has(part)).length;
  const figures = domain.match(/(?<=\p{L})\d|\d(?=\p{L})/gu)?.length ?? 0;
  return figures * 2 + unknown;
}

/** Endings that are words too, and so end no address after a blank. */
const WORDS = /^(?:ne|ma|de|es|it|in|us|me|la|so|to|is|no|at|be|as|an|my|et|or|and|the|tel|fax|mob)$/;

/** The domain that a text begins with: what follows a stop and a blank belongs to it only where that makes an ending. */
export function domainIn(text: string): { domain: string; length: number } | null {
  let kept = text;
  for (;;) {
    const cut = /(?:( ?[.,] ?)|( ))([^ .,]+)$/u.exec(kept);
    if (!cut) return kept === '' ? null : { domain: plain(kept), length: kept.length };
    const ending = (cut[3] ?? '').toLowerCase();
    const spaced = /[ ]/.test(cut[0]);
    const isEnding = !spaced || (cut[3] === ending && !WORDS.test(ending) && isDomain(`name.${ending}`));
    if (isEnding) return { domain: plain(kept), length: kept.length };
    kept = kept.slice(0, cut.index);
  }
}

function plain(domain: string): string {
  return domain
    .trim()
    .replace(/ ?[.,] ?| /g, '.')
    .toLowerCase();
}
