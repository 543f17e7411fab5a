import assert from 'node:assert/strict';
import test from 'node:test';

import { createPlainReader } from './reader.ts';

const reader = createPlainReader();
const opening = (bytes: Uint8Array, mediaType = 'text/plain') => reader.open({ bytes, fileName: null, mediaType });

async function textOf(bytes: Uint8Array, mediaType?: string): Promise<string> {
  const [opened] = await opening(bytes, mediaType);
  assert.ok(opened && 'page' in opened && opened.page.kind === 'text');
  return opened.page.text;
}

test('UTF-8, UTF-16 and windows-1252 give the same text', async () => {
  const text = 'Réunion chez Alizé\n3 500 € d’avance';
  const marked = Buffer.from(`\uFEFF${text}`, 'utf16le');
  const old = Buffer.from('R\xe9union chez Aliz\xe9\r\n3 500 \x80 d\x92avance', 'latin1');
  for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), marked, old])
    assert.equal(await textOf(new Uint8Array(bytes)), text);
});

test('a page of HTML is its text', async () => {
  const page =
    '<!doctype html><title>x</title><body><p>Devis n&deg; 12</p><table><tr><td>Total</td><td>3 M</td></table>';
  assert.match(await textOf(new Uint8Array(Buffer.from(page)), 'text/html'), /Devis n° 12\s+Total {3}3 M$/);
});

test('what is no text, or too much of it, is refused; a text has no picture', async () => {
  await assert.rejects(opening(new Uint8Array(2000)), { problem: 'file-damaged' });
  await assert.rejects(opening(new Uint8Array(300_000).fill(0x61)), { problem: 'too-much-text' });
  assert.equal(await reader.showPage({ bytes: new Uint8Array(), fileName: null, mediaType: 'text/plain' }, 1), null);
});
