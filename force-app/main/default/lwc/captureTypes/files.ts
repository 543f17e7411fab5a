/** The shapes of a capture that has files: what is sent, and what was read in it. */

/** The parts of a take that arrived: the others are still to be sent. A take is one file. */
export interface ReceivedTake {
  take: number;
  parts: number[];
}

/** A file of a complete capture. `mediaType` is what its bytes say. */
export interface Take {
  take: number;
  parts: number;
  bytes: number;
  fileName: string | null;
  mediaType: string;
}

/** A file as the page hands it over, in the order of reading. */
export interface TakeInput {
  take: number;
  parts: number;
  fileName: string | null;
  mediaType: string | null;
}

/**
 * A line of words in the picture of a page. `corners`: x and y of the upper left, upper right, lower right and lower left corner
 * of the words, as fractions of the picture's width and height.
 */
export interface Region {
  page: number;
  corners: number[];
}

/** A page of a source: one photo, one page of a document, a mail's text, or what was typed beside them. */
export interface SourcePage {
  /** From 1. */
  number: number;
  /** `picture`: it can be seen. */
  kind: 'text' | 'picture';
  /** The file it belongs to; null for what was typed. */
  take: number | null;
  /** Which attachment of a mail, and of a mail in it; empty for the file itself. */
  inside: number[];
  fileName: string | null;
  pageOfFile: number;
  /** Where its text stands in the source's text. */
  start: number;
  end: number;
  /** In pixels, upright; null without a picture. */
  width: number | null;
  height: number | null;
  /** `poor`: hard to read, as handwriting is. Null where nothing had to be read from a picture. */
  legibility: 'good' | 'poor' | null;
  /** Why nothing was read of it, or null. */
  problem: FileProblem | null;
}

export type FileProblem =
  | 'file-type-unsupported'
  | 'file-damaged'
  | 'file-encrypted'
  | 'picture-too-large'
  | 'too-many-pages'
  | 'too-much-text'
  | 'nested-too-deep'
  | 'file-too-demanding'
  | 'sound-not-taken'
  | 'recording-too-long';

/** Words that were hard to read or to hear. */
export interface UnsureWords {
  start: number;
  end: number;
  regions: Region[];
  /** Where they are heard, in seconds of the whole recording; absent where nothing is. */
  from?: number;
  to?: number;
}
