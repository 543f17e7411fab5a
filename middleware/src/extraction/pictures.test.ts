import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';

import { createRecogniser } from '../readings/ocr/recogniser.ts';
import { readPicture } from '../readings/pictures/read.ts';
import { regionsOf } from '../readings/regions.ts';
import type { Corners, Page, Reading, Word } from '../readings/schema.ts';
import { viewOf } from '../readings/view.ts';
import { distort, type Distortion } from '../testing/rendered/distortions.ts';
import { renderDocument, type DocumentName, type RenderedPage } from '../testing/rendered/documents.ts';
import { overlap } from '../testing/rendered/overlap.ts';
import { extract } from './extract.ts';
import type { Evidence, Extraction } from './schema.ts';
import { demoContext, TODAY } from './testing/demo.ts';

const recogniser = createRecogniser();
after(() => recogniser.close());

/** A rendered document, read by the product's own reader. */
async function readPhoto(
  name: DocumentName,
  ...distortions: Distortion[]
): Promise<{ photo: RenderedPage; reading: Reading; found: Extraction }> {
  const photo = await distort(renderDocument(name), ...distortions);
  const { text, words, ...seen } = await readPicture(photo.jpeg, { recognise: recogniser.recognise });
  const page: Page = {
    ...seen,
    number: 1,
    kind: 'picture',
    take: 1,
    inside: [],
    fileName: null,
    pageOfFile: 1,
    start: 0,
    end: text.length,
    problem: null,
  };
  const placed = words.map((word) => ({ ...word, page: 1 }));
  const reading: Reading = { text, language: 'fr', corrected: false, pages: [page], words: placed };
  return { photo, reading, found: extract({ reading, kind: 'photo', today: TODAY, context: demoContext() }) };
}

const plain = (text: string) => text.replace(/[’\s]/g, (sign) => (sign === '’' ? "'" : '')).toLowerCase();

/** Where words truly stand, as far as they were drawn one after the other. */
function trulyAt({ words }: RenderedPage, quote: string): Corners | null {
  const drawn: Word[] = [];
  let text = '';
  for (const { text: word, corners } of words) {
    drawn.push({ start: text.length, end: text.length + plain(word).length, page: 1, corners, confidence: 1 });
    text += plain(word);
  }
  const start = text.indexOf(plain(quote));
  return start < 0 ? null : (regionsOf({ words: drawn }, start, start + plain(quote).length)[0]?.corners ?? null);
}

function evidencesOf({ account, contacts }: Extraction): Evidence[] {
  return [account, ...contacts].flatMap((facts) => Object.values(facts)).flatMap(({ evidence }) => evidence);
}

const CONDITIONS: Readonly<Record<string, Distortion[]>> = {
  'as it lies': [],
  tilted: [{ tilt: 6 }],
  'in a shadow': [{ shadow: 0.4 }],
  'held turned': [{ exif: 6 }],
};

describe('a photo of a card', () => {
  for (const [condition, distortions] of Object.entries(CONDITIONS))
    it(`gives account and contact, each value where it truly stands: ${condition}`, async () => {
      const { photo, found } = await readPhoto('business-card', ...distortions);
      const [contact, ...others] = found.contacts;
      assert.deepEqual([found.deals.length, others.length], [0, 0]);
      assert.deepEqual(
        [found.account.name.value, found.account.website.value, contact?.lastName.value, contact?.email.value],
        ['Baobab Logistique', 'www.baobab-logistique.sn', 'Guèye', 'aissatou.gueye@baobab-logistique.sn'],
      );
      assert.deepEqual([contact?.phone.value, contact?.mobile.value], ['+221338654017', '+221776042983']);
      let compared = 0;
      for (const { quote, regions } of evidencesOf(found)) {
        assert.equal(regions?.length, 1, quote);
        const truly = trulyAt(photo, quote);
        if (truly === null || !regions[0]) continue;
        compared += 1;
        assert.ok(overlap(regions[0].corners, truly, photo.width, photo.height) >= 0.5, quote);
      }
      assert.ok(compared >= 7, `${compared} values compared`);
    });

  it('is read beside handwriting, of which the words that were hard to read are told', async () => {
    const { found, reading } = await readPhoto('card-with-handwriting', { tilt: 2 });
    const { account, contacts } = found.deals[0] ?? found;
    assert.equal(account.name.value, 'Clinique Les Filaos');
    assert.equal(contacts[0]?.lastName.value, 'Sarr');
    const written = reading.text.indexOf('@clinique-filaos.sn') + '@clinique-filaos.sn'.length;
    const { unsure } = viewOf(reading);
    assert.ok(unsure.length > 0);
    assert.ok(
      unsure.every(({ start }) => start > written),
      JSON.stringify(unsure),
    );
  });

  it('of a receipt gives no deal', async () => {
    assert.equal((await readPhoto('receipt')).found.deals.length, 0);
  });
});
