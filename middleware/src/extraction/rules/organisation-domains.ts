import { fold } from '../source.ts';

/** Parts of a domain that name nobody. */
const GENERIC = new Set([
  'com',
  'org',
  'net',
  'gov',
  'gouv',
  'edu',
  'ac',
  'co',
  'mail',
  'example',
  'www',
  'africa',
  'group',
  'groupe',
  'info',
]);

/** The part of a mail domain that can spell a name: « sahelenergie » of `mail.sahelenergie.com.gh`. */
export function spellingOf(domain: string): string {
  const parts = domain
    .split('.')
    .slice(0, -1)
    .filter((part) => !GENERIC.has(part));
  return parts.at(-1) ?? '';
}

/** Whether a mail domain spells a name: most of its letters are words of the name, or it is the name's initials. */
export function agrees(domains: readonly string[], name: string): boolean {
  const words = fold(name)
    .split(' ')
    .filter((word) => word !== '');
  const initials = words
    .filter((word) => word.length > 2 || words.length < 3)
    .map((word) => word.charAt(0))
    .join('');
  return domains.some((domain) => {
    const letters = domain.replaceAll('-', '');
    const parts = domain.split('-');
    if (words.length > 1 && initials.length > 2 && parts.includes(initials)) return true;
    let spelled = 0;
    for (const word of words)
      if (word.length > 2 && spells(letters, parts, word)) spelled += Math.min(word.length, letters.length);
    return spelled / letters.length >= 0.45;
  });
}

/** A word of the name, or its first letters (« brew » of Breweries), in the domain. */
function spells(letters: string, parts: readonly string[], word: string): boolean {
  if (word.length < 4 ? parts.includes(word) || letters.startsWith(word) : letters.includes(word)) return true;
  return word.length > 5 && letters.includes(word.slice(0, 5));
}
