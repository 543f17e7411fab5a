import type { Analysis } from '../analysis.ts';
import type { Source, Span } from '../source.ts';
import { fold, wordIndexAt } from '../source.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import { honorificAt, isFirstName, isLastName, tokensOf } from './names.ts';

/** Who writes in a chat. */
export interface Sender {
  /** The words of the name, without the company or the role that stands behind it. */
  readonly tokens: readonly Span[];
  /** Where each of the turns names it. */
  readonly turns: readonly Span[];
  readonly ours: boolean;
}

const FIRST_PERSON = /^(?:moi|me|nous|us|you|vous|toi)$/;
const MAXIMUM_SENDERS = 20;

/** The people who write in a chat, each once. */
export function chatSenders({ source, sections }: Analysis): Sender[] {
  if (sections.messages.length > 1) return [];
  const answered = sections.turns.some(({ byVendor }) => byVendor);
  const senders = Map.groupBy(sections.turns, ({ author }) => source.folded.slice(author.start, author.end));
  return [...senders].slice(0, MAXIMUM_SENDERS).flatMap(([name, turns]): Sender[] => {
    const first = turns[0];
    if (!first || FIRST_PERSON.test(name) || name.includes(',')) return [];
    const tokens = nameTokens(source, first.author);
    const letters = tokens.reduce((sum, { start, end }) => sum + end - start, 0);
    // Colleagues who talk among themselves go by their first names.
    const colleague =
      !answered && tokens.length === 1 && !/[(~]/.test(source.clear.slice(first.author.start, first.author.end));
    const ours = first.byVendor || colleague;
    return letters > 1 ? [{ tokens, turns: turns.map(({ author }) => author), ours }] : [];
  });
}

/** The name a sender is kept under in a phone's book often ends with the company or the role: « Abdou Lô Zorbex », « Diop Compta ». */
function nameTokens(source: Source, sender: Span): readonly Span[] {
  const open = source.clear.slice(sender.start, sender.end).search(/[([,|/~]| - /);
  const tokens = tokensOf(source, open > 0 ? { start: sender.start, end: sender.start + open } : sender).filter(
    ({ start }) => honorificAt(source, wordIndexAt(source.words, start)) === 0,
  );
  const text = ({ start, end }: Span): string => source.clear.slice(start, end);
  const surname = tokens.findLastIndex((token, index) => index > 0 && isLastName(text(token)));
  if (surname > 0) return tokens.slice(0, surname + 1);
  const [one, two] = tokens;
  if (one && two && isLastName(text(one)) && !isFirstName(text(one)) && !isFirstName(text(two))) return [one];
  const end = tokens.findIndex((token) => !isName(fold(text(token))));
  return (end < 0 ? tokens : tokens.slice(0, end)).slice(0, 4);
}

function isName(word: string): boolean {
  return isFirstName(word) || isLastName(word) || !(isOrdinaryWord(word, 'fr') || isOrdinaryWord(word, 'en'));
}
