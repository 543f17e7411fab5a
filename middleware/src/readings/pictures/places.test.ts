import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { distort, type Distortion } from '../../testing/rendered/distortions.ts';
import { renderDocument, type DocumentName } from '../../testing/rendered/documents.ts';
import { placesOf, sharesTogether, type Places } from '../../testing/rendered/places.ts';
import { createRecogniser } from '../ocr/recogniser.ts';
import { readPicture } from './read.ts';

const recogniser = createRecogniser();
after(() => recogniser.close());

const DOCUMENTS: readonly DocumentName[] = ['business-card-two-columns', 'letter', 'quote-table'];
const CONDITIONS: Readonly<Record<string, readonly Distortion[]>> = {
  'lies aslant': [{ tilt: 5 }],
  'is seen from one side': [{ perspective: 0.07 }],
  'was turned by the camera': [{ exif: 8 }],
  'lies on its head': [{ turned: 180 }],
  'is a poor photo': [{ perspective: 0.05 }, { tilt: 3 }, { shadow: 0.6 }, { noise: 12 }, { exif: 6 }],
};
const AT_THEIR_PLACE = 0.98;
/** One condition has few values: one of them is two per cent. */
const UNDER_ONE_CONDITION = 0.95;

function checkPlaces(places: readonly Places[], least: number): void {
  for (const part of ['words', 'lines'] as const) {
    const { right, all } = sharesTogether(places.map((place) => place[part]));
    assert.ok(all > 30, `only ${all} ${part} were read without a mistake`);
    assert.ok(right >= least * all, `${right} of ${all} ${part} are at their place`);
  }
}

test('words and values are where the reader says, when the page', async (context) => {
  const all: Places[] = [];
  for (const [condition, distortions] of Object.entries(CONDITIONS)) {
    await context.test(condition, async () => {
      const places: Places[] = [];
      for (const name of DOCUMENTS) {
        const page = await distort(renderDocument(name), ...distortions);
        places.push(placesOf(page, await readPicture(page.jpeg, recogniser)));
      }
      all.push(...places);
      checkPlaces(places, UNDER_ONE_CONDITION);
    });
  }
  checkPlaces(all, AT_THEIR_PLACE);
});
