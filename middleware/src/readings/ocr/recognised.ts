/** A picture in grey, row by row, a byte a pixel. */
export interface GreyPicture {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** In pixels of the picture that was read; right and bottom are beyond the ink. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface RecognisedWord {
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly box: Box;
}

/** Words on one baseline, from left to right. */
export interface RecognisedLine {
  readonly words: readonly RecognisedWord[];
}

/** How the page is looked at: as columns and paragraphs, as one block, or as lines anywhere. */
export type Segmentation = 'page' | 'block' | 'sparse';

export interface RecogniseOptions {
  readonly segmentation?: Segmentation;
}

/** @throws Error when the picture could not be read at all. */
export type Recognise = (picture: GreyPicture, options?: RecogniseOptions) => Promise<RecognisedLine[]>;
