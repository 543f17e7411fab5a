import assert from 'node:assert/strict';
import test from 'node:test';

import type { Opened } from '../file.ts';
import { createMailReader } from './reader.ts';

const reader = createMailReader();

function opening(mail: string, encoding: 'utf8' | 'latin1' = 'utf8'): Promise<Opened[]> {
  const bytes = new Uint8Array(Buffer.from(mail.replaceAll('\n', '\r\n'), encoding));
  return reader.open({ bytes, fileName: 'mail.eml', mediaType: 'message/rfc822' });
}

async function textOf(mail: string, encoding?: 'utf8' | 'latin1'): Promise<string> {
  const [opened] = await opening(mail, encoding);
  assert.ok(opened && 'page' in opened);
  return opened.page.text;
}

const HEAD = `From: =?utf-8?Q?A=C3=AFssatou_Ndour?= <a.ndour@exemple.sn>
To: Vente <vente@exemple.sn>, m.fall@exemple.sn
Cc: achats@exemple.sn
Date: Tue, 12 May 2026 23:40:00 -0700
Subject: =?ISO-8859-1?Q?Devis_pour_notre_d=E9p=F4t?=
MIME-Version: 1.0
`;
const FRENCH = `De : Aïssatou Ndour <a.ndour@exemple.sn>
À : Vente <vente@exemple.sn>, m.fall@exemple.sn
Cc : achats@exemple.sn
Date : 2026-05-12 23:40
Objet : Devis pour notre dépôt`;

test('head and body of a French mail, with the day of the sender', async () => {
  const mail = `${HEAD}Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Bonjour, nous attendons votre offre pour le d=C3=A9p=C3=B4t de Thi=C3=A8s.
> Le 3 mai, vous nous =C3=A9criviez.
`;
  assert.equal(
    await textOf(mail),
    `${FRENCH}\n\nBonjour, nous attendons votre offre pour le dépôt de Thiès.\n> Le 3 mai, vous nous écriviez.`,
  );
});

test('an English mail has an English head; what it lacks is left out', async () => {
  const mail = 'From: kofi@example.com\nSubject: Order\n\nPlease send us the quote for the new warehouse.\n';
  assert.equal(
    await textOf(mail),
    'From: kofi@example.com\nSubject: Order\n\nPlease send us the quote for the new warehouse.',
  );
  assert.equal(await textOf('Subject: \nX-Mailer: x\n\nThe body of it is here.'), 'The body of it is here.');
});

test('windows-1252, ISO-8859-15 and broken UTF-8', async () => {
  const body = (charset: string, text: string) =>
    `From: a@exemple.sn\nTo: b@exemple.sn\nContent-Type: text/plain; charset=${charset}\n\n${text}\n`;
  assert.match(await textOf(body('windows-1252', 'le prix : 3 500 \x80'), 'latin1'), /3 500 €$/);
  assert.match(await textOf(body('iso-8859-15', 'le prix : 3 500 \xa4'), 'latin1'), /3 500 €$/);
  assert.match(await textOf(body('utf-8', 'la r\xe9union de mardi'), 'latin1'), /la r.union de mardi$/);
});

test('HTML is read where there is no text, and what it hides is no reason to fail', async () => {
  const html = '<html><body><p>Bonjour,</p><p>le <b>devis</b> est pour le dépôt.</p><script>x</script></body></html>';
  const mail = `${HEAD}Content-Type: text/html; charset=utf-8\n\n${html}\n`;
  assert.equal(await textOf(mail), `${FRENCH}\n\nBonjour,\n\nle devis est pour le dépôt.`);
});

test('attachments are files by their bytes; logos, signatures and invitations are not for people', async () => {
  const part = (type: string, disposition: string, content: string) =>
    `--b\nContent-Type: ${type}\nContent-Disposition: ${disposition}\n\n${content}\n`;
  const opened = await opening(
    `${HEAD}Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

Bonjour
${part('image/png', 'attachment; filename="devis.png"', '%PDF-1.7 ...')}${part('image/gif', 'inline; filename="pixel.gif"', 'GIF89a')}${part('text/calendar', 'attachment; filename="rdv.ics"', 'BEGIN:VCALENDAR')}${part('application/ms-tnef', 'attachment; filename="winmail.dat"', 'x\0\0\0\x01\x02')}${part('message/rfc822', 'attachment', 'From: c@exemple.sn\nSubject: Avant\n\nPlus tôt')}--b--
`,
  );
  const files = opened.flatMap((one) => ('file' in one ? [[one.file.fileName, one.file.mediaType]] : []));
  assert.deepEqual(files, [
    ['devis.png', 'application/pdf'],
    ['winmail.dat', 'application/octet-stream'],
    [null, 'message/rfc822'],
  ]);
});

test('what only its recipient opens is refused, and so are parts in parts without end', async () => {
  const sealed = `${HEAD}Content-Type: multipart/encrypted; boundary=b; protocol="application/pgp-encrypted"

--b
Content-Type: application/pgp-encrypted

Version: 1
--b--
`;
  await assert.rejects(opening(sealed), { problem: 'file-encrypted' });
  const levels = Array.from({ length: 200 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`);
  await assert.rejects(opening(HEAD + levels.join('')), { problem: 'nested-too-deep' });
});

test('a mail of S/MIME that is only signed is not called encrypted: its content is a file that is named', async () => {
  const head = `${HEAD}Content-Type: application/pkcs7-mime; name="smime.p7m"\nContent-Transfer-Encoding: base64\n\n`;
  const content = (contentType: number) =>
    Buffer.from([0x30, 0x80, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, contentType, 0xa0, 0x80]);
  const [page, file] = await opening(head + content(2).toString('base64'));
  assert.ok(page && 'page' in page && file && 'file' in file);
  assert.deepEqual(
    [page.page.text, file.file.fileName, file.file.mediaType],
    [FRENCH, 'smime.p7m', 'application/octet-stream'],
  );
  await assert.rejects(opening(head + content(3).toString('base64')), { problem: 'file-encrypted' });
});

test('a mail of 20 MB is read; more text than a capture may have is refused', async () => {
  const head = 'From: a@exemple.sn\nTo: b@exemple.sn\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nBonjour\n';
  const large = `${head}--b\nContent-Disposition: attachment; filename=a.bin\nContent-Transfer-Encoding: base64\n\n`;
  const opened = await opening(`${large}${`${'A'.repeat(76)}\n`.repeat(260_000)}--b--\n`);
  assert.equal(opened.length, 2);
  await assert.rejects(opening(`From: a@b.sn\nTo: c@d.sn\n\n${'mot '.repeat(60_000)}`), { problem: 'too-much-text' });
});
