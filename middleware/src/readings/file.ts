import type { FileProblem } from '../captures/state.ts';
import type { Corners, Page } from './schema.ts';

/** A file whose bytes are to be read. */
export interface SourceFile {
  readonly bytes: Uint8Array;
  readonly fileName: string | null;
  /** What the bytes say they are, whatever name or sender say. */
  readonly mediaType: string;
}

/** A word of a page's text: offsets count in the text of its page. */
export interface PageWord {
  readonly start: number;
  readonly end: number;
  readonly corners: Corners;
  readonly confidence: number;
}

/** A page as a reader gives it: its own text, normalised as every reading is, and the places of its words. */
export interface ReadPage extends Pick<Page, 'kind' | 'pageOfFile' | 'width' | 'height' | 'legibility' | 'problem'> {
  readonly text: string;
  readonly words: readonly PageWord[];
}

/** What opening a file gives, in reading order: pages read at once, pages that take a while, and files inside it. */
export type Opened =
  { readonly page: ReadPage } | { readonly unread: { readonly pageOfFile: number } } | { readonly file: SourceFile };

/**
 * Reads one type of file. Every reader scores a file, and the one that scores highest reads it. All of it runs in a process of
 * its own, where bytes that are made to do harm do no more than end that process.
 */
export interface FileReader {
  readonly name: string;
  /** 0: not this one. */
  score(file: SourceFile): number;
  /** @throws FileRefused */
  open(file: SourceFile): Promise<Opened[]>;
  /** Reads a page that `open` left unread. @throws FileRefused */
  readPage(file: SourceFile, pageOfFile: number): Promise<ReadPage>;
  /** A page as it is seen, upright, as a JPEG of at most a megabyte; null for what has no picture. @throws FileRefused */
  showPage(file: SourceFile, pageOfFile: number): Promise<Uint8Array | null>;
}

/** A file that no other try would read, and why. */
export class FileRefused extends Error {
  readonly problem: FileProblem;

  constructor(problem: FileProblem, options?: ErrorOptions) {
    super(problem, options);
    this.name = 'FileRefused';
    this.problem = problem;
  }
}
