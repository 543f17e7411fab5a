import { z } from 'zod';

import type { Language } from '../../captures/schema.ts';
import { alignWords, type TimedPiece } from './aligning.ts';
import { isOfTheSound } from './failures.ts';
import { SpeechError, type Hearing, type SpeechRequest } from './provider.ts';
import { whichAreSpoken, withoutLoops, type Segment } from './silence.ts';

const figure = z
  .number()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const words = z.string().nullish().catch(null);
/** A list of which what cannot be read is left out. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item.nullable().catch(null))
    .nullish()
    .catch(null)
    .transform((list) => (list ?? []).filter((one) => one !== null));

const piece = z.object({ word: words, text: words, start: figure, end: figure, probability: figure });

const segment = z.object({
  text: z.string(),
  start: figure,
  end: figure,
  avg_logprob: figure,
  no_speech_prob: figure,
  compression_ratio: figure,
  words: listOf(piece),
});

/**
 * What servers answer that speak OpenAI's protocol. Not one gives all of it: OpenAI and Groq no `probability`, whisper.cpp no
 * `words` at the top and no `no_speech_prob`, and where `verbose_json` is not known there is the text alone.
 */
const transcription = z.object({
  text: words,
  language: words,
  segments: listOf(segment),
  words: listOf(piece),
  /** whisper.cpp refuses with status 200. */
  error: words,
});

/** More than can be said in a slice of 30 seconds. */
const MOST_CHARACTERS = 6_000;
const MOST_PIECES = 3_000;

/**
 * What was heard, from the answer to a transcription.
 * @param names what the recogniser was told may be heard.
 * @throws SpeechError when it is none.
 */
export function readTranscription(answer: unknown, request: SpeechRequest, names: readonly string[]): Hearing {
  const read = transcription.safeParse(answer);
  if (!read.success) throw new SpeechError('not-an-answer', 'the answer is no transcription');
  const { text, language, segments: given, words: top, error } = read.data;
  const pieces = (top.length > 0 ? top : given.flatMap((one) => one.words)).map(pieceOf);
  if (typeof text !== 'string' && given.length === 0 && pieces.length === 0) {
    throw new SpeechError(isOfTheSound(error ?? '') ? 'not-taken' : 'not-an-answer', 'the answer has no text');
  }
  const segments = given.length > 0 ? given.map(segmentOf) : [alone(text ?? pieces.map((one) => one.text).join(' '))];
  const length = segments.reduce((sum, one) => sum + one.text.length, 0);
  if (length > MOST_CHARACTERS || pieces.length > MOST_PIECES) {
    throw new SpeechError('not-an-answer', 'the answer is more than can be said in a slice');
  }
  const spoken = whichAreSpoken(segments, names);
  const aligned = alignWords(segments, pieces, request.seconds);
  return {
    words: aligned.flatMap((said, index) =>
      spoken[index] ? withoutLoops(said, segments[index]?.compression ?? null) : [],
    ),
    others: [],
    language: languageOf(language ?? '') ?? request.language,
  };
}

function pieceOf({ word, text, start, end, probability }: z.infer<typeof piece>): TimedPiece {
  return { text: word ?? text ?? '', from: start, to: end, confidence: probability };
}

function segmentOf(given: z.infer<typeof segment>): Segment {
  const { text, start, end, avg_logprob: logProbability } = given;
  return {
    text,
    from: start,
    to: end,
    confidence: logProbability === null ? null : Math.exp(logProbability),
    noSpeech: given.no_speech_prob,
    logProbability,
    compression: given.compression_ratio,
  };
}

/** A text of which nothing else is known. */
const alone = (text: string): Segment => ({
  text,
  from: null,
  to: null,
  confidence: null,
  noSpeech: null,
  logProbability: null,
  compression: null,
});

/** `fr`, `fr-fr`, `french`: of a vendor's names of a language the one that is ours. */
export function languageOf(name: string): Language | null {
  const found = /^(?:(fr)|(en))(?:$|[-_]|ench$|glish$)/i.exec(name);
  if (!found) return null;
  return found[1] ? 'fr' : 'en';
}
