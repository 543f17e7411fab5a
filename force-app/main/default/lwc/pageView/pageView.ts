import type { Box, Size } from 'c/pageRegions';

/**
 * How a picture is looked at. `zoom` 1 shows it whole; `x` and `y` are the point of the picture, as fractions of it, in the
 * middle of the stage; `turn` counts quarter turns clockwise and is never brought back to 0 to 3, so that a turn is
 * drawn the short way round.
 */
export interface View {
  zoom: number;
  x: number;
  y: number;
  turn: number;
}

/** A point of the stage in pixels from its middle. */
export interface StagePoint {
  x: number;
  y: number;
}

/** The stage and the picture on it, both in pixels. */
export interface Scene {
  stage: Size;
  picture: Size;
}

export const WHOLE: View = { zoom: 1, x: 0.5, y: 0.5, turn: 0 };
export const LARGEST = 10;
/** Words this high, in pixels on the screen, are read without effort. */
const READABLE = 26;
/** A region takes at most this share of the stage, so that what stands around it is seen too. */
const SHARE = 0.7;

/** A way on the screen as it lies on a picture that was turned by so many quarters. */
const UNTURNED: readonly ((x: number, y: number) => [number, number])[] = [
  (x, y) => [x, y],
  (x, y) => [y, -x],
  (x, y) => [-x, -y],
  (x, y) => [-y, x],
];

/** Pixels on the screen for one pixel of the picture when all of it is seen. */
export function fitScale({ stage, picture }: Scene, turn: number): number {
  const lies = isSideways(turn);
  const width = lies ? picture.height : picture.width;
  const height = lies ? picture.width : picture.height;
  return Math.min(stage.width / width, stage.height / height);
}

/** The nearest view that leaves no more of the stage empty than it must. */
export function clamped(view: View, scene: Scene): View {
  const zoom = Math.min(Math.max(view.zoom, 1), LARGEST);
  const scale = fitScale(scene, view.turn) * zoom;
  const lies = isSideways(view.turn);
  const seen = { x: lies ? scene.stage.height : scene.stage.width, y: lies ? scene.stage.width : scene.stage.height };
  const x = centred(view.x, seen.x / (2 * scale * scene.picture.width));
  const y = centred(view.y, seen.y / (2 * scale * scene.picture.height));
  return { ...view, zoom, x, y };
}

/** Zooms so that the point of the picture under `at` stays where it is. */
export function zoomed(view: View, factor: number, scene: Scene, at: StagePoint = { x: 0, y: 0 }): View {
  const zoom = Math.min(Math.max(view.zoom * factor, 1), LARGEST);
  const before = pictureOffset(at, view, scene);
  const after = pictureOffset(at, { ...view, zoom }, scene);
  return clamped({ ...view, zoom, x: view.x + before.x - after.x, y: view.y + before.y - after.y }, scene);
}

/** Moves the picture by so many pixels of the screen. */
export function moved(view: View, by: StagePoint, scene: Scene): View {
  const offset = pictureOffset(by, view, scene);
  return clamped({ ...view, x: view.x - offset.x, y: view.y - offset.y }, scene);
}

/** A quarter turn clockwise, with all of the picture in sight. */
export function turned(view: View): View {
  return { ...WHOLE, turn: view.turn + 1 };
}

/**
 * Brings a part of the picture into view, large enough to be read. A view that shows it so already stays as it is.
 * @param height of its words, in pixels of the picture
 */
export function brought(view: View, box: Box, height: number, scene: Scene): View {
  const scale = fitScale(scene, view.turn);
  const lies = isSideways(view.turn);
  const wide = (box.right - box.left) * scene.picture.width * scale;
  const high = (box.bottom - box.top) * scene.picture.height * scale;
  const room = { x: lies ? scene.stage.height : scene.stage.width, y: lies ? scene.stage.width : scene.stage.height };
  const most = Math.min((SHARE * room.x) / Math.max(wide, 1), (SHARE * room.y) / Math.max(high, 1));
  const readable = READABLE / Math.max(height * scale, 1);
  const zoom = Math.min(Math.max(Math.min(readable, most), 1), LARGEST);
  if (view.zoom >= zoom * 0.99 && isSeen(view, box, scene)) return view;
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  return clamped({ ...view, ...middle, zoom }, scene);
}

function isSeen(view: View, box: Box, scene: Scene): boolean {
  const scale = fitScale(scene, view.turn) * view.zoom;
  const lies = isSideways(view.turn);
  const halfX = (lies ? scene.stage.height : scene.stage.width) / (2 * scale * scene.picture.width);
  const halfY = (lies ? scene.stage.width : scene.stage.height) / (2 * scale * scene.picture.height);
  const acrossX = box.left >= view.x - halfX && box.right <= view.x + halfX;
  return acrossX && box.top >= view.y - halfY && box.bottom <= view.y + halfY;
}

/**
 * The sheet that holds picture and outlines, as an inline style. Its size is the same for every view, so that all that moves is
 * its transform; `--zoom` keeps strokes as wide as they are.
 */
export function sheetStyle(view: View, scene: Scene): string {
  const base = fitScale(scene, 0);
  const width = scene.picture.width * base;
  const height = scene.picture.height * base;
  const zoom = rounded((view.zoom * fitScale(scene, view.turn)) / base);
  const place = `translate(${px(scene.stage.width / 2)}, ${px(scene.stage.height / 2)})`;
  const look = `rotate(${view.turn * 90}deg) scale(${zoom})`;
  const back = `translate(${px(-view.x * width)}, ${px(-view.y * height)})`;
  return `width: ${px(width)}; height: ${px(height)}; transform: ${place} ${look} ${back}; --zoom: ${zoom}`;
}

/** A way on the screen as fractions of the picture. */
function pictureOffset({ x, y }: StagePoint, view: View, scene: Scene): StagePoint {
  const scale = fitScale(scene, view.turn) * view.zoom;
  const quarter = ((view.turn % 4) + 4) % 4;
  const [alongX, alongY] = UNTURNED[quarter]?.(x, y) ?? [x, y];
  return { x: alongX / (scale * scene.picture.width), y: alongY / (scale * scene.picture.height) };
}

function isSideways(turn: number): boolean {
  return Math.abs(turn % 2) === 1;
}

function centred(value: number, half: number): number {
  return half >= 0.5 ? 0.5 : Math.min(Math.max(value, half), 1 - half);
}

function px(value: number): string {
  return `${rounded(value)}px`;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
