import type { Answer, DealAnswer, Quote } from './answer.ts';
import { readAnswer } from './answer.ts';
import type { NumberedLine } from './numbering.ts';
import { spanOfLines } from './numbering.ts';
import type { Checked } from './models.ts';
import type { Part } from './parts.ts';
import { quoteFinder } from './quotes.ts';

/** Paths that one problem names: the model sees what is meant, and the turn stays short. */
const MOST_NAMED = 12;
/** Quotes looked at: enough to tell a reading from an invention. */
const MOST_LOOKED_AT = 60;

/**
 * What is made of a model's answer about one part before it is believed in anything: it fits the schema, it says something,
 * and it does not invent more than it quotes. A problem names fields only, so that no text of a source is in it.
 */
export function checkAnswer(
  content: string,
  text: string,
  lines: readonly NumberedLine[],
  part: Part,
): Checked<Answer> {
  const read = readAnswer(content);
  if (!read.ok) return read;
  const finder = quoteFinder(text, part);
  const looked = telling(read.value).slice(0, MOST_LOOKED_AT);
  const invented = looked.filter(([, { quote, line }]) => finder.find(quote, spanOfLines(lines, line, line)) === null);
  if (invented.length * 2 <= looked.length) return read;
  const paths = invented.slice(0, MOST_NAMED).map(([path]) => path);
  return {
    ok: false,
    problem: `These quotes do not stand in the source: ${paths.join(', ')}. Copy quotes from the numbered lines, character by character; use null where the source states nothing.`,
  };
}

/** The quotes without which there is no deal, by their paths. */
function telling({ deals, account }: Answer): [string, Quote][] {
  const own = deals.flatMap((deal, index) =>
    quotesOf(deal).map(([path, quote]): [string, Quote] => [`deals[${index}].${path}`, quote]),
  );
  return account ? [...own, ['account', account]] : own;
}

function quotesOf({ account, subjects, closeDate, amount, contacts }: DealAnswer): [string, Quote][] {
  const single = Object.entries({ account, closeDate, amount }).filter(
    (entry): entry is [string, Quote] => entry[1] !== null,
  );
  return [
    ...single,
    ...subjects.map((quote, index): [string, Quote] => [`subjects[${index}]`, quote]),
    ...contacts.map(({ name }, index): [string, Quote] => [`contacts[${index}].name`, name]),
  ];
}
