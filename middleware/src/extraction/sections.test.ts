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

test('quoted questions that are answered below them are of the same message', () => {
  const { messages, lines } = analysisOf(
    'Bonjour,\nmes réponses :\n\n> Combien de postes ?\nVingt.\n\n> Pour quand ?\nLe 3 mai.\n\nAwa Ndiaye',
  ).sections;
  assert.equal(messages.length, 1);
  assert.deepEqual(
    lines.filter(({ quoted }) => quoted).map(({ role }) => role),
    ['body', 'body'],
  );
});

test('a thread that was exported from its oldest message on has its newest last', () => {
  const ages = (text: string): number[] => analysisOf(text).sections.messages.map(({ age }) => age);
  const oldest = 'De : Awa Ndiaye\nDate : 3 mars 2026\n\nIl nous faut 20 PC.\n\n';
  const newest = 'De : Modou Fall\nDate : 9 mars 2026\n\nDisons 15.';
  assert.deepEqual(ages(oldest + newest), [1, 0]);
  assert.deepEqual(ages(`${newest}\n\n${oldest}`), [0, 1]);
});

test('a note may list with « > », its front is a card and its back is told', () => {
  assert.equal(
    analysisOf('À saisir au retour\n> Banque Atlas, 20 PC\n> Clinique du Lac, 3 PC').sections.messages.length,
    1,
  );
  assert.deepEqual(
    rolesIn('BANQUE ATLAS\nAwa NDIAYE\nDirectrice des achats\n77 123 45 67\n-- au dos --\n20 PC, budget 9 M'),
    ['signature', 'signature', 'signature', 'signature', 'body', 'body'],
  );
});

test('a line that tells a wish or a price is no signature', () => {
  assert.deepEqual(rolesIn('Bonjour,\nVoici notre demande.\nNous voulons 20 PC\nbudget 9 millions'), [
    'greeting',
    'body',
    'body',
    'body',
  ]);
});
