import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import sharp from 'sharp';

import { distort, type Distortion } from '../../testing/rendered/distortions.ts';
import { renderDocument } from '../../testing/rendered/documents.ts';
import { FileRefused } from '../file.ts';
import { createRecogniser } from '../ocr/recogniser.ts';
import { readPicture } from './read.ts';
import { showPicture } from './show.ts';

const recogniser = createRecogniser();
after(() => recogniser.close());

const CONDITIONS: Record<string, Distortion[]> = {
  'as it is': [],
  'a photo': [{ perspective: 0.05 }, { tilt: 3 }, { shadow: 0.6 }, { noise: 12 }, { exif: 6 }],
  'on its head': [{ turned: 180 }],
  'on its side': [{ turned: 90 }],
  'on its other side, aslant': [{ tilt: 3 }, { turned: 270 }],
};

for (const [name, distortions] of Object.entries(CONDITIONS)) {
  test(`reads a card and says where its words stand: ${name}`, async () => {
    const page = await distort(renderDocument('business-card'), ...distortions);
    const read = await readPicture(page.jpeg, recogniser);
    assert.deepEqual([read.width, read.height], [page.width, page.height]);
    for (const drawn of page.words.filter(({ text }) => ['Aïssatou', 'Guèye', 'Baobab'].includes(text))) {
      const found = read.words.find(({ start, end }) => read.text.slice(start, end) === drawn.text);
      assert.ok(found, drawn.text);
      for (const [at, corner] of drawn.corners.entries()) {
        assert.ok(Math.abs((found.corners[at] ?? 2) - corner) < 0.02, `${drawn.text}: corner ${at}`);
      }
    }
  });
}

async function plain(width: number, height: number, colour = '#000000'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer();
}

for (const [name, picture] of Object.entries({
  'one pixel': () => plain(1, 1),
  'a strip': () => plain(20_000, 2),
  'all black': () => plain(400, 300),
  CMYK: async () =>
    sharp(await plain(300, 200, '#ffffff'))
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer(),
  '16 bits': async () =>
    sharp(await plain(300, 200))
      .toColourspace('rgb16')
      .png()
      .toBuffer(),
  'see-through': () =>
    sharp({ create: { width: 300, height: 200, channels: 4, background: '#00000000' } })
      .webp()
      .toBuffer(),
})) {
  test(`finds no word in ${name}`, async () => {
    const { text, words } = await readPicture(await picture(), recogniser);
    assert.deepEqual({ text, words }, { text: '', words: [] });
  });
}

const letter = renderDocument('letter').jpeg;
for (const [name, bytes, problem] of [
  ['a JPEG cut short', letter.subarray(0, letter.length / 2), 'file-damaged'],
  ['a PNG cut short', (await plain(900, 900)).subarray(0, 200), 'file-damaged'],
  ['a WebP cut short', (await sharp(letter).webp().toBuffer()).subarray(0, 900), 'file-damaged'],
  ['no picture', Buffer.from('%PDF-1.7 hello'), 'file-damaged'],
  [
    'a drawing with an address',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    'file-damaged',
  ],
  ['a hundred megapixels', await plain(10_000, 10_000), 'picture-too-large'],
] as const) {
  test(`refuses ${name}, and reads the next`, async () => {
    const refused = (error: unknown) => error instanceof FileRefused && error.problem === problem;
    await assert.rejects(readPicture(bytes, recogniser), refused);
    await assert.rejects(showPicture(bytes), FileRefused);
  });
}

test('shows a picture upright, of at most 2048 pixels and a megabyte', async () => {
  const page = await distort(renderDocument('letter'), { noise: 40 }, { exif: 6 });
  const shown = await showPicture(page.jpeg);
  const { width, height, format, orientation } = await sharp(shown).metadata();
  assert.ok(shown.length <= 1024 * 1024 && height <= 2048 && width < height);
  assert.deepEqual([format, orientation], ['jpeg', undefined]);
});

test('shows only the first picture of a WebP that moves', async () => {
  const frames = Buffer.concat([Buffer.alloc(40 * 30 * 3, 255), Buffer.alloc(40 * 30 * 3, 0)]);
  const moving = await sharp(frames, { raw: { width: 40, height: 60, channels: 3, pageHeight: 30 } })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer();
  assert.equal((await sharp(moving).metadata()).pages, 2);
  const { text, width, height } = await readPicture(moving, recogniser);
  assert.deepEqual({ text, width, height }, { text: '', width: 40, height: 30 });
});

for (const [name, exif] of [
  ['is broken', Buffer.from([0x4d, 0x4d, 0, 0x2a, 0xff, 0xff, 0xff, 0xff])],
  ['is a script', Buffer.from('<script>alert(1)</script>')],
] as const) {
  test(`reads a picture whose EXIF ${name}`, async () => {
    const content = Buffer.concat([Buffer.from('Exif\0\0'), exif]);
    const segment = Buffer.from([0xff, 0xe1, 0, content.length + 2]);
    const card = renderDocument('business-card').jpeg;
    const { text } = await readPicture(
      Buffer.concat([card.subarray(0, 2), segment, content, card.subarray(2)]),
      recogniser,
    );
    assert.ok(text.includes('Baobab') && !text.includes('script'));
  });
}
