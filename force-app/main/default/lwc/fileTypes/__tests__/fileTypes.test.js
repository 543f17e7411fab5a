import { FileNotTaken, REFUSALS, readBytes, typeOf } from 'c/fileTypes';

const bytes = (...numbers) => new Uint8Array(numbers);
const fileOf = (content, name) => new File([content], name);
const ftyp = (brand) => `\x00\x00\x00\x18ftyp${brand}`;
const latin = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const MAIL = 'From: Awa Ba <awa@baobab.example>\r\nSubject: Devis\r\n\r\nBonjour';

describe('c-file-types', () => {
  it.each([
    ['a JPEG', bytes(0xff, 0xd8, 0xff, 0xe1), 'a.bin', 'picture', 'image/jpeg'],
    ['a PNG', latin('\x89PNG\r\n\x1a\n'), 'a.png', 'picture', 'image/png'],
    ['a WebP', latin('RIFF\x00\x00\x00\x00WEBPVP8 '), 'a.webp', 'picture', 'image/webp'],
    ['a HEIC', latin(ftyp('heic')), 'IMG_1.HEIC', 'picture', 'image/heic'],
    ['a PDF', latin('%PDF-1.7'), 'a.pdf', 'document', 'application/pdf'],
    [
      'a PDF after other bytes, under a wrong name',
      latin(`${'x'.repeat(900)}%PDF-1.4`),
      'a.jpg',
      'document',
      'application/pdf',
    ],
    ['a mail', latin(MAIL), 'mail', 'mail', 'message/rfc822'],
    ['a mail by its name', latin('Bonjour'), 'a.eml', 'mail', 'message/rfc822'],
    ['a page', latin('<!DOCTYPE html><html>'), 'a', 'text', 'text/html'],
    ['a text', new TextEncoder().encode('Réunion à Thiès'), 'a.txt', 'text', 'text/plain'],
    ['a text in UTF-16', bytes(0xff, 0xfe, 0x41, 0, 0x42, 0), 'a.txt', 'text', 'text/plain'],
    [
      'a note that begins like a mail',
      latin('From: Awa\nBudget twelve million\n\nThanks'),
      'note',
      'text',
      'text/plain',
    ],
  ])('knows %s', async (_case, content, name, kind, mediaType) => {
    await expect(typeOf(fileOf(content, name))).resolves.toEqual({ kind, mediaType });
  });

  it.each([
    ['nothing', '', 'a.jpg', 'empty'],
    ['an SVG', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'a.svg', 'drawing'],
    ['an SVG that says it is a JPEG', '<svg onload="alert(1)">', 'a.jpg', 'drawing'],
    ['a GIF', 'GIF89a', 'a.gif', 'animation'],
    ['a Word file', 'PK\x03\x04', 'offre.docx', 'office'],
    ['an old Word file', latin('\xd0\xcf\x11\xe0'), 'offre.doc', 'office'],
    ['RTF', '{\\rtf1', 'a.rtf', 'office'],
    ['an Outlook mail', latin('\xd0\xcf\x11\xe0'), 'mail.msg', 'outlook-mail'],
    ['an archive', 'PK\x03\x04', 'a.zip', 'archive'],
    ['a program', latin('\x7fELF\x00\x01\x02'), 'a.txt', 'unknown'],
  ])('refuses %s with a sentence', async (_case, content, name, reason) => {
    const refusal = await typeOf(fileOf(content, name)).catch((error) => error);
    expect(refusal).toBeInstanceOf(FileNotTaken);
    expect(refusal.reason).toBe(reason);
    expect(REFUSALS[reason]).toMatch(/^c\.Files_Refused_/);
  });

  it('tells a file that is not to be had any more from one that is not read', async () => {
    const gone = { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) };
    await expect(readBytes(gone)).rejects.toMatchObject({ reason: 'unreadable' });
  });

  const webm = (codecs) => latin(`\x1a\x45\xdf\xa3 webm ${codecs}`);

  it.each([
    ['a voice note of a phone', latin(ftyp('M4A ')), 'Nouvel enregistrement.m4a', '', 'audio/mp4'],
    ['a voice note in a container of films, by its name', latin(ftyp('mp42')), 'memo.m4a', '', 'audio/mp4'],
    ['the same as the browser calls it', latin(ftyp('isom')), 'memo', 'audio/mp4', 'audio/mp4'],
    ['a voice note of a messenger', latin('OggS\0\x02OpusHead'), 'PTT-20260303-WA0001.opus', '', 'audio/ogg'],
    ['Vorbis', latin('OggS\0\x02\x01vorbis'), 'a.ogg', '', 'audio/ogg'],
    ['an MP3 with titles', latin('ID3\x04'), 'a.mp3', '', 'audio/mpeg'],
    ['an MP3', bytes(0xff, 0xfb, 0x90, 0x64), 'a.mp3', '', 'audio/mpeg'],
    ['a WAV', latin('RIFF\x24\x00\x00\x00WAVEfmt '), 'a.wav', '', 'audio/wav'],
    ['a FLAC', latin('fLaC\x00'), 'a.flac', '', 'audio/flac'],
    ['what a browser records', webm('A_OPUS'), 'a.webm', '', 'audio/webm'],
  ])('knows %s by its bytes', async (_case, content, name, type, mediaType) => {
    await expect(typeOf(new File([content], name, { type }))).resolves.toEqual({ kind: 'sound', mediaType });
  });

  it.each([
    ['a film', latin(ftyp('isom')), 'a.mp4', 'film'],
    ['a film of a phone', latin(ftyp('qt  ')), 'IMG_1.MOV', 'film'],
    ['a film of a browser', webm('V_VP9 A_OPUS'), 'a.webm', 'film'],
    ['a film in Ogg', latin('OggS\0\x02\x80theora'), 'a.ogv', 'film'],
    ['a voice note of an old phone', latin('#!AMR\n'), 'a.amr', 'sound-type'],
    ['AAC without a container', bytes(0xff, 0xf1, 0x50, 0x80), 'a.aac', 'sound-type'],
    ['an AIFF', latin('FORM\0\0\0\x10AIFF'), 'a.aiff', 'sound-type'],
    ['a recording without a byte', '', 'a.m4a', 'empty'],
    ['a program that is called a recording', latin('\x7fELF\x00\x01'), 'a.mp3', 'unknown'],
  ])('refuses %s with a sentence', async (_case, content, name, reason) => {
    await expect(typeOf(fileOf(content, name))).rejects.toMatchObject({ reason });
    expect(REFUSALS[reason]).toMatch(/^c\.(Audio|Files)_Refused_/);
  });

  it('takes no text for sound', async () => {
    const utf16 = bytes(0xff, 0xfe, 0x41, 0, 0x42, 0);
    await expect(typeOf(fileOf(utf16, 'a.mp3'))).resolves.toMatchObject({ kind: 'text' });
  });
});
