import type { GreyPicture } from '../ocr/recognised.ts';
import { flattenLight } from './flat-field.ts';
import { inOrder, inverse, moving, scaling, turning, type Transform } from './geometry.ts';
import { sharp } from './library.ts';
import { skewsOf, type Skew } from './skew.ts';

/** By how much lines that run one way have to be clearer than lines that run the other; less says nothing. */
const CLEARLY = 2;

/** A picture made ready for reading, and the way from its pixels back to fractions of the upright original. */
export interface PreparedPicture {
  readonly grey: GreyPicture;
  readonly back: Transform;
}

/** Degrees clockwise. */
type Turn = 0 | 90 | 180 | 270;

/** An evenly lit picture, and the turns of it that may be upright. */
export interface Prepared {
  readonly even: PreparedPicture;
  /** From the likeliest, without those that cannot be. */
  readonly turns: readonly [Turn, ...Turn[]];
  /** By how much each turn turns the picture: lines that run aslant need a little more or less. */
  readonly degrees: Readonly<Record<Turn, number>>;
}

/** Even light, and how the page may have to be turned. Which way its lines run is seen; which end is up has to be read. */
export async function prepare(grey: GreyPicture): Promise<Prepared> {
  const even: PreparedPicture = {
    grey: await flattenLight(grey),
    back: scaling(1 / grey.width, 1 / grey.height),
  };
  const { across, down } = await skewsOf(even.grey);
  return {
    even,
    turns: turnsFor(across, down),
    degrees: {
      0: -across.degrees,
      90: 90 - down.degrees,
      180: 180 - across.degrees,
      270: 270 - down.degrees,
    },
  };
}

function turnsFor(across: Skew, down: Skew): readonly [Turn, ...Turn[]] {
  if (down.clearness > across.clearness * CLEARLY) return [90, 270];
  return across.clearness > down.clearness * CLEARLY ? [0, 180] : [0, 180, 90, 270];
}

/** The picture turned by so many degrees clockwise, on paper that is large enough for it. */
export async function turned(picture: PreparedPicture, degrees: number): Promise<PreparedPicture> {
  if (degrees === 0) return picture;
  const { pixels, width, height } = picture.grey;
  const { data, info } = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .rotate(degrees, { background: '#f0f0f0' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const there = inOrder(
    moving(-width / 2, -height / 2),
    turning((degrees * Math.PI) / 180),
    moving(info.width / 2, info.height / 2),
  );
  return {
    grey: { pixels: data, width: info.width, height: info.height },
    back: inOrder(inverse(there), picture.back),
  };
}
