import assert from 'node:assert/strict';
import { test } from 'node:test';

import { analysisOf } from './testing/demo.ts';

function speakers(text: string): [string, boolean][] {
  const { source, sections } = analysisOf(text);
  return sections.turns.map(({ author, byVendor }) => [source.text.slice(author.start, author.end), byVendor]);
}

test('the turns of a chat with times, ours by the abbreviation of our name', () => {
  assert.deepEqual(
    speakers(
      '[10/03/2026 11:02] Awa NT: Bonjour\n[10/03/2026 11:05] M. Fall: Je veux 3 PC\n[10/03/2026 11:06] Awa NT: Noté',
    ),
    [
      ['Awa NT', true],
      ['M. Fall', false],
      ['Awa NT', true],
    ],
  );
});

test('« moi » is us, and so is who answers somebody that asks for us', () => {
  assert.deepEqual(
    speakers('Moi : Bonjour Madame\nMme Ba : il me faut 2 écrans\nMoi : d’accord\nMme Ba : merci').map(
      ([, ours]) => ours,
    ),
    [true, false, true, false],
  );
  assert.deepEqual(
    speakers('[09:00] Ida: hello is this neurotech\n[09:01] Rose: yes it is\n[09:02] Ida: I need a server').map(
      ([, ours]) => ours,
    ),
    [false, true, false],
  );
});

test('a form and a log of calls are no chat', () => {
  assert.deepEqual(speakers('Nom : Awa Ndiaye\nSociété : Banque Atlas\nTél : 77 123 45 67\nBesoin : 20 PC'), []);
  assert.deepEqual(speakers('9h10 Banque Atlas : 20 serveurs\n10h30 Clinique du Lac : rien\n11h la Poste'), []);
});

test('two hundred thousand characters of turns cost what their length costs', () => {
  const started = process.cpuUsage();
  assert.ok(speakers('De : x\nObjet : y\n\n'.repeat(11_000)).length > 0);
  assert.ok(process.cpuUsage(started).user < 8_000_000);
});
