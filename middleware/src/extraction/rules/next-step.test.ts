import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { extractNote } from '../testing/demo.ts';

const DEAL = 'Banque Atlas : 20 serveurs, budget 45 M, décision le 12/12.';
const CASES: [string, string | null, Language?][] = [
  [`${DEAL} Lui envoyer la proforma lundi.`, 'Lui envoyer la proforma lundi'],
  [`${DEAL}\nProchaine étape : envoyer la proposition lundi`, 'envoyer la proposition lundi'],
  ['Atlas Bank wants 20 servers, budget USD 45,000. Next step: send the offer Monday.', 'send the offer Monday', 'en'],
  ['Visite ce matin chez Banque Atlas : 20 serveurs, budget 45 M, décision le 12/12.', null],
  [`Réunion hier avec Banque Atlas. ${DEAL}`, null],
  [`${DEAL} Démo le 5 décembre.`, 'Démo le 5 décembre'],
  [`${DEAL} Démo très appréciée.`, null],
  [
    "alors banque atlas cherche vingt serveurs le budget c'est quarante millions je dois lui envoyer une offre avant vendredi et puis voilà c'est tout pour aujourd'hui merci bien et à la prochaine fois",
    'je dois lui envoyer une offre avant vendredi',
  ],
];

for (const [text, step, language] of CASES) {
  test(`the next step in « …${text.slice(-50)} » is ${step ?? 'none'}`, () => {
    assert.equal(extractNote(text, language).deals[0]?.opportunity.nextStep.value ?? null, step);
  });
}
