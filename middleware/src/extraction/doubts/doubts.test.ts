import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';

import { extract } from '../extract.ts';
import { extraction, type Deal, type Doubt, type Extraction } from '../schema.ts';
import { demoContext, fixtureNotes, TODAY } from '../testing/demo.ts';
import { extractSpoken, spoken } from '../testing/spoken.ts';

type Said = Parameters<typeof extractSpoken>[1];

const CLEAN = "Je sors de chez Conserverie du Saloum. J'ai vu Mme Awa Ndiaye, la directrice. Elle veut dix serveurs, ";

function dealOf(text: string, said: Said = {}): Deal {
  const [deal] = extractSpoken(text, said).deals;
  assert.ok(deal, text);
  return deal;
}

function amountDoubts(text: string, said: Said = {}): readonly Doubt[] {
  return dealOf(CLEAN + text, said).opportunity.amount.doubts ?? [];
}

/** Words as sure as recognisers most often are. */
const USUAL = { confidence: () => 0.95 };

test('what was heard clearly and sounds like nothing else is not doubted', () => {
  const { opportunity, account, contacts } = dealOf(
    `${CLEAN}son budget est de vingt millions, décision le 4 décembre.`,
    USUAL,
  );
  assert.equal(opportunity.amount.value, 20_000_000);
  for (const value of [
    opportunity.amount,
    opportunity.closeDate,
    account.name,
    contacts[0]?.firstName,
    contacts[0]?.lastName,
  ])
    assert.equal(value?.doubts, undefined, `${value?.value}`);
});

test('on all spoken notes, heard as clearly as they usually are, at most one value in four is doubted', () => {
  const context = demoContext();
  let [values, doubted] = [0, 0];
  for (const { text, lang, today, kind } of fixtureNotes()) {
    if (kind !== 'transcript') continue;
    const reading = spoken(text, { language: lang ?? 'fr', ...USUAL });
    const { deals } = extract({ reading, kind: 'audio', today: today ?? TODAY, context });
    for (const value of deals.flatMap((deal) =>
      [deal.opportunity, deal.account, ...deal.contacts].flatMap((one) => Object.values(one)),
    )) {
      if (value.origin === 'source') values += 1;
      if (value.doubts) doubted += 1;
    }
  }
  assert.ok(values > 500, `${values} values`);
  assert.ok(doubted > 0 && doubted <= values / 4, `${doubted} of ${values}`);
});

describe('numbers', () => {
  it('that sound alike are doubted unless they were heard very surely', () => {
    for (const words of [
      'quinze millions',
      '16 millions',
      'treize millions',
      'soixante-dix-sept millions',
      '92 millions',
      'trente millions',
    ])
      assert.deepEqual(amountDoubts(`son budget est de ${words}.`, USUAL), ['number'], words);
    for (const words of ['vingt millions', '45 millions', 'cinq cents millions'])
      assert.deepEqual(amountDoubts(`son budget est de ${words}.`, USUAL), [], words);
    assert.deepEqual(amountDoubts('son budget est de quinze millions.'), []);
  });

  it('in English are teens and tens', () => {
    const doubts = (sum: string) =>
      dealOf(
        `Met Kojo Mensah, IT manager at Volta Foods in Accra. They want to buy ten servers, the budget is ${sum}, decision by December 4th.`,
        {
          ...USUAL,
          language: 'en',
        },
      ).opportunity.amount.doubts;
    for (const sum of ['fifteen thousand dollars', 'fifty thousand dollars', '17,000 dollars', '90,000 euros'])
      assert.deepEqual(doubts(sum), ['number'], sum);
    for (const sum of ['twelve thousand dollars', 'twenty two thousand dollars', '45,000 euros'])
      assert.equal(doubts(sum), undefined, sum);
  });

  it('any other is doubted where its own words were not sure', () => {
    const said = { confidence: (word: string) => (word === 'vingt' ? 0.7 : 0.98) };
    assert.deepEqual(amountDoubts('son budget est de vingt millions.', said), ['number']);
    assert.deepEqual(amountDoubts('son budget est de 20 millions.', said), []);
  });

  it('of a phone are said in groups', () => {
    const text = `${CLEAN}vingt millions, décision le 4 décembre. Son numéro est le soixante-seize trois cent quarante et un vingt-deux zéro six.`;
    const { mobile } = dealOf(text, USUAL).contacts[0] ?? {};
    assert.deepEqual([mobile?.value, mobile?.doubts], ['+221763412206', ['number']]);
    assert.equal(dealOf(text).contacts[0]?.mobile.doubts, undefined);
  });
});

test('words that the recogniser was not sure of are told, the small ones between them are not', () => {
  const bad = (chosen: string) =>
    dealOf(`${CLEAN}vingt millions, décision le 4 décembre.`, { confidence: (word) => (word === chosen ? 0.4 : 0.98) });
  assert.deepEqual(bad('Conserverie').account.name.doubts, ['heard-badly']);
  assert.equal(bad('du').account.name.doubts, undefined);
  assert.deepEqual(bad('Ndiaye,').contacts[0]?.lastName.doubts, ['heard-badly']);
});

describe('names', () => {
  const of = (name: string, said: Said = {}) =>
    dealOf(
      `Je sors de la société ${name}. Ils veulent dix serveurs, budget vingt millions, décision le 4 décembre.`,
      said,
    ).account.name;

  it('that no list holds are doubted', () => {
    assert.deepEqual(of('Brakovi Textiles').doubts, ['name']);
    assert.equal(of('Textiles du Sénégal').doubts, undefined);
  });

  it('of the vocabulary are not', () => {
    assert.equal(of('Brakovi Textiles', { vocabulary: ['Brakovi Textiles', 'Sonatel'] }).doubts, undefined);
  });

  it('that a person spelled are not', () => {
    const text = (spelled: string) =>
      `Je sors de la Banque Atlas. J'ai vu madame Awa Zorbak, ${spelled} la directrice. Ils veulent dix serveurs, vingt millions, décision le 4 décembre.`;
    assert.deepEqual(dealOf(text('')).contacts[0]?.lastName.doubts, ['name']);
    assert.equal(dealOf(text('Z-O-R-B-A-K, ')).contacts[0]?.lastName.doubts, undefined);
  });

  it('that sound like exactly one of the vocabulary offer it, and stay what they are', () => {
    const found = of('Brakovie Textile', { vocabulary: ['Brakovi Textiles', 'Sonatel'] });
    assert.match(found.value ?? '', /Brakovie Textile/);
    assert.ok(found.doubts?.includes('heard-otherwise'));
    assert.deepEqual(found.alternatives[0]?.value, 'Brakovi Textiles');
    assert.deepEqual(found.alternatives[0]?.evidence, found.evidence);
    const two = of('Brakovie Textile', { vocabulary: ['Brakovi Textiles', 'Brakova Textiles'] });
    assert.ok(!two.doubts?.includes('heard-otherwise'));
  });

  it('in an address are doubted where nothing around tells them', () => {
    const email = (address: string) =>
      dealOf(`${CLEAN}vingt millions, décision le 4 décembre. Son mail, c'est ${address}.`).contacts[0]?.email;
    assert.equal(email('awa.ndiaye@conserverie.sn')?.doubts, undefined);
    assert.deepEqual(email('awa.ndiaye@grotzbir.sn')?.doubts, ['name']);
  });
});

test('a small word that turns the sense is told', () => {
  assert.deepEqual(amountDoubts("c'est pas vingt millions, c'est vingt-cinq millions."), ['negation']);
  assert.deepEqual(amountDoubts('budget vingt millions, non pardon, vingt-cinq millions.'), ['negation']);
  assert.deepEqual(amountDoubts('budget vingt millions, pas plus, avec la livraison.'), []);
  assert.deepEqual(amountDoubts("le gérant n'était pas là. Budget vingt millions."), []);
  const english = dealOf(
    'Met Kojo Mensah, IT manager at Volta Foods in Accra. They want ten servers, it is 26,000 euros, not 36.',
    { language: 'en' },
  );
  assert.deepEqual(english.opportunity.amount.doubts, ['negation']);
});

test('Wolof around a value is told', () => {
  assert.deepEqual(amountDoubts('waaye xaalis bi vingt millions rekk la.'), ['mixed-language']);
  assert.deepEqual(amountDoubts('budget de vingt millions, sa décision est prise.'), []);
});

describe('what the recogniser heard too', () => {
  const TEXT = `${CLEAN}budget quinze millions, décision le 4 décembre. Son numéro est le 77 638 24 15.`;
  const heard = (...others: [string, string][]) => dealOf(TEXT, { others });

  it('is offered where it is another value, with the words that were heard', () => {
    const { amount } = heard(['quinze', 'seize']).opportunity;
    assert.deepEqual([amount.value, amount.doubts], [15_000_000, ['heard-otherwise']]);
    assert.deepEqual(amount.alternatives[0], { value: 16_000_000, confidence: 0.45, evidence: amount.evidence });
  });

  it('is found in a hearing of the whole sentence', () => {
    const { opportunity, contacts, account } = heard([
      'budget quinze millions, décision le 4 décembre.',
      'budget quinze millions cinq cent mille décision le 14 décembre',
    ]);
    assert.deepEqual(
      opportunity.amount.alternatives.map(({ value }) => value),
      [15_500_000],
    );
    assert.deepEqual(
      opportunity.closeDate.alternatives.map(({ value }) => value),
      ['2026-12-14'],
    );
    assert.deepEqual([account.name.doubts, contacts[0]?.lastName.doubts], [undefined, undefined]);
  });

  it('is offered for names and numbers of people', () => {
    const { contacts, account } = heard(
      ['Ndiaye,', 'Ndoye'],
      ['24 15.', '24 16'],
      ['Conserverie du Saloum.', 'Confiserie du Saloum'],
    );
    assert.deepEqual(
      contacts[0]?.lastName.alternatives.map(({ value }) => value),
      ['Ndoye'],
    );
    assert.deepEqual(
      contacts[0]?.mobile.alternatives.map(({ value }) => value),
      ['+221776382416'],
    );
    assert.deepEqual(
      account.name.alternatives.map(({ value }) => value),
      ['Confiserie du Saloum'],
    );
  });

  it('is no value, or the same one: nothing is offered', () => {
    for (const other of ['Quinze', '15', 'cuisine', '...', 'les', '♪'])
      assert.deepEqual(heard(['quinze', other]).opportunity.amount.doubts, undefined, other);
  });

  it('stands outside of the text, or nowhere: it is passed over', () => {
    assert.equal(heard(['not in it', 'seize']).opportunity.amount.doubts, undefined);
  });
});

test('what a person corrected is not doubted', () => {
  const { opportunity } = dealOf(`${CLEAN}c'est pas seize, c'est quinze millions, décision le 4 décembre.`, {
    confidence: () => 1,
  });
  assert.equal(opportunity.amount.doubts, undefined);
});

test('an alternative of a hearing is grounded, and the extraction valid', () => {
  const found: Extraction = extractSpoken(`${CLEAN}budget quinze millions.`, {
    others: [['quinze', 'seize']],
    vocabulary: ['Conserveries du Salum'],
  });
  assert.deepEqual(extraction.parse(JSON.parse(JSON.stringify(found))), found);
});

/** As long as the thread of extraction may work on a text. */
const LIMIT_MILLISECONDS = 12_000;

test('an hour of speech, each word of it heard otherwise too, takes no longer than its thread may', () => {
  const unit = `${CLEAN}budget quinze millions, pas seize, décision le 4 décembre, son numéro est le 77 638 24 15.\n`;
  const { sound, ...typed } = spoken(unit.repeat(500), USUAL);
  assert.ok(sound);
  const others = sound.words.map(({ start, end }) => ({ start, end, text: 'seize' }));
  const vocabulary = Array.from({ length: 500 }, (_, index) => `Conserverie du Salum ${index}`);
  const reading = { ...typed, sound: { ...sound, others } };
  const started = process.cpuUsage();
  const { deals } = extract({ reading, kind: 'audio', today: TODAY, context: { ...demoContext(), vocabulary } });
  const milliseconds = process.cpuUsage(started).user / 1000;
  assert.ok(milliseconds < LIMIT_MILLISECONDS, `${milliseconds} ms`);
  assert.ok(deals.some(({ opportunity }) => opportunity.amount.doubts?.includes('heard-otherwise')));
});
