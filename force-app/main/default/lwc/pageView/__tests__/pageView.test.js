import { brought, clamped, fitScale, LARGEST, moved, sheetStyle, turned, WHOLE, zoomed } from 'c/pageView';

const SCENE = { stage: { width: 400, height: 200 }, picture: { width: 1000, height: 500 } };
const TALL = { stage: { width: 400, height: 200 }, picture: { width: 500, height: 1000 } };

it('shows all of the picture, also turned', () => {
  expect(fitScale(SCENE, 0)).toBe(0.4);
  expect(fitScale(SCENE, 1)).toBe(0.2);
  expect(fitScale(SCENE, -1)).toBe(0.2);
  expect(turned({ zoom: 3, x: 0.1, y: 0.1, turn: 3 })).toEqual({ ...WHOLE, turn: 4 });
});

it('keeps the point under the pointer where it is', () => {
  const view = zoomed(WHOLE, 2, SCENE, { x: 100, y: 0 });
  expect(view).toEqual({ zoom: 2, x: 0.625, y: 0.5, turn: 0 });
  expect(zoomed({ ...WHOLE, turn: 1 }, 4, SCENE, { x: 0, y: 50 }).x).toBeCloseTo(
    0.5 + 50 / (0.2 * 1000) - 50 / (0.8 * 1000),
  );
});

it('never zooms beyond its limits, nor leaves the picture', () => {
  expect(zoomed(WHOLE, 1000, SCENE).zoom).toBe(LARGEST);
  expect(zoomed(WHOLE, 0.01, SCENE)).toEqual(WHOLE);
  expect(moved({ ...WHOLE, zoom: 2 }, { x: 10000, y: -10000 }, SCENE)).toMatchObject({ x: 0.25, y: 0.75 });
  expect(clamped({ zoom: 2, x: 0, y: 0, turn: 0 }, TALL)).toMatchObject({ x: 0.5, y: 0.25 });
});

it('moves with the hand, whichever way the picture is turned', () => {
  const wide = { ...WHOLE, zoom: 4 };
  expect(moved(wide, { x: 40, y: 0 }, SCENE)).toMatchObject({ x: 0.475, y: 0.5 });
  const quarter = moved({ ...wide, turn: 1 }, { x: 0, y: 40 }, SCENE);
  expect(quarter.x).toBeCloseTo(0.45);
  expect(quarter.y).toBeCloseTo(0.5);
  expect(moved({ ...wide, turn: 2 }, { x: 40, y: 0 }, SCENE).x).toBeCloseTo(0.525);
});

describe('bringing a region into view', () => {
  const box = { left: 0.1, top: 0.1, right: 0.3, bottom: 0.14 };

  it('makes its words readable and shows what is around them', () => {
    const view = brought(WHOLE, box, 20, SCENE);
    expect(view.zoom).toBeCloseTo(26 / 8);
    expect(view.x).toBeGreaterThan(0.1);
    expect(brought(WHOLE, { left: 0, top: 0, right: 1, bottom: 0.02 }, 1, SCENE).zoom).toBe(1);
  });

  it('leaves alone a view that shows it already', () => {
    const view = { zoom: 4, x: 0.2, y: 0.125, turn: 0 };
    expect(brought(view, box, 20, SCENE)).toBe(view);
    expect(brought({ ...view, x: 0.8 }, box, 20, SCENE)).not.toMatchObject({ x: 0.8 });
  });
});

it('lays picture and outlines out together, and tells the strokes how large they are shown', () => {
  expect(sheetStyle({ zoom: 2, x: 0.5, y: 0.25, turn: 1 }, SCENE)).toBe(
    'width: 400px; height: 200px; transform: translate(200px, 100px) rotate(90deg) scale(1) translate(-200px, -50px); --zoom: 1',
  );
});
