/** A text as it is compared exactly: composed, in lower case, with single spaces. */
export function comparable(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** How a line begins that mail programs put above what they quote or forward, without accents. */
const HEADER =
  /^(?:from|to|cc|bcc|date|sent|subject|reply-to|de|a|cci|envoye(?: le)?|objet|sujet|repondre a|para|enviado|asunto|fecha|von|an|gesendet|betreff|datum)\s*:/;
/** What they put between a person's own words and those of others. */
const BEGIN_OF_FORWARDED =
  /^[\s*_-]*(?:(?:begin )?forwarded message|original message|message (?:transfere|original|d'origine)|debut du message (?:reexpedie|transfere)|mensaje reenviado|weitergeleitete nachricht|ursprungliche nachricht)[\s:*_-]*$/;
const QUOTE_MARKS = /^(?:\s*>)+\s?/;
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * The words of a text without what a forward adds to it: quote marks, heads of mails, case, accents and punctuation. The first list
 * is all of them; each further one is what stands after a mark where something forwarded begins.
 */
export function wordsOf(text: string): string[][] {
  const parts: string[][] = [[]];
  for (const line of text.split('\n')) {
    const folded = line.replace(QUOTE_MARKS, '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
    if (BEGIN_OF_FORWARDED.test(folded)) parts.push([]);
    else if (!HEADER.test(folded)) parts.at(-1)?.push(...(folded.match(WORD) ?? []));
  }
  const forwarded = parts.slice(1).map((_, index) => parts.slice(index + 1).flat());
  return [parts.flat(), ...forwarded.slice(0, MOST_FORWARDS)];
}

/** A mail that was forwarded more often is looked at up to here. */
const MOST_FORWARDS = 5;
