import type { Source, Span } from '../source.ts';

/** A mail address written in a source. */
export interface WrittenEmail extends Span {
  /** Lower case. */
  readonly address: string;
  readonly local: string;
  readonly domain: string;
}

const EMAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu;
const WEBSITE = /(?<![\p{L}\p{N}@./-])(?:https?:\/\/)?www\.[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu;

const SPOKEN =
  /(?<![\p{L}\p{N}])([\p{L}\p{N}]{1,30}(?:(?: (?:point|dot|tiret|underscore) )[\p{L}\p{N}]{1,30}){0,3}) (?:arobase|arrobase|arobas|at) ([\p{L}\p{N}]{1,40}(?:(?: (?:point|dot|tiret) )[\p{L}\p{N}]{1,30}){1,3})/gu;
const SPOKEN_SIGNS: Record<string, string> = { point: '.', dot: '.', tiret: '-', underscore: '_' };

function spokenPart(text: string): string {
  return text.replace(/ (point|dot|tiret|underscore) /g, (_whole, sign: string) => SPOKEN_SIGNS[sign] ?? '.');
}

/** Dictated addresses: « r point sène arobase exemple point sn ». */
function spokenEmails(source: Source): WrittenEmail[] {
  return [...source.folded.matchAll(SPOKEN)].map((match) => {
    const local = spokenPart(match[1] ?? '');
    const domain = spokenPart(match[2] ?? '');
    return { start: match.index, end: match.index + match[0].length, address: `${local}@${domain}`, local, domain };
  });
}

/** Every mail address, written or dictated, in reading order. */
export function emailsIn(source: Source): WrittenEmail[] {
  const written = [...source.clear.matchAll(EMAIL)].map((match) => {
    const address = match[0].toLowerCase();
    const at = address.indexOf('@');
    const end = match.index + match[0].length;
    return { start: match.index, end, address, local: address.slice(0, at), domain: address.slice(at + 1) };
  });
  return [...spokenEmails(source), ...written].sort((one, other) => one.start - other.start);
}

/** The web addresses that begin with `www`. */
export function websitesIn(source: Source): (Span & { readonly address: string })[] {
  return [...source.folded.matchAll(WEBSITE)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    address: match[0],
  }));
}
