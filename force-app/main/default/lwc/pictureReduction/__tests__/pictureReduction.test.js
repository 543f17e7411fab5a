import { LONGEST_SIDE, previewOf, reducePicture, turnPicture } from 'c/pictureReduction';

const u16 = (number) => [number >> 8, number & 0xff];
const u32 = (number) => [...u16(number >>> 16), ...u16(number & 0xffff)];
const latin = (text) => [...text].map((letter) => letter.charCodeAt(0));
const exif = (orientation) => {
  const tiff = [
    ...latin('MM'),
    ...u16(42),
    ...u32(8),
    ...u16(1),
    ...u16(0x0112),
    ...u16(3),
    ...u32(1),
    ...u16(orientation),
    0,
    0,
    ...u32(0),
  ];
  const body = [...latin('Exif'), 0, 0, ...tiff];
  return [0xff, 0xe1, ...u16(body.length + 2), ...body];
};
const jpeg = (width, height, { orientation, padding = 0 } = {}) =>
  new Blob([
    Uint8Array.from([
      0xff,
      0xd8,
      ...(orientation ? exif(orientation) : []),
      0xff,
      0xc4,
      ...u16(4),
      0,
      0,
      0xff,
      0xc0,
      ...u16(17),
      8,
      ...u16(height),
      ...u16(width),
      3,
    ]),
    new Uint8Array(padding),
  ]);
const png = (width, height) =>
  new Blob([
    Uint8Array.from([
      0x89,
      ...latin('PNG'),
      0x0d,
      0x0a,
      0x1a,
      0x0a,
      ...u32(13),
      ...latin('IHDR'),
      ...u32(width),
      ...u32(height),
    ]),
  ]);
const webp = (width, height) =>
  new Blob([
    Uint8Array.from([
      ...latin('RIFF'),
      0,
      0,
      0,
      0,
      ...latin('WEBPVP8X'),
      10,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      (width - 1) & 255,
      ((width - 1) >> 8) & 255,
      (width - 1) >> 16,
      (height - 1) & 255,
      ((height - 1) >> 8) & 255,
      (height - 1) >> 16,
    ]),
  ]);

/** A browser that decodes to a picture of this size; what it draws is written down. */
function arrange({ width, height, decodes = true }) {
  const drawn = { closed: 0, calls: [] };
  globalThis.createImageBitmap = jest.fn(async () => {
    if (!decodes) throw new Error('no');
    return { width, height, close: () => (drawn.closed += 1) };
  });
  globalThis.OffscreenCanvas = class {
    constructor(canvasWidth, canvasHeight) {
      Object.assign(drawn, { width: canvasWidth, height: canvasHeight });
    }
    getContext() {
      const write =
        (name) =>
        (...values) =>
          drawn.calls.push([name, ...values.filter((value) => typeof value === 'number')]);
      return {
        fillRect: write('fillRect'),
        translate: write('translate'),
        rotate: write('rotate'),
        drawImage: write('drawImage'),
      };
    }
    convertToBlob({ type }) {
      return Promise.resolve(new Blob(['jpeg'], { type }));
    }
  };
  return drawn;
}

describe('c-picture-reduction', () => {
  afterEach(() => {
    delete globalThis.createImageBitmap;
    delete globalThis.OffscreenCanvas;
    jest.restoreAllMocks();
  });

  it.each([[{}], [{ orientation: 1 }]])('leaves a small upright JPEG as it is: %p', async (more) => {
    arrange({ width: 1, height: 1 });
    const file = jpeg(1200, 900, more);
    const picture = await reducePicture(file, 'image/jpeg');
    expect(picture).toMatchObject({ width: 1200, height: 900, mediaType: 'image/jpeg' });
    expect(picture.content.size).toBe(file.size);
    expect(createImageBitmap).not.toHaveBeenCalled();
  });

  it.each([
    ['has too many pixels on a side', jpeg(4000, 3000), 'image/jpeg', 4000, 3000],
    ['is turned by EXIF', jpeg(1200, 900, { orientation: 6 }), 'image/jpeg', 900, 1200],
    ['has more bytes than it needs', jpeg(1200, 900, { padding: 3_000_000 }), 'image/jpeg', 1200, 900],
    ['is a PNG', png(800, 600), 'image/png', 800, 600],
    ['is a WebP', webp(800, 600), 'image/webp', 800, 600],
    ['is a HEIC that the browser decodes', new Blob(['ftypheic']), 'image/heic', 800, 600],
  ])('draws anew what %s', async (_case, file, mediaType, width, height) => {
    const drawn = arrange({ width, height });
    const picture = await reducePicture(file, mediaType);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    expect(picture).toMatchObject({ width: Math.round(width * scale), height: Math.round(height * scale) });
    expect(picture.content.type).toBe('image/jpeg');
    expect(createImageBitmap).toHaveBeenCalledWith(file, expect.objectContaining({ imageOrientation: 'from-image' }));
    expect(drawn.calls[0]).toEqual(['fillRect', 0, 0, picture.width, picture.height]);
    expect(drawn.closed).toBe(1);
  });

  it.each([
    ['upright', jpeg(4000, 3000), 2048],
    ['lying', jpeg(4000, 3000, { orientation: 6 }), 1536],
    ['upright, a PNG', png(3000, 4000), 1536],
  ])('lets the browser reduce a large picture while it decodes it: %s', async (_case, file, resizeWidth) => {
    arrange({ width: 2048, height: 2048 });
    await reducePicture(file, 'image/jpeg');
    const options = { imageOrientation: 'from-image', resizeWidth, resizeQuality: 'high' };
    expect(createImageBitmap).toHaveBeenCalledWith(file, options);
  });

  it('turns by quarters, and a lying picture stands', async () => {
    const drawn = arrange({ width: 1000, height: 500 });
    const picture = await turnPicture(new Blob(['x'], { type: 'image/jpeg' }), 1);
    expect(picture).toMatchObject({ width: 500, height: 1000 });
    expect(drawn.calls).toContainEqual(['translate', 250, 500]);
    expect(drawn.calls).toContainEqual(['rotate', Math.PI / 2]);
    expect(drawn.calls).toContainEqual(['drawImage', -500, -250, 1000, 500]);
  });

  it('makes a small picture to show', async () => {
    const drawn = arrange({ width: 2048, height: 1024 });
    expect((await previewOf(new Blob(['x'], { type: 'image/jpeg' }))).type).toBe('image/jpeg');
    expect([drawn.width, drawn.height]).toEqual([560, 280]);
  });

  it.each([
    ['by its header, without decoding it', jpeg(20_000, 20_000), 0, 0],
    ['by its header, a PNG', png(100_000, 100_000), 0, 0],
    ['by what came out of decoding it', new Blob(['ftypheic']), 12_000, 9_000],
  ])('refuses a picture with too many pixels %s', async (_case, file, width, height) => {
    arrange({ width, height });
    await expect(reducePicture(file, 'image/jpeg')).rejects.toMatchObject({ reason: 'too-many-pixels' });
    expect(createImageBitmap).toHaveBeenCalledTimes(width === 0 ? 0 : 1);
  });

  it.each([
    ['image/jpeg', 'damaged-picture'],
    ['image/heic', 'heic'],
  ])('says of a %s that no part of the browser decodes: %s', async (mediaType, reason) => {
    arrange({ decodes: false });
    const revoke = jest.spyOn(URL, 'revokeObjectURL');
    HTMLImageElement.prototype.decode = () => Promise.reject(new Error('no'));
    await expect(reducePicture(new Blob(['x']), mediaType)).rejects.toMatchObject({ reason });
    expect(revoke).toHaveBeenCalledTimes(1);
    delete HTMLImageElement.prototype.decode;
  });

  it.each([
    ['cut in its first bytes', [0xff, 0xd8]],
    ['with a segment that points nowhere', [0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff]],
    [
      'with an EXIF that points behind its end',
      [0xff, 0xd8, 0xff, 0xe1, 0, 20, ...latin('Exif'), 0, 0, ...latin('MM'), 0, 42, 0x7f, 0xff, 0xff, 0xff],
    ],
    ['without anything in it', []],
  ])('gives a JPEG %s to the browser, which knows better', async (_case, bytes) => {
    arrange({ width: 10, height: 10 });
    await expect(reducePicture(new Blob([Uint8Array.from(bytes)]), 'image/jpeg')).resolves.toMatchObject({ width: 10 });
  });

  it('draws on the page where no surface off it is to be had', async () => {
    arrange({ width: 10, height: 10 });
    delete globalThis.OffscreenCanvas;
    const context = { fillRect: jest.fn(), translate: jest.fn(), rotate: jest.fn(), drawImage: jest.fn() };
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context);
    HTMLCanvasElement.prototype.toBlob = jest.fn((done, type) => done(new Blob(['x'], { type })));
    const { content } = await reducePicture(new Blob(['x']), 'image/png');
    expect(content.type).toBe('image/jpeg');
    expect(context.drawImage).toHaveBeenCalled();
  });
});
