import assert from 'node:assert/strict';
import test from 'node:test';

import { soundFixture } from '../testing/sounds.ts';
import { isSoundType, mediaTypeOf } from './media-types.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

const READ: [string, Uint8Array, string][] = [
  ['a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1), 'image/jpeg'],
  ['a WebP', latin('RIFF\x24\0\0\0WEBPVP8 '), 'image/webp'],
  ['a PDF', latin('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj'), 'application/pdf'],
  ['a PDF behind a line of a printer', latin('\x1b%-12345X@PJL JOB\r\n%PDF-1.4\n'), 'application/pdf'],
  ['a mail', utf8('From: Awa <awa@exemple.sn>\r\nTo: b@exemple.sn\r\nSubject: Devis\r\n\r\nBonjour'), 'message/rfc822'],
  [
    'a mail that a server received',
    utf8('Received: from a by b;\r\n\tFri, 1 May 2026\r\nFrom: a@b.sn\r\n\r\nx'),
    'message/rfc822',
  ],
  [
    'a mail of a mailbox file',
    utf8('From a@b.sn Fri May  1 10:00:00 2026\nFrom: a@b.sn\nTo: c@d.sn\n\nx'),
    'message/rfc822',
  ],
  ['a mail that carries a PDF', utf8('From: a@b.sn\nSubject: x\n\n%PDF-1.4'), 'message/rfc822'],
  ['a page', utf8('<!DOCTYPE html><html><body>Devis</body></html>'), 'text/html'],
  ['a page in XHTML', utf8('<?xml version="1.0"?>\n<!DOCTYPE html>\n<html xmlns="x"><body/></html>'), 'text/html'],
  ['a French note', utf8('Réunion chez Alizé : 12 postes, 3,5 M€'), 'text/plain'],
  ['a note in windows-1252', latin('R\xe9union \x80 1\x92200'), 'text/plain'],
  ['a note in UTF-16', Uint8Array.of(0xff, 0xfe, 0x52, 0, 0xe9, 0, 0x75, 0), 'text/plain'],
  ['a note with headers of no mail', utf8('Client : Alizé\nBudget : 3 M\n\nà rappeler'), 'text/plain'],
  ['a note that compares', utf8('a < b, donc <3'), 'text/plain'],
  ['a calendar', utf8('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nSUMMARY:Visite\r\nEND:VCALENDAR'), 'text/plain'],
];

const SOUND: [string, Uint8Array, string][] = [
  ['what a browser records', soundFixture('chromium.webm'), 'audio/webm'],
  ['a voice memo', latin('\0\0\0\x1cftypM4A \0\0\0\0M4A mp42isom\0\0\0\0'), 'audio/mp4'],
  ['MP4 in fragments', latin('\0\0\0\x18ftypisom\0\0\x02\0isomiso5'), 'audio/mp4'],
  ['what Safari records', latin('\0\0\0\x18ftypmp42\0\0\0\0mp42isom'), 'audio/mp4'],
  ['a voice message', latin(`OggS\0\x02${'\0'.repeat(20)}\x01\x13OpusHead\x01\x01${'\0'.repeat(10)}`), 'audio/ogg'],
  ['WAV', soundFixture('english.wav'), 'audio/wav'],
  ['FLAC', soundFixture('chinese.flac'), 'audio/flac'],
  ['MP3 behind a picture of a megabyte', latin(`ID3\x03\0\0\0\x40\0\0APIC${'\0'.repeat(70_000)}`), 'audio/mpeg'],
];

const REFUSED: [string, Uint8Array][] = [
  ['nothing', new Uint8Array()],
  ['spaces', utf8(' \n\n ')],
  ['an SVG', utf8('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['an SVG that says it is XML', utf8('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['an SVG behind a comment', utf8('<!-- <html> --><svg width="1"/>')],
  ['XML with entities', utf8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
  ['a GIF', latin('GIF89a\x01\0\x01\0\x80\0\0')],
  ['a TIFF', latin('II*\0\x08\0\0\0')],
  ['AIFF', latin('FORM\0\0\x01\0AIFFCOMM')],
  ['AMR', latin('#!AMR\n\x0c')],
  ['a video of an old telephone', latin('\0\0\0\x18ftyp3gp4\0\0\0\x003gp43gp5')],
  ['a HEIC', latin('\0\0\0\x18ftypheic\0\0\0\0mif1heic')],
  ['a ZIP or an Office file', latin('PK\x03\x04\x14\0\0\0\x08\0')],
  ['a mail of Outlook', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + '\0'.repeat(600))],
  ['a Windows program', latin('MZ\x90\0\x03\0\0\0')],
  ['a Linux program', latin('\x7fELF\x02\x01\x01\0')],
  ['a script', utf8('#!/bin/sh\nrm -r /')],
  ['RTF', utf8('{\\rtf1\\ansi Bonjour}')],
  ['bytes', Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256)],
];

test('what a file is, its bytes say', async (t) => {
  for (const [name, bytes, expected] of READ)
    await t.test(name, async () => assert.equal(await mediaTypeOf(bytes, 'photo.svg'), expected));
});

test('sound is known by its bytes, and as sound', async (t) => {
  for (const [name, bytes, expected] of SOUND)
    await t.test(name, async () => {
      assert.equal(await mediaTypeOf(bytes.subarray(0, 65_536), 'note.txt'), expected);
      assert.equal(isSoundType(expected), true);
    });
  for (const [, , type] of READ) assert.equal(isSoundType(type), false);
});

test('what is not read is refused, whatever its name says', async (t) => {
  for (const [name, bytes] of REFUSED)
    await t.test(name, async () => assert.equal(await mediaTypeOf(bytes, 'photo.jpg'), null));
});

test('the first 64 KiB suffice, also when they end within a character', async () => {
  const text = utf8('é'.repeat(70_000));
  assert.equal(await mediaTypeOf(text.subarray(0, 65_535), null), 'text/plain');
});
