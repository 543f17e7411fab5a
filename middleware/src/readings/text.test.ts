import assert from 'node:assert/strict';
import { test } from 'node:test';

import { reading } from './schema.ts';
import { readText } from './text.ts';

test('decodes entities, even encoded twice, and keeps unknown ones', () => {
  assert.equal(
    readText('D&eacute;cision &amp;eacute;tude &#8364; &#x20AC; R&D &zzz;').text,
    'Décision étude € € R&D &zzz;',
  );
});

test('normalises line ends and composes characters', () => {
  assert.equal(readText('a\r\nb\rc\u2028d e\u0301').text, 'a\nb\nc\nd \u00e9');
});

test('removes what a database cannot hold and keeps emoji and right-to-left text', () => {
  assert.equal(readText('a\u0000b\u0007c\uFEFF 😀 مرحبا \uD800').text, 'abc 😀 مرحبا \uFFFD');
});

test('turns a page of HTML into text, and leaves a note with angle brackets alone', () => {
  const html =
    '<html><body><p>Bonjour <b>Awa</b></p><table><tr><td>Prix</td><td>45 M</td></tr></table><script>x()</script></body></html>';
  const { text } = readText(html);
  assert.match(text, /Bonjour Awa/);
  assert.match(text, /Prix\s+45 M/);
  assert.doesNotMatch(text, /[<>]|x\(\)/);
  assert.equal(readText('De : Awa <awa@exemple.sn>\nPrix < 5 M').text, 'De : Awa <awa@exemple.sn>\nPrix < 5 M');
});

test('survives deeply nested and broken HTML', () => {
  assert.doesNotThrow(() => readText(`<div>${'<div>'.repeat(20_000)}x`));
  assert.doesNotThrow(() => readText('<p'.repeat(50_000)));
});

test('finds the language from the words, unless it is given', () => {
  assert.equal(readText('We would like a quote for the servers').language, 'en');
  assert.equal(readText('Nous voulons un devis pour les serveurs').language, 'fr');
  assert.equal(readText('').language, 'fr');
  assert.equal(readText('We would like a quote', 'fr').language, 'fr');
});

test('reading a reading again changes nothing', () => {
  const once = readText('Réunion : 45 M\r\n&amp; suite');
  assert.equal(readText(once.text).text, once.text);
  assert.doesNotThrow(() => reading.parse(once));
});

test('an entity that is named like a part of every object stays as it is', () => {
  const text = '&toString; &valueOf; &constructor; &__proto__;';
  assert.equal(readText(text).text, text);
});
