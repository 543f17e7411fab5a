import type { Org } from '../organisation.ts';
import type { Fields } from '../records/store.ts';

interface Wanted {
  readonly accounts?: number;
  readonly contacts?: number;
  readonly opportunities?: number;
}

const TRADES = [
  'Textiles',
  'Logistique',
  'Agro',
  'Télécom',
  'Santé',
  'Énergie',
  'Conseil',
  'Minerais',
  'Pêche',
  'Bois',
];
const PLACES = ['Dakar', 'Thiès', 'Abidjan', 'Bamako', 'Conakry', 'Lomé', 'Cotonou', 'Niamey', 'Nouakchott', 'Banjul'];
const FORMS = ['SA', 'SARL', 'SUARL', 'GIE', ''];

/**
 * Fills an org with invented records, past all rules and in one transaction: 50,000 accounts take seconds. The same number
 * always makes the same records; an org that is started again has them already.
 */
export function generate(org: Org, wanted: Wanted): void {
  org.store.transaction(() => {
    org.store.fact('generated', () => {
      insertAll(org, wanted);
      return JSON.stringify(wanted);
    });
  });
}

function insertAll(org: Org, { accounts = 0, contacts = 0, opportunities = 0 }: Wanted): void {
  const { store, schema, people } = org;
  const moment = org.now().toISOString();
  const owner = people.integration.id;
  const audit: Fields = {
    OwnerId: owner,
    CreatedById: owner,
    CreatedDate: moment,
    LastModifiedById: owner,
    LastModifiedDate: moment,
    SystemModstamp: moment,
  };
  const insert = (object: string, fields: Fields): string =>
    store.insert(object, schema.get(object)?.keyPrefix ?? '', { ...audit, ...fields }).id;
  const ids = Array.from({ length: accounts }, (_, at) => insert('Account', accountOf(at)));
  const accountId = (at: number): string | null => ids[at % Math.max(1, ids.length)] ?? null;
  for (let at = 0; at < contacts; at++) insert('Contact', { ...contactOf(at), AccountId: accountId(at) });
  for (let at = 0; at < opportunities; at++) {
    insert('Opportunity', { ...opportunityOf(at, moment), AccountId: accountId(at) });
  }
}

function accountOf(at: number): Fields {
  const trade = TRADES[at % TRADES.length] ?? '';
  const place = PLACES[Math.floor(at / TRADES.length) % PLACES.length] ?? '';
  const name = [trade, place, at, FORMS[at % FORMS.length]].filter((part) => part !== '').join(' ');
  return {
    Name: name,
    Website: `https://www.${domainOf(at)}`,
    Phone: `+221 33 ${String(8_000_000 + at).replace(/(\d{3})(\d{2})(\d{2})$/, '$1 $2 $3')}`,
    BillingCity: place,
    BillingCountry: 'Sénégal',
  };
}

function domainOf(at: number): string {
  return `societe-${at}.example`;
}

function contactOf(at: number): Fields {
  return {
    FirstName: `Prénom${at}`,
    LastName: `Nom${at}`,
    Name: `Prénom${at} Nom${at}`,
    Email: `contact${at}@${domainOf(at)}`,
    Phone: `+221 77 ${String(1_000_000 + at)}`,
    Title: at % 2 === 0 ? 'Directeur général' : 'Responsable achats',
  };
}

function opportunityOf(at: number, moment: string): Fields {
  const closes = new Date(Date.parse(moment) + (30 + (at % 300)) * 86_400_000);
  return {
    Name: `Affaire ${at}`,
    Amount: 1_000_000 + at * 1000,
    CurrencyIsoCode: 'XOF',
    CloseDate: closes.toISOString().slice(0, 10),
    StageName: 'Prospection',
    Probability: 10,
    IsClosed: false,
    IsWon: false,
  };
}
