import sharp, { type Sharp } from 'sharp';

import type { Corners } from '../../readings/schema.ts';
import type { RenderedPage } from './documents.ts';
import { homography, project, type Point } from './homography.ts';
import { seededRandom } from './random.ts';
import type { DrawnWord } from './sheet.ts';

/** What a hand, a lamp and a camera do to a page. */
export type Distortion =
  /** Degrees clockwise that the page lies aslant; the table shows around it. */
  | { readonly tilt: number }
  /** How dark the shadow is over the lower right, from 0 to 1: a gradient, and the soft edge of a hand. */
  | { readonly shadow: number }
  /** Grain (standard deviation, of 255), over a picture that is slightly out of focus. */
  | { readonly noise: number; readonly seed?: number }
  /** By which share of its width and height the far side is shorter. */
  | { readonly perspective: number }
  /** The camera was held turned, and says so: EXIF orientation 1 to 8. */
  | { readonly exif: number }
  /** The camera was held turned (degrees clockwise), and says nothing. */
  | { readonly turned: 90 | 180 | 270 };

interface Photo {
  readonly pixels: Buffer;
  readonly width: number;
  readonly height: number;
  readonly words: readonly DrawnWord[];
  readonly exif: number;
  readonly around: readonly number[];
}

const CHANNELS = 3;
const QUALITY = 85;

/** The page photographed under these conditions, one after the other; the corners of its words follow. */
export async function distort(page: RenderedPage, ...distortions: Distortion[]): Promise<RenderedPage> {
  const pixels = await sharp(page.jpeg).removeAlpha().toColourspace('srgb').raw().toBuffer();
  let photo: Photo = {
    pixels,
    width: page.width,
    height: page.height,
    words: page.words,
    exif: 1,
    around: bytesOf(page.around),
  };
  for (const distortion of distortions) photo = await distortOnce(photo, distortion);
  return { ...page, words: photo.words, width: photo.width, height: photo.height, jpeg: await encode(photo) };
}

/** `#c9c2b5` as three numbers. */
function bytesOf(colour: string): number[] {
  return [...Buffer.from(colour.slice(1), 'hex')];
}

async function distortOnce(photo: Photo, distortion: Distortion): Promise<Photo> {
  if ('tilt' in distortion) return tilt(photo, distortion.tilt);
  if ('perspective' in distortion) return lean(photo, distortion.perspective);
  if ('shadow' in distortion) return shade(photo, distortion.shadow);
  if ('noise' in distortion) return grain(photo, distortion.noise, distortion.seed ?? 1);
  if ('exif' in distortion) return { ...photo, exif: distortion.exif };
  return turn(photo, distortion.turned);
}

/** EXIF says how to turn the stored picture so that it is upright: it is stored turned the other way. */
const STORED: Record<number, (picture: Sharp) => Sharp> = {
  2: (picture) => picture.flop(),
  3: (picture) => picture.rotate(180),
  4: (picture) => picture.flip(),
  5: (picture) => picture.rotate(270).flip(),
  6: (picture) => picture.rotate(270),
  7: (picture) => picture.rotate(270).flop(),
  8: (picture) => picture.rotate(90),
};

async function encode({ pixels, width, height, exif }: Photo): Promise<Buffer> {
  const upright = sharp(pixels, { raw: { width, height, channels: CHANNELS } });
  const turned = STORED[exif]?.(upright) ?? upright;
  const { data, info } = await turned.raw().toBuffer({ resolveWithObject: true });
  const stored = sharp(data, { raw: { width: info.width, height: info.height, channels: CHANNELS } });
  const tagged = exif === 1 ? stored : stored.withMetadata({ orientation: exif });
  return tagged.jpeg({ quality: QUALITY }).toBuffer();
}

function corners(width: number, height: number): Point[] {
  return [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
}

function tilt(photo: Photo, degrees: number): Photo {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = corners(photo.width, photo.height).map(([x, y]): Point => [x * cos - y * sin, x * sin + y * cos]);
  const [left, top] = [Math.min(...turned.map(([x]) => x)), Math.min(...turned.map(([, y]) => y))];
  const width = Math.ceil(Math.max(...turned.map(([x]) => x)) - left);
  const height = Math.ceil(Math.max(...turned.map(([, y]) => y)) - top);
  return warp(
    photo,
    turned.map(([x, y]): Point => [x - left, y - top]),
    width,
    height,
  );
}

function lean(photo: Photo, share: number): Photo {
  const { width, height } = photo;
  const [x, y] = [width * share, height * share];
  const target: Point[] = [
    [x, y * 0.6],
    [width - x * 0.7, 0],
    [width, height - y * 0.2],
    [x * 0.15, height],
  ];
  return warp(photo, target, width, height);
}

/** Every pixel of the new picture asks where it stood in the old one. */
function warp(photo: Photo, target: readonly Point[], width: number, height: number): Photo {
  const source = corners(photo.width, photo.height);
  const back = homography(target, source);
  const there = homography(source, target);
  const pixels = Buffer.allocUnsafe(width * height * CHANNELS);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [u, v] = project(back, [x + 0.5, y + 0.5]);
      sample(photo, u - 0.5, v - 0.5, pixels, (y * width + x) * CHANNELS);
    }
  }
  const words = photo.words.map((word) => ({
    ...word,
    corners: mapCorners(word.corners, (x, y) => {
      const [u, v] = project(there, [x * photo.width, y * photo.height]);
      return [u / width, v / height];
    }),
  }));
  return { ...photo, pixels, width, height, words };
}

/** Between the four pixels around a place; what is around the picture where it is outside. */
function sample(photo: Photo, u: number, v: number, pixels: Buffer, at: number): void {
  const { width, height } = photo;
  if (u < -0.5 || v < -0.5 || u > width - 0.5 || v > height - 0.5) {
    for (let channel = 0; channel < CHANNELS; channel += 1) pixels[at + channel] = photo.around[channel] ?? 0;
    return;
  }
  const left = Math.min(width - 2, Math.max(0, Math.floor(u)));
  const top = Math.min(height - 2, Math.max(0, Math.floor(v)));
  const [right, low] = [Math.min(1, Math.max(0, u - left)), Math.min(1, Math.max(0, v - top))];
  const first = (top * width + left) * CHANNELS;
  for (let channel = 0; channel < CHANNELS; channel += 1) {
    const here = first + channel;
    const below = here + width * CHANNELS;
    const upper = (photo.pixels[here] ?? 0) * (1 - right) + (photo.pixels[here + CHANNELS] ?? 0) * right;
    const lower = (photo.pixels[below] ?? 0) * (1 - right) + (photo.pixels[below + CHANNELS] ?? 0) * right;
    pixels[at + channel] = Math.round(upper * (1 - low) + lower * low);
  }
}

function mapCorners(places: Corners, map: (x: number, y: number) => Point): Corners {
  return [0, 2, 4, 6].flatMap((index) => map(places[index] ?? 0, places[index + 1] ?? 0));
}

function shade(photo: Photo, strength: number): Photo {
  const { width, height } = photo;
  const pixels = Buffer.from(photo.pixels);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const across = (x / width + (0.6 * y) / height) / 1.6;
      const edge = 1 / (1 + Math.exp(-(across - 0.5) * 45));
      const light = 1 - strength * (0.25 * across + 0.75 * edge);
      const at = (y * width + x) * CHANNELS;
      for (let channel = 0; channel < CHANNELS; channel += 1)
        pixels[at + channel] = (pixels[at + channel] ?? 0) * light;
    }
  }
  return { ...photo, pixels };
}

async function grain(photo: Photo, deviation: number, seed: number): Promise<Photo> {
  const { width, height } = photo;
  const raw = { width, height, channels: CHANNELS } as const;
  const pixels = await sharp(photo.pixels, { raw })
    .blur(0.6 + deviation / 40)
    .raw()
    .toBuffer();
  const random = seededRandom(seed);
  for (let at = 0; at < pixels.length; at += 1) {
    // Box and Muller: two even numbers make one that is spread as grain is.
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    pixels[at] = Math.min(255, Math.max(0, Math.round((pixels[at] ?? 0) + normal * deviation)));
  }
  return { ...photo, pixels };
}

async function turn(photo: Photo, degrees: 90 | 180 | 270): Promise<Photo> {
  const { width, height } = photo;
  const raw = { width, height, channels: CHANNELS } as const;
  const { data, info } = await sharp(photo.pixels, { raw }).rotate(degrees).raw().toBuffer({ resolveWithObject: true });
  const moves: Record<number, (x: number, y: number) => Point> = {
    90: (x, y) => [1 - y, x],
    180: (x, y) => [1 - x, 1 - y],
    270: (x, y) => [y, 1 - x],
  };
  const move = moves[degrees] ?? ((x: number, y: number): Point => [x, y]);
  const words = photo.words.map((word) => ({ ...word, corners: mapCorners(word.corners, move) }));
  return { ...photo, pixels: data, width: info.width, height: info.height, words };
}
