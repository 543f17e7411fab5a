import assert from 'node:assert/strict';
import { test } from 'node:test';

import { analysisOf } from './testing/demo.ts';

function rolesIn(text: string): string[] {
  return analysisOf(text)
    .sections.lines.filter(({ role }) => role !== 'blank')
    .map(({ role }) => role);
}

function byVendor(text: string): boolean[] {
  return analysisOf(text).sections.messages.map((message) => message.byVendor);
}

test('« Merci » closes a mail, « Merci de … » goes on', () => {
  assert.deepEqual(rolesIn('Bonjour,\nIl nous faut 20 serveurs.\nMerci\nAwa Ndiaye'), [
    'greeting',
    'body',
    'signature',
    'signature',
  ]);
  assert.deepEqual(
    rolesIn('Bonjour,\nMerci de nous faire une offre pour les 20 serveurs du siège.\nLa décision est pour lundi.'),
    ['greeting', 'body', 'body'],
  );
});

test('a turn of a thread is ours by its address or by its signature', () => {
  const reply = 'Le 3 mars 2026, Awa Ndiaye a écrit :\nD’accord pour 20 serveurs.\n\n';
  assert.deepEqual(byVendor(`${reply}Le 2 mars 2026, Modou Fall <m@neurotech.sn> a écrit :\nVoici notre offre.`), [
    false,
    true,
  ]);
  assert.deepEqual(
    byVendor(`${reply}Le 2 mars 2026, Modou Fall a écrit :\nVoici notre offre.\nCordialement,\nModou - Neurotech`),
    [false, true],
  );
});

test('what the form of our own site passes on is the visitor’s', () => {
  const form = (sender: string): boolean[] =>
    byVendor(`De : ${sender}\nObjet : Message\n\nNom : Awa Ndiaye\nMessage : 20 PC`);
  assert.deepEqual(form('Formulaire du site <no-reply@neurotech.sn>'), [false]);
  assert.deepEqual(form('Modou Fall <m.fall@neurotech.sn>'), [true]);
});
