import assert from 'node:assert/strict';
import { test } from 'node:test';

import { analysisOf } from './testing/demo.ts';

test('a source without capitals inside its sentences is a dictation', () => {
  for (const text of [
    "alors je sors de chez zorlix ils veulent refaire tout le réseau du siège et c'est urgent pour eux",
    "Oui. Chez zorlix télécoms il y a deux trucs. Un les onduleurs ils se débrouillent pour l'installation et ils commandent sous quinze jours. Deux la formation mais là rien n'est décidé pour l'instant",
    "okay so I met the people at zorlix this morning and they want a quote for fifty laptops and ten printers so I'll send it",
  ])
    assert.equal(analysisOf(text).dictated, true, text);
});

test('a written note, a scan in capitals and a short line are none', () => {
  for (const text of [
    'RDV Zorlix Thiès avec Mme Awa Ndiaye (DSI) : veulent refaire le réseau du siège, budget 45 M, décision fin mars.',
    'MAIRIE DE ZORLIX\nDEMANDE DE DEVIS POUR LA FOURNITURE DE VINGT SERVEURS ET DE TRENTE ORDINATEURS PORTABLES',
    'ok pour demain',
  ])
    assert.equal(analysisOf(text).dictated, false, text);
});
