import { diffArrays } from 'diff';

import type { HeardWord } from './provider.ts';
import { lettersOf, splitWords } from './splitting.ts';

/** A word, or a piece of one, as a recogniser gives it beside its text. What it does not say is null. */
export interface TimedPiece {
  readonly text: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly confidence: number | null;
}

/** A stretch of the text of a slice. */
export interface TimedText {
  readonly text: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly confidence: number | null;
}

/** What is said of words whose recogniser says nothing of how sure it is: neither doubtful nor sure. */
const UNKNOWN_CONFIDENCE = 0.7;
/** Two writings of the same words differ by less. */
const MOST_DIFFERENCES = 1_000;

interface Token {
  readonly text: string;
  readonly letters: number;
  from: number | null;
  to: number | null;
  confidence: number | null;
}

/**
 * The words of texts with the times of the pieces that they were heard in. Recognisers write the text with its signs and the
 * pieces without, or cut words into pieces, so the letters of both are laid one on the other. Words without a piece are
 * spread over the time between their neighbours. Every time is within the slice, and none is before the one before it.
 * @returns the words of each text.
 */
export function alignWords(texts: readonly TimedText[], pieces: readonly TimedPiece[], seconds: number): HeardWord[][] {
  const tokens = texts.map(({ text }) => splitWords(text).map(tokenOf));
  takeTimes(tokens.flat(), inOrder(pieces, seconds));
  let last = 0;
  return texts.map((text, index) => {
    const own = tokens[index] ?? [];
    const from = Math.max(last, within(text.from, seconds) ?? last);
    fillIn(own, from, Math.max(from, within(text.to, seconds) ?? seconds));
    const words = own.map((token) => {
      const start = Math.max(last, token.from ?? last);
      last = Math.max(start, token.to ?? start);
      const confidence = clip(token.confidence ?? text.confidence ?? UNKNOWN_CONFIDENCE);
      return { text: token.text, from: round(start), to: round(last), confidence };
    });
    return words;
  });
}

const tokenOf = (text: string): Token => ({
  text,
  letters: lettersOf(text).length,
  from: null,
  to: null,
  confidence: null,
});
const clip = (confidence: number) => Math.min(1, Math.max(0, confidence));
const round = (seconds: number) => Math.round(seconds * 1000) / 1000;

function within(time: number | null, seconds: number): number | null {
  return time === null || !Number.isFinite(time) ? null : Math.min(seconds, Math.max(0, time));
}

/** The pieces, and of their times those that can be: within the slice, and not after what comes after them. */
function inOrder(pieces: readonly TimedPiece[], seconds: number): TimedPiece[] {
  const isTime = (time: number | null): time is number => time !== null && time >= 0 && time <= seconds + 1;
  return pieces.map((piece, index) => {
    const { from, to } = piece;
    const next = pieces[index + 1]?.from ?? null;
    const isPossible = isTime(from) && isTime(to) && from <= to && !(isTime(next) && from > next);
    return isPossible
      ? { ...piece, from: Math.min(from, seconds), to: Math.min(to, seconds) }
      : { ...piece, from: null, to: null };
  });
}

/** Gives every token the time and the least confidence of the pieces that its letters lie on. */
function takeTimes(tokens: readonly Token[], pieces: readonly TimedPiece[]): void {
  const ofTokens = tokens.flatMap((token) => lettersOf(token.text).map((letter) => ({ letter, token })));
  const ofPieces = pieces.flatMap((piece) => {
    const letters = lettersOf(piece.text);
    return letters.map((letter, index) => ({ letter, piece, at: index / letters.length, share: 1 / letters.length }));
  });
  const changes = diffArrays(
    ofTokens.map(({ letter }) => letter),
    ofPieces.map(({ letter }) => letter),
    { maxEditLength: MOST_DIFFERENCES },
  );
  let [first, second] = [0, 0];
  for (const { added, removed, count } of changes ?? []) {
    for (let letter = 0; !added && !removed && letter < count; letter += 1) {
      const token = ofTokens[first + letter]?.token;
      const place = ofPieces[second + letter];
      if (token && place) lay(token, place);
    }
    if (!added) first += count;
    if (!removed) second += count;
  }
}

/** A letter of a token lies on a letter of a piece: `at` and `share` say where in its time. */
function lay(token: Token, { piece, at, share }: { piece: TimedPiece; at: number; share: number }): void {
  if (piece.confidence !== null && Number.isFinite(piece.confidence)) {
    token.confidence = Math.min(token.confidence ?? 1, piece.confidence);
  }
  if (piece.from === null || piece.to === null) return;
  const long = piece.to - piece.from;
  const [from, to] = [piece.from + at * long, piece.from + (at + share) * long];
  token.from = Math.min(token.from ?? from, from);
  token.to = Math.max(token.to ?? to, to);
}

/** Spreads tokens without times over the time that their neighbours, or the ends of their text, leave them. */
function fillIn(tokens: readonly Token[], from: number, to: number): void {
  for (let index = 0; index < tokens.length; index += 1) {
    if (tokens[index]?.from !== null) continue;
    const end = tokens.findIndex((token, later) => later > index && token.from !== null);
    const run = tokens.slice(index, end === -1 ? tokens.length : end);
    const begin = tokens[index - 1]?.to ?? from;
    const until = Math.max(begin, (end === -1 ? null : tokens[end]?.from) ?? to);
    const letters = run.reduce((sum, token) => sum + token.letters, 0) || 1;
    let done = 0;
    for (const token of run) {
      token.from = begin + ((until - begin) * done) / letters;
      done += token.letters;
      token.to = begin + ((until - begin) * done) / letters;
    }
  }
}
