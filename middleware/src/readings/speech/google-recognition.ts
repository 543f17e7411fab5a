import { z } from 'zod';

import { alignWords, type TimedPiece } from './aligning.ts';
import { duration } from './google-duration.ts';
import { othersOf } from './others.ts';
import { SpeechError, type Hearing, type SpeechRequest } from './provider.ts';
import { languageOf } from './transcription.ts';

const time = duration.nullish().catch(null);

/** "0.0 is a sentinel value indicating `confidence` was not set." */
const confidence = z
  .number()
  .nullish()
  .catch(null)
  .transform((value) => value || null);

const word = z.object({ word: z.string().catch(''), startTime: time, endTime: time, confidence });
const alternative = z.object({
  transcript: z.string().catch(''),
  confidence,
  words: z.array(word).nullish().catch(null),
});
const response = z.object({
  results: z
    .array(
      z.object({
        alternatives: z.array(alternative).nullish(),
        languageCode: z.string().nullish().catch(null),
        resultEndTime: time,
      }),
    )
    .nullish(),
});

/** More than can be said in a slice of 30 seconds. */
const MOST_CHARACTERS = 6_000;

/**
 * What was heard, from a `RecognizeResponse`: its results follow one another, each with the likeliest hearing first.
 * @throws SpeechError when it is none.
 */
export function readRecognition(answer: unknown, request: SpeechRequest): Hearing {
  const read = response.safeParse(answer);
  if (!read.success) throw new SpeechError('not-an-answer', 'the answer is no recognition');
  const results = (read.data.results ?? []).flatMap(({ alternatives, ...result }) => {
    const [first, ...others] = alternatives ?? [];
    return first ? [{ ...result, first, others: others.map(({ transcript }) => transcript) }] : [];
  });
  const all = results.flatMap(({ first, others }) => [first.transcript, ...others]);
  if (all.reduce((sum, text) => sum + text.length, 0) > MOST_CHARACTERS * 3) {
    throw new SpeechError('not-an-answer', 'the answer is more than can be said in a slice');
  }
  const texts = results.map(({ first, resultEndTime }) => {
    return { text: first.transcript, from: null, to: resultEndTime ?? null, confidence: first.confidence };
  });
  const pieces = results.flatMap(({ first }) => (first.words ?? []).map(pieceOf));
  const aligned = alignWords(texts, pieces, request.seconds);
  let offset = 0;
  const others = results.flatMap((result, index) => {
    const words = aligned[index] ?? [];
    const found = othersOf(words, result.others, offset);
    offset += words.length;
    return found;
  });
  const language = results.map(({ languageCode }) => languageOf(languageCode ?? '')).find((one) => one !== null);
  return { words: aligned.flat(), others, language: language ?? request.language };
}

/** A word of the likeliest hearing; the others have none. */
function pieceOf({ word: text, startTime, endTime, confidence: sure }: z.infer<typeof word>): TimedPiece {
  return { text, from: startTime ?? null, to: endTime ?? null, confidence: sure };
}
