import type { Mend } from '../schema.ts';
import type { Span } from '../source.ts';

/** What reading from a picture adds to an address. */
interface Scanned {
  readonly mends?: readonly Mend[];
  /** The address as it was read, where that could be one too. */
  readonly asRead?: string;
  /** Letters were changed that do not look alike, for a name of the source that is near: a person should look. */
  readonly guessed?: boolean;
}

/** A mail address written in a source. */
export interface WrittenEmail extends Span, Scanned {
  /** Lower case. */
  readonly address: string;
  readonly local: string;
  readonly domain: string;
}

/** A web address written in a source. */
export interface WrittenSite extends Span, Scanned {
  /** Lower case, as it is written: with its `www.` or without. */
  readonly address: string;
}
