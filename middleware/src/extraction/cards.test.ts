import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Extraction } from './schema.ts';
import { extractNote } from './testing/demo.ts';
import { extractPicture } from './testing/pictured.ts';

/** What a card gives, without its evidence. */
function valuesOf({ deals, account, contacts }: Extraction) {
  const plain = (facts: object) =>
    Object.fromEntries(
      Object.entries(facts).flatMap(([field, fact]: [string, { value: unknown }]) =>
        fact.value === null ? [] : [[field, fact.value]],
      ),
    );
  return { deals: deals.length, account: plain(account), contacts: contacts.map(plain) };
}

describe('a card without a deal', () => {
  it('gives the account and the contact, however it was read', () => {
    const card = `QUINCAILLERIE LE MARTEAU
Tout pour le bâtiment
Ndeye Fatou SECK
Responsable approvisionnement
Tél : 33 867 l4 22 / 77 5O4 18 90
Fax : 33 867 14 23
nf.s0ck@lemarteau .sn
www.lemarteau.sn
BP 2214 Dakar`;
    const { deals, account, contacts } = valuesOf(extractPicture(card));
    assert.equal(deals, 0);
    assert.deepEqual(account, {
      name: 'Quincaillerie le Marteau',
      website: 'www.lemarteau.sn',
      country: 'Sénégal',
    });
    assert.deepEqual(contacts, [
      {
        firstName: 'Ndeye Fatou',
        lastName: 'Seck',
        title: 'Responsable approvisionnement',
        email: 'nf.s0ck@lemarteau.sn',
        phone: '+221338671422',
        mobile: '+221775041890',
      },
    ]);
  });

  it('has no number of its fax, nor of its box', () => {
    const { account, contacts } = valuesOf(
      extractPicture('Sahel Froid SA\nAwa NDIAYE\nDG\nF. 33 869 10 11\nBP 33 869 10 12 Dakar'),
    );
    assert.deepEqual([account.phone, contacts[0]?.phone], [undefined, undefined]);
    const priced = valuesOf(extractNote('Sahel Froid SA\nAwa NDIAYE, DG\nDevis 25 000 F. Tél 33 869 10 11'));
    assert.equal(priced.contacts[0]?.phone ?? priced.account.phone, '+221338691011');
  });

  it('tells the title beside a name as well as under it, and a name whose first part nobody knows', () => {
    const beside = valuesOf(
      extractPicture('Aminata KOUROUMA   Directrice générale\nMines du Fouta SA\nMob 622 35 48 91'),
    );
    assert.equal(beside.contacts[0]?.title, 'Directrice générale');
    const breton = valuesOf(
      extractPicture('Armor Énergies\nGwendolenn Le Goff\nResponsable des achats\n+33 2 97 55 01 48'),
    );
    assert.deepEqual([breton.contacts[0]?.firstName, breton.contacts[0]?.lastName], ['Gwendolenn', 'Le Goff']);
    assert.equal(breton.account.name, 'Armor Énergies');
  });

  it('takes a house that bears a name for no person', () => {
    const { account, contacts } = valuesOf(
      extractPicture('Hôpital Régional Aline Faye\nDr Seynabou DIENG\nMédecin-chef\nTél. 33 941 10 10'),
    );
    assert.match(`${account.name}`, /^Hôpital Régional Aline Faye$/);
    assert.equal(contacts.length, 1);
  });

  it('has a site that stands alone without its three letters', () => {
    assert.equal(
      valuesOf(extractPicture('Harbourline Shipping plc\nClaire Whitmore\nharbourline.co.uk')).account.website,
      'harbourline.co.uk',
    );
  });
});

describe('what is written by hand on a card', () => {
  const CARD = 'Pharmacie Yoff Plage\nM. Assane Diouf\nPharmacien titulaire\n33 820 15 66';

  it('is a deal where it names a thing with how many, or its sum', () => {
    const [deal] = extractPicture(`${CARD}\nlogiciel de caisse + 2 imprimantes\n1 8OO OOO FCFA`).deals;
    assert.deepEqual(
      [deal?.account.name.value, deal?.opportunity.amount.value, deal?.contacts[0]?.lastName.value],
      ['Pharmacie Yoff Plage', 1_800_000, 'Diouf'],
    );
  });

  it('is none where it names nothing to sell', () => {
    assert.equal(extractPicture(`${CARD}\nrappeler lundi`).deals.length, 0);
    assert.equal(extractPicture(`${CARD}\nvu au salon, très sympa`).deals.length, 0);
  });

  it('is not one sentence with the address above it', () => {
    const [deal] = extractPicture(
      `${CARD}\na.diouf@yoffplage.sn\n4 imprimantes, devis avant le 15\nrappeler mardi matin`,
    ).deals;
    assert.doesNotMatch(`${deal?.opportunity.nextStep.value}`, /@/);
    assert.doesNotMatch(`${deal?.opportunity.description.value}`, /@/);
  });
});

describe('a receipt', () => {
  it('is no deal, whatever was bought', () => {
    const receipt = `INFORMATIQUE SERVICE
Ticket n° 00871 18/11/2026 09:42
2 claviers 24 000
1 imprimante 85 000
TOTAL 109 000 FCFA
Payé par carte bancaire
Merci de votre visite`;
    assert.equal(extractPicture(receipt).deals.length, 0);
    assert.equal(
      extractPicture('Sales receipt no 114\n2 printers 900\nTOTAL 900 GHS\nPaid in cash\nThank you come again', 'en')
        .deals.length,
      0,
    );
  });

  it('is not what a client says who wants something and pays by card', () => {
    const note = 'La société Teranga veut 5 écrans avant le 3 mars, ticket moyen 200 000 F, payé par carte bancaire.';
    assert.equal(extractNote(note).deals.length, 1);
  });
});
