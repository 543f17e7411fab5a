import { z } from 'zod';

import { language } from '../captures/schema.ts';
import { fileProblem } from '../captures/state.ts';
import { speechProvider } from '../platform/speech-providers.ts';

/**
 * Four corners of a stretch of a page, as fractions of the width and height of its picture: x and y of the upper left, upper
 * right, lower right and lower left corner of the words themselves. What is written aslant has a region that is aslant.
 */
export const corners = z.array(z.number().min(0).max(1)).length(8);
export type Corners = z.infer<typeof corners>;

/** A line of words in the picture of a page. Pages count from 1. */
export const region = z.object({ page: z.int().min(1), corners }).meta({ id: 'Region' });
export type Region = z.infer<typeof region>;

/** A word of the text that has a place in a picture. `confidence` (0 to 1) is the reader's; 1 where nothing was guessed. */
export const word = z.object({
  start: z.int().min(0),
  end: z.int().min(1),
  page: z.int().min(1),
  corners,
  confidence: z.number().min(0).max(1),
});
export type Word = z.infer<typeof word>;

/** A word of the text that was heard. `from` and `to` are seconds of the whole recording, its takes one after the other. */
export const spokenWord = z
  .object({
    start: z.int().min(0),
    end: z.int().min(1),
    from: z.number().min(0),
    to: z.number().min(0),
    /** The recogniser's, from 0 to 1; 1 where a person corrected it. */
    confidence: z.number().min(0).max(1),
  })
  .meta({ id: 'SpokenWord' });
export type SpokenWord = z.infer<typeof spokenWord>;

/** What a stretch of the text may have been instead, by the same recogniser. */
export const otherHearing = z
  .object({ start: z.int().min(0), end: z.int().min(1), text: z.string().min(1) })
  .meta({ id: 'OtherHearing' });
export type OtherHearing = z.infer<typeof otherHearing>;

/** A recording as it can be listened to. All times are seconds of the whole recording. */
export const sound = z
  .object({
    seconds: z.number().min(0),
    takes: z.array(z.object({ take: z.int().min(1), from: z.number().min(0), to: z.number().min(0) })),
    /** What can be played alone, in order, from 1: at `/v1/captures/{id}/sound/{number}`. */
    stretches: z.array(z.object({ number: z.int().min(1), from: z.number().min(0), to: z.number().min(0) })),
    /** How loud it is from its beginning to its end, 0 to 1, in at most 300 figures; empty where that is not known. */
    levels: z.array(z.number().min(0).max(1)),
    /** Who recognised it. */
    providers: z.array(speechProvider),
    /** The words that were heard, in the order of the text. */
    words: z.array(spokenWord),
    /** What stretches of the text may have been instead. */
    others: z.array(otherHearing),
  })
  .meta({ id: 'Sound' });
export type Sound = z.infer<typeof sound>;

/** A page of a source: one photo, one page of a document, a mail's text, or what was typed beside them. */
export const page = z
  .object({
    number: z.int().min(1),
    /** `picture`: the page can be seen, at `/v1/captures/{id}/pages/{number}`. */
    kind: z.enum(['text', 'picture']),
    /** The file that it belongs to; null for what was typed. */
    take: z.int().min(1).nullable(),
    /** Which file inside the file, and inside that one: the attachments of mails, from 1. Empty for the file itself. */
    inside: z.array(z.int().min(1)),
    /** Of the file, or of the attachment. */
    fileName: z.string().nullable(),
    /** Which page of the file, from 1. */
    pageOfFile: z.int().min(1),
    /** Where its text stands in the text of the reading. */
    start: z.int().min(0),
    end: z.int().min(0),
    /** The size of the picture in pixels as it is shown, upright; null without one. */
    width: z.int().min(1).nullable(),
    height: z.int().min(1).nullable(),
    /** `poor`: much of it was hard to read, as handwriting is; null where nothing had to be read from a picture. */
    legibility: z.enum(['good', 'poor']).nullable(),
    /** Why nothing was read of it. */
    problem: fileProblem.nullable(),
  })
  .meta({ id: 'Page' });
export type Page = z.infer<typeof page>;

/**
 * A source as text with positions. The text is normalised once (NFC, LF, entities decoded); every `start` and `end` of an
 * evidence is a UTF-16 offset into it. `words` are those that can be shown in a picture, in the order of the text.
 */
export const reading = z.object({
  text: z.string(),
  language,
  corrected: z.boolean(),
  pages: z.array(page).default([]),
  words: z.array(word).default([]),
  /** Absent where nothing was recorded. */
  sound: sound.nullish(),
});
export type Reading = z.infer<typeof reading>;

/** Words that were hard to read or to hear, as the page marks them. */
export const unsureWords = z
  .object({
    start: z.int().min(0),
    end: z.int().min(1),
    regions: z.array(region),
    /** Where they are heard. */
    from: z.number().min(0).optional(),
    to: z.number().min(0).optional(),
  })
  .meta({ id: 'UnsureWords' });
export type UnsureWords = z.infer<typeof unsureWords>;

/** A reading as its owner sees it. A source that was typed has no pages. */
export const readingView = reading
  .omit({ words: true })
  .extend({ unsure: z.array(unsureWords) })
  .meta({ id: 'Reading' });
export type ReadingView = z.infer<typeof readingView>;
