import assert from 'node:assert/strict';
import { test } from 'node:test';

import { extractNote } from '../testing/demo.ts';

const LETTER =
  'Bonjour,\nNous voulons 20 serveurs, budget 45 M, commande le 15 décembre.\n\nCordialement,\nAwa Ndiaye\nDAF\nBanque Atlas SA';

test('a switchboard is the organisation’s number and nobody’s own', () => {
  const deal = extractNote(`${LETTER}\nMobile : 77 123 45 67\nStandard : +221 33 869 10 10`).deals[0];
  assert.equal(deal?.account.phone.value, '+221338691010');
  assert.equal(deal?.contacts[0]?.mobile.value, '+221771234567');
  assert.equal(deal?.contacts[0]?.phone.value, null);
});

test('a person’s own landline is not the organisation’s', () => {
  const deal = extractNote(`${LETTER}\nTél. : 33 869 10 10`).deals[0];
  assert.equal(deal?.account.phone.value, null);
  assert.equal(deal?.contacts[0]?.phone.value, '+221338691010');
});

test('a landline that is nobody’s own is the organisation’s', () => {
  const deal = extractNote(
    "L'Agence Atlas lance un appel d'offres pour la fourniture de serveurs. Renseignements au 33 869 10 10. Offres avant le 12/12.",
  ).deals[0];
  assert.equal(deal?.account.phone.value, '+221338691010');
});
