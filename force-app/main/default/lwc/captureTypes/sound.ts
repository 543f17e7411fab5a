/** The shapes of a capture that was recorded. Types only. All times are seconds of the whole recording, its takes in a row. */

/** That the person who records told the others: the notice as they saw it, and when they said so (ISO 8601). */
export interface RecordingConsent {
  notice: string;
  givenAt: string;
}

/** What was understood while the recording goes on: the end of it, and up to which second. */
export interface HeardSoFar {
  text: string;
  seconds: number;
}

/** A word that was heard, and where it stands in the text. `confidence` is 0 to 1. */
export interface SpokenWord {
  start: number;
  end: number;
  from: number;
  to: number;
  confidence: number;
}

/** What a stretch of the text may have been instead. */
export interface OtherHearing {
  start: number;
  end: number;
  text: string;
}

/** A recording as it can be listened to. */
export interface Sound {
  seconds: number;
  takes: { take: number; from: number; to: number }[];
  /** What can be played alone, in order, from 1. */
  stretches: { number: number; from: number; to: number }[];
  /** How loud it is from its beginning to its end, 0 to 1; empty where that is not known. */
  levels: number[];
  providers: SpeechProvider[];
  words: SpokenWord[];
  others: OtherHearing[];
}

/** A stretch of a recording as a browser plays it, in base64. */
export interface SoundClip {
  mediaType: string;
  content: string;
}

export type SpeechProvider = 'whisper' | 'groq' | 'google' | 'openai';

/** Why a value that was heard should be confirmed. */
export type Doubt = 'heard-badly' | 'number' | 'name' | 'negation' | 'mixed-language' | 'heard-otherwise';
