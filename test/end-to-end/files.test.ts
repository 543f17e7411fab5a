import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Request } from 'playwright-core';
import sharp from 'sharp';
import { z } from 'zod';

import { distort } from '../../middleware/src/testing/rendered/distortions.ts';
import { renderDocument } from '../../middleware/src/testing/rendered/documents.ts';
import { pdfOf } from '../../middleware/src/testing/pdf/document.ts';
import { linesAt } from '../../middleware/src/testing/pdf/drawing.ts';
import { describeViolations, findViolations } from './accessibility.ts';
import { DESKTOP, PHONE, skipWithoutBrowser } from './browser.ts';
import {
  analyseFiles,
  analysePages,
  cards,
  chooseFiles,
  noneOfFiles,
  photo,
  picturedValues,
  reviewOfFiles,
  type GivenFile,
} from './given-files.ts';
import { raiseOutageStage, type OutageStage } from './outage.ts';
import { button, captureIdOf, heading, openCapture, writeNote } from './rep.ts';
import type { Seat } from './stage.ts';

const BESIDE = 'Vus au salon : veulent remplacer 40 terminaux portables, budget 12 M FCFA, décision le 15 décembre.';

const sourceView = z.object({
  text: z.string(),
  pages: z.array(z.object({ number: z.number(), take: z.number().nullish(), fileName: z.string().nullish() })),
});
const partSent = z.object({ captureId: z.string(), part: z.object({ take: z.number(), part: z.number() }) });
const unfinished = z.array(z.object({ captureId: z.string() }));

/** A picture whose file is sent in two parts. */
async function heavy(name: string): Promise<GivenFile> {
  const page = await distort(renderDocument('business-card'), { noise: 6 });
  const jpeg = await sharp(page.jpeg).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
  assert.ok(jpeg.length > 1_048_576 && jpeg.length < 2_097_152, `${jpeg.length} bytes are not two parts`);
  return photo(name, jpeg);
}

describe('files', { skip: skipWithoutBrowser, timeout: 560_000 }, () => {
  let stage: OutageStage;
  let card: GivenFile;
  let english: GivenFile;
  let large: GivenFile;
  before(async () => {
    card = photo('carte.jpg', renderDocument('business-card').jpeg);
    english = photo('card.jpg', renderDocument('business-card-english').jpeg);
    large = await heavy('grande.jpg');
    stage = await raiseOutageStage();
  });
  after(() => stage?.strike());

  const alert = ({ page }: Seat, text: string) => page.getByRole('alert').filter({ hasText: text });
  const accessible = async ({ page }: Seat, where: string): Promise<void> => {
    assert.deepEqual(describeViolations(await findViolations(page)), [], where);
  };
  const sit = async (viewport = DESKTOP): Promise<Seat> => {
    const seat = await stage.sit('rep', 'fr', viewport);
    await openCapture(stage, seat);
    return seat;
  };
  const namesRead = async (seat: Seat): Promise<(string | null | undefined)[]> => {
    const answer = await stage.apex(seat, 'CaptureController.getSource', { captureId: captureIdOf(seat) });
    const { pages } = sourceView.parse(answer.body);
    return pages.filter(({ take }) => typeof take === 'number').map(({ fileName }) => fileName);
  };
  /** The parts that the page sends from now on, as `take.part`, and under which captures. */
  const partsSent = ({ page }: Seat): { parts: string[]; captures: Set<string> } => {
    const seen = { parts: [] as string[], captures: new Set<string>() };
    page.on('request', (request: Request) => {
      if (!request.url().endsWith('/apex/FileController.sendPart')) return;
      const { captureId, part } = partSent.parse(request.postDataJSON());
      seen.parts.push(`${part.take}.${part.part}`);
      seen.captures.add(captureId);
    });
    return seen;
  };
  const captures = async (seat: Seat): Promise<readonly string[]> => {
    const { body } = await stage.apex(seat, 'CaptureController.listUnfinished', {});
    return unfinished.parse(body).map(({ captureId }) => captureId);
  };

  test('are read in the order in which they are shown; one that was removed is not read', async () => {
    const seat = await sit();
    const { say } = seat;
    await chooseFiles(seat, card, large, english);
    assert.equal(await cards(seat).count(), 3);
    await button(seat, say('Files_Earlier', say('Files_The_Page', 3))).click();
    await button(seat, say('Files_Earlier', say('Files_The_Page', 2))).click();
    await button(seat, say('Files_Remove', say('Files_The_Page', 3))).click();
    await button(seat, say('Files_Undo')).waitFor();
    await accessible(seat, 'a file was removed');
    assert.equal(await cards(seat).count(), 2);
    await writeNote(seat, BESIDE);
    await analysePages(seat, 2);
    await reviewOfFiles(seat);
    assert.deepEqual(await namesRead(seat), ['card.jpg', 'carte.jpg']);
    await seat.page.locator('c-page-viewer img.picture').waitFor();
    await accessible(seat, 'several pages');
    assert.deepEqual(seat.faults, []);
    await seat.context.close();
  });

  test('whose part is lost on its way is sent again, and is there once', async () => {
    const seat = await sit();
    const sent = partsSent(seat);
    await seat.page.route(
      '**/apex/FileController.sendPart',
      async (route) => {
        await route.fetch();
        await route.abort('connectionreset');
      },
      { times: 1 },
    );
    await chooseFiles(seat, large);
    await analysePages(seat, 1);
    await noneOfFiles(seat);
    assert.deepEqual(sent.parts, ['1.1', '1.1', '1.2']);
    assert.equal(sent.captures.size, 1);
    assert.deepEqual(await namesRead(seat), ['grande.jpg']);
    assert.equal((await captures(seat)).filter((id) => sent.captures.has(id)).length, 1);
    await seat.context.close();
  });

  test('wait while there is no connection, and go on where they stopped', async () => {
    const seat = await sit(PHONE);
    const { say } = seat;
    const sent = partsSent(seat);
    await chooseFiles(seat, large, english);
    await writeNote(seat, BESIDE);
    let through = 0;
    await seat.page.route('**/apex/**', (route) => {
      if (route.request().url().endsWith('.sendPart')) through += 1;
      return through > 1 ? route.abort('internetdisconnected') : route.continue();
    });
    await analysePages(seat, 2);
    await alert(seat, say('Capture_Error_Offline_Title')).waitFor();
    await accessible(seat, 'the connection went away');
    assert.equal(await cards(seat).count(), 2);
    await seat.page.unroute('**/apex/**');
    const before = sent.parts.length;
    await button(seat, say('Capture_Retry')).click();
    await reviewOfFiles(seat);
    assert.deepEqual(sent.parts.slice(before), ['1.2', '2.1']);
    assert.equal(sent.captures.size, 1);
    assert.deepEqual(await namesRead(seat), ['grande.jpg', 'card.jpg']);
    await seat.context.close();
  });

  test('survive a reload in the middle: nothing is lost, nothing is sent twice', async () => {
    const seat = await sit();
    const { say } = seat;
    const sent = partsSent(seat);
    await chooseFiles(seat, large, english);
    await writeNote(seat, BESIDE);
    const held = seat.page.waitForRequest((request) => {
      if (!request.url().endsWith('.sendPart')) return false;
      return partSent.parse(request.postDataJSON()).part.part === 2;
    });
    await seat.page.route('**/apex/FileController.sendPart', (route) =>
      partSent.parse(route.request().postDataJSON()).part.part === 2 ? undefined : route.continue(),
    );
    await analysePages(seat, 2);
    await held;
    await seat.page.reload();
    await seat.page.unrouteAll({ behavior: 'ignoreErrors' });
    await cards(seat).nth(1).waitFor();
    await seat.page.getByText(say('Files_Restored')).waitFor();
    await accessible(seat, 'the files are back');
    const before = sent.parts.length;
    await analysePages(seat, 2);
    await reviewOfFiles(seat);
    assert.deepEqual(sent.parts.slice(before), ['1.2', '2.1']);
    assert.equal(sent.captures.size, 1);
    assert.equal((await captures(seat)).filter((id) => sent.captures.has(id)).length, 1);
    await openCapture(stage, seat);
    assert.equal(await cards(seat).count(), 0);
    await seat.context.close();
  });

  test('survive the death of the service while they are sent and while they are read', async () => {
    const seat = await sit();
    const { say } = seat;
    const sent = partsSent(seat);
    await chooseFiles(seat, large);
    await writeNote(seat, BESIDE);
    await seat.page.route(
      '**/apex/FileController.sendPart',
      async (route) => {
        const response = await route.fetch();
        await stage.kill();
        await route.fulfill({ response });
      },
      { times: 1 },
    );
    await analysePages(seat, 1);
    await alert(seat, say('Capture_Not_Sent')).waitFor();
    await stage.startAgain();
    await button(seat, say('Capture_Retry')).click();
    await heading(seat, say('Capture_Title_Reading')).waitFor();
    await stage.kill();
    await seat.page
      .getByRole('status')
      .filter({ hasText: say('Capture_Follow_Interrupted') })
      .waitFor();
    await stage.startAgain();
    await reviewOfFiles(seat);
    assert.deepEqual(new Set(sent.parts), new Set(['1.1', '1.2']));
    assert.equal(sent.parts.filter((part) => part === '1.1').length, 1);
    assert.deepEqual(await namesRead(seat), ['grande.jpg']);
    assert.deepEqual(seat.faults, []);
    await seat.context.close();
  });

  test('a PDF of two pages: the evidence stands on its second page, which is shown with it', async () => {
    const seat = await sit();
    const { say } = seat;
    await chooseFiles(seat, pdf('compte-rendu.pdf', pdfOf(MEETING)));
    await analyseFiles(seat, 1);
    await reviewOfFiles(seat);
    const amount = (await picturedValues(stage, seat)).find(({ path }) => path === 'opportunity.amount');
    assert.ok(amount, 'the amount has a place in a picture');
    assert.deepEqual(
      amount.regions.map(({ page }) => page),
      [2],
    );
    await seat.page.getByLabel('Montant', { exact: true }).focus();
    const viewer = seat.page.locator('c-page-viewer');
    await viewer.locator('.region_lit polygon.outline').first().waitFor();
    await seat.page
      .getByText(say('Picture_Page_Of', 2, 2))
      .first()
      .waitFor();
    await accessible(seat, 'the second page of a PDF');
    assert.deepEqual(seat.faults, []);
    await seat.context.close();
  });

  test('a mail with a PDF in it: both are read, in their order', async () => {
    const seat = await sit();
    await chooseFiles(seat, { name: 'demande.eml', mimeType: 'message/rfc822', buffer: mailWith(pdfOf(MEETING)) });
    await analyseFiles(seat, 1);
    await reviewOfFiles(seat);
    const { body } = await stage.apex(seat, 'CaptureController.getSource', { captureId: captureIdOf(seat) });
    const { pages, text } = sourceView.parse(body);
    assert.ok(pages.length >= 3, 'the mail and two pages of its attachment');
    assert.deepEqual(new Set(pages.map(({ fileName }) => fileName)), new Set(['demande.eml', 'compte-rendu.pdf']));
    assert.ok(text.indexOf('pare-feu') < text.indexOf('Total'), 'the mail comes before what hangs on it');
    await accessible(seat, 'a mail with an attachment');
    await seat.context.close();
  });

  test('a PDF behind a password, among others and alone: the page says what to do', async () => {
    const seat = await sit();
    const { say } = seat;
    const locked = pdf('devis.pdf', pdfOf(MEETING, { encryption: { cipher: 'aes', userPassword: 'secret' } }));
    await chooseFiles(seat, card, locked);
    await writeNote(seat, BESIDE);
    await analyseFiles(seat, 2);
    await reviewOfFiles(seat);
    await seat.page.getByText(say('Picture_Problem_Encrypted')).first().waitFor();
    await accessible(seat, 'a file that was not read');
    await openCapture(stage, seat);
    await chooseFiles(seat, locked);
    await analyseFiles(seat, 1);
    const notice = alert(seat, say('Files_Failed_Encrypted'));
    await notice.getByText(say('Files_Failed_Encrypted_Next')).waitFor();
    await accessible(seat, 'no file could be read');
    assert.deepEqual(seat.faults, []);
    await seat.context.close();
  });

  test('that cannot be read are refused with what to do, and the others go on', async () => {
    const seat = await sit();
    const { say } = seat;
    await chooseFiles(seat, card);
    const damaged = card.buffer.subarray(0, 400);
    const chooser = seat.page.locator('c-attachment-tray input.chooser');
    for (const [file, sentence] of [
      [{ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(SVG) }, 'Files_Refused_Drawing'],
      [{ name: 'vide.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) }, 'Files_Refused_Empty'],
      [photo('abimee.jpg', damaged), 'Files_Refused_Damaged_Picture'],
      [
        { name: 'notes.zip', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003\u0004rest') },
        'Files_Refused_Archive',
      ],
    ] as const) {
      await chooser.setInputFiles([{ ...file }]);
      await alert(seat, say(sentence)).getByText(file.name, { exact: true }).waitFor();
    }
    await accessible(seat, 'files that were refused');
    assert.equal(await cards(seat).count(), 1);
    await analysePages(seat, 1);
    await noneOfFiles(seat);
    assert.deepEqual(seat.faults, []);
    await seat.context.close();
  });
});

/** A meeting whose amount stands on the second page. */
const MEETING = [
  {
    content: linesAt(60, 760, [
      'Compte rendu',
      '',
      'Client : Comptoir du Ferlo, Louga',
      'Contact : Mme Coumba Ndao, directrice',
      'coumba.ndao@ferlo.example',
    ]),
  },
  {
    content: linesAt(60, 760, [
      'Le client veut remplacer le pare-feu du siège.',
      '',
      'Budget : 14 000 000 FCFA',
      'Décision le 15 décembre 2026',
      'Total du projet : 14 000 000 FCFA',
    ]),
  },
];

const pdf = (name: string, bytes: Uint8Array): GivenFile => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(bytes),
});

function mailWith(attachment: Uint8Array): Buffer {
  const boundary = 'part-of-the-mail';
  return Buffer.from(
    [
      'From: Coumba Ndao <coumba.ndao@ferlo.example>',
      'To: Astou Sarr <astou.sarr@vendor.example>',
      'Subject: Remplacement du pare-feu',
      'Date: Thu, 19 Nov 2026 10:00:00 +0000',
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Bonjour, nous voulons remplacer le pare-feu du siège, budget 14 000 000 FCFA. Le compte rendu est joint.',
      '',
      `--${boundary}`,
      'Content-Type: application/pdf; name="compte-rendu.pdf"',
      'Content-Disposition: attachment; filename="compte-rendu.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(attachment).toString('base64').replace(/.{76}/g, '$&\r\n'),
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  );
}

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>window.__pwned=1</script><circle r="9"/></svg>';
