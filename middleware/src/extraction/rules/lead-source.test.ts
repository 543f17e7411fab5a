import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { extractNote } from '../testing/demo.ts';

const DEAL = 'Banque Atlas veut 20 serveurs, 45 M FCFA, décision le 12/12.';
const CASES: [string, string, Language?][] = [
  ['Origine : site internet', 'Site web'],
  ['Comment nous avez-vous connus ? : bouche à oreille', 'Recommandation'],
  ['How we met: our booth at Tech Week', 'Salon ou événement', 'en'],
  ['Reçu via neurotech.sn/contact', 'Site web'],
  ['Lead Huawei, déjà enregistré à notre nom.', 'Partenaire'],
  ["C'est une piste Dell qu'on nous confie.", 'Partenaire'],
  ['Mme Diop a donné notre numéro à sa sœur.', 'Recommandation'],
  ['Your name was given to us by a client.', 'Recommandation', 'en'],
  ['I reached out cold on LinkedIn last week.', 'Prospection', 'en'],
  ['À force de frapper aux portes à Thiès.', 'Prospection'],
  ["Vu à l'Africa Tech Forum.", 'Salon ou événement'],
  ['Consultation restreinte, remise des plis le 12/12.', "Appel d'offres"],
];
for (const [told, source, language] of CASES) {
  test(`« ${told} » is ${source}`, () => {
    const found = extractNote(`${DEAL}\n${told}`, language).deals[0]?.opportunity.leadSource;
    assert.equal(found?.value, source);
    assert.equal(found?.origin, 'source');
  });
}

for (const told of [
  'Voir si notre partenaire de Douala peut livrer.',
  "Peut-être un appel d'offres l'an prochain pour le reste.",
  'Visite de site le 5/12 dans la salle de conférence.',
  'Le responsable des marchés suit le dossier.',
  'Envoyer les recommandations de l’audit par lettre recommandée.',
  'On vous envoie le plan.',
]) {
  test(`« ${told} » is no lead source`, () => {
    assert.equal(extractNote(`${DEAL} ${told}`).deals[0]?.opportunity.leadSource.origin, 'default');
  });
}
