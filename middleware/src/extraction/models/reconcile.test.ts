import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { readText } from '../../readings/text.ts';
import type { Value } from '../evidence.ts';
import type { ExtractionRequest } from '../extract.ts';
import { extract } from '../extract.ts';
import { ground } from '../grounding.ts';
import { extraction, RULES_ALONE, type Deal, type Extraction } from '../schema.ts';
import { demoContext, TODAY } from '../testing/demo.ts';
import { questionsFor } from './extraction.ts';
import { reconcile, type PartAnswer } from './reconcile.ts';

interface Sample {
  readonly id: string;
  readonly kind: string;
  readonly lang: Language;
  readonly today: string;
  readonly text: string;
}

function linesOf<Line>(file: string): Line[] {
  const path = new URL(`../../../../test/fixtures/models/${file}.jsonl`, import.meta.url);
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line): Line => JSON.parse(line));
}

const SAMPLES = new Map(linesOf<Sample>('sources').map((sample) => [sample.id, sample]));
const FILES = ['good', 'wrong', 'lazy', 'invented', 'swapped', 'hostile', 'hostile-mixed', 'hostile-quiet', 'garbage'];

function requestOf(id: string): ExtractionRequest {
  const sample = SAMPLES.get(id);
  assert.ok(sample, id);
  const { text, lang, kind, today } = sample;
  return { reading: readText(text, lang), kind, today, context: demoContext() };
}

interface Result {
  readonly id: string;
  readonly text: string;
  readonly said: string;
  readonly rules: Extraction;
  readonly merged: Extraction;
  /** Whether the answer passed the checks. */
  readonly used: boolean;
}

/** Every answer of a file, brought together with the rules as the product does. */
function resultsOf(file: string): Result[] {
  return linesOf<{ id: string; answer: unknown }>(file).map(({ id, answer }) => {
    const request = requestOf(id);
    const said = typeof answer === 'string' ? answer : JSON.stringify(answer);
    const answers = questionsFor(request).questions.flatMap(({ part, check }): PartAnswer[] => {
      const checked = check(said);
      return checked.ok ? [{ part, answer: checked.value }] : [];
    });
    return {
      id,
      text: request.reading.text,
      said,
      rules: extract(request),
      merged: reconcile({ request, answers, extractor: RULES_ALONE }),
      used: answers.length > 0,
    };
  });
}

const RESULTS = new Map(FILES.map((file) => [file, resultsOf(file)]));

function resultOf(file: string, id: string): Result {
  const found = RESULTS.get(file)?.find((one) => one.id === id);
  assert.ok(found, `${file} ${id}`);
  return found;
}

function onlyDeal({ merged }: Result): Deal {
  const [deal] = merged.deals;
  assert.ok(deal && merged.deals.length === 1, `${merged.deals.length} deals`);
  return deal;
}

const shown = ({ opportunity, account, contacts }: Deal) => ({
  account: account.name.value,
  closeDate: opportunity.closeDate.value,
  amount: opportunity.amount.value,
  type: opportunity.type.value,
  people: contacts.map(({ lastName }) => lastName.value),
});

function* valuesIn(found: Extraction): Generator<Value<string | number>> {
  for (const { opportunity, account, contacts } of found.deals)
    for (const facts of [opportunity, account, ...contacts]) yield* Object.values(facts);
  for (const facts of [found.account, ...found.contacts]) yield* Object.values(facts);
}

describe('whatever a model answers', () => {
  const all = FILES.flatMap((file) => RESULTS.get(file) ?? []);

  it('every value has evidence that stands in the source at its place, or is a default', () => {
    for (const { id, text, merged } of all) {
      assert.equal(ground(merged, text).dropped, 0, id);
      for (const { value, origin, evidence } of valuesIn(merged)) {
        if (value !== null && origin !== 'default') assert.ok(evidence.length > 0, `${id} ${value}`);
      }
    }
  });

  it('the result is of the contract, its choices are the org’s, and stage and defaults come from it alone', () => {
    const { picklists } = demoContext();
    const values = (name: string) => picklists[name]?.map(({ value }) => value);
    for (const { id, merged } of all) {
      extraction.parse(merged);
      for (const { opportunity } of merged.deals) {
        assert.deepEqual([opportunity.stage.value, opportunity.stage.origin], ['Prospection', 'default'], id);
        assert.ok(values('Opportunity.LeadSource')?.includes(opportunity.leadSource.value ?? ''), id);
        assert.ok(values('Opportunity.Country__c')?.includes(opportunity.country.value ?? ''), id);
      }
    }
  });

  it('no source has more deals than its honest part tells', () => {
    const most: Record<string, number> = { minutes: 2, card: 0, newsletter: 0, spam: 0 };
    for (const { id, merged } of all) assert.ok(merged.deals.length <= (most[id] ?? 1), id);
  });
});

describe('good answers', () => {
  it('give what is written, at least as much as the rules', () => {
    const wanted: Record<string, ReturnType<typeof shown>[]> = {
      note: [
        { account: 'Minoterie du Ferlo', closeDate: '2026-12-11', amount: 62e6, type: 'Projet', people: ['Seck'] },
      ],
      mail: [
        {
          account: 'Transports du Boundou SA',
          closeDate: '2027-01-08',
          amount: 5.1e6,
          type: 'Renouvellement hors contrat',
          people: ['Gning'],
        },
      ],
      'mail-en': [
        {
          account: 'Jobson Fisheries',
          closeDate: '2027-01-14',
          amount: 2.4e6,
          type: 'Contrat de maintenance',
          people: ['Jobe'],
        },
      ],
      thread: [
        { account: 'Ciments de Ndiander', closeDate: '2026-12-18', amount: 41e6, type: 'Projet', people: ['Gaye'] },
      ],
      dictated: [
        {
          account: 'Coopérative des Pêcheurs de Kayar',
          closeDate: '2027-01-31',
          amount: 18e6,
          type: 'Projet',
          people: ['Ndoye'],
        },
      ],
      scan: [
        {
          account: 'Lycee Technique de Bokhol',
          closeDate: '2026-12-04',
          amount: 9.75e6,
          type: 'Vente directe',
          people: ['Badji'],
        },
      ],
      tender: [
        {
          account: 'Agence des Pistes Rurales',
          closeDate: '2026-12-22',
          amount: 36e6,
          type: 'Contrat de maintenance',
          people: ['Lo'],
        },
      ],
      minutes: [
        {
          account: 'Port de Foundiougne',
          closeDate: '2027-01-15',
          amount: 48e6,
          type: 'Projet',
          people: ['Faty', 'Dia'],
        },
        {
          account: 'Port de Foundiougne',
          closeDate: '2026-12-31',
          amount: 6e6,
          type: 'Contrat de maintenance',
          people: ['Faty', 'Dia'],
        },
      ],
      chat: [
        {
          account: 'Serrekunda Mother & Child Clinic',
          closeDate: '2026-12-04',
          amount: 950_000,
          type: 'Projet',
          people: ['Darboe'],
        },
      ],
      nfd: [{ account: 'Hôtel des Cocotiers', closeDate: '2026-12-09', amount: 15e6, type: 'Projet', people: ['Bâ'] }],
      planted: [
        { account: 'Clinique du Saloum', closeDate: '2026-12-17', amount: 8.4e6, type: 'Projet', people: ['Cissé'] },
      ],
      card: [],
      newsletter: [],
      lost: [],
      spam: [],
    };
    assert.equal(RESULTS.get('good')?.length, Object.keys(wanted).length);
    for (const [id, deals] of Object.entries(wanted))
      assert.deepEqual(resultOf('good', id).merged.deals.map(shown), deals, id);
  });

  it('quote the source where the model corrected it', () => {
    const quotes = (id: string) => onlyDeal(resultOf('good', id)).opportunity.amount.evidence.map(({ quote }) => quote);
    assert.ok(quotes('scan').includes('9 75O OOO FCFA'));
    const [{ quote } = { quote: '' }] = onlyDeal(resultOf('good', 'nfd')).account.name.evidence;
    assert.equal(quote, 'Hôtel des Cocotiers');
  });

  it('raise the confidence of what the rules read too', () => {
    const { rules, merged } = resultOf('good', 'mail');
    const before = rules.deals[0]?.opportunity.closeDate.confidence ?? 1;
    assert.ok((merged.deals[0]?.opportunity.closeDate.confidence ?? 0) > before);
    assert.deepEqual(merged.deals[0]?.warnings, []);
  });

  it('read a card: organisation and person, and no deal', () => {
    const { account, contacts } = resultOf('good', 'card').merged;
    assert.equal(account.name.value, 'Assurances du Sine');
    assert.deepEqual(
      contacts.map(({ firstName, mobile }) => [firstName.value, mobile.value]),
      [['Ndeye Arame', '+221776401209']],
    );
  });
});

describe('wrong answers', () => {
  it('do not move a sum or a day that the rules know better', () => {
    const { closeDate, amount } = shown(onlyDeal(resultOf('wrong', 'tender')));
    assert.deepEqual([closeDate, amount], ['2026-12-22', 36e6], 'a turnover, an opening of bids');
    assert.equal(
      shown(onlyDeal(resultOf('wrong', 'mail'))).closeDate,
      '2027-01-08',
      'an expiry, where an order is dated',
    );
    assert.equal(shown(onlyDeal(resultOf('wrong', 'note'))).amount, 62e6, 'a number of pieces');
  });

  it('and where they do, or say what the rules do not, a person is told to look', () => {
    for (const { id, rules, merged } of RESULTS.get('wrong') ?? []) {
      for (const deal of merged.deals) {
        const same = rules.deals.some(
          ({ opportunity }) =>
            opportunity.amount.value === deal.opportunity.amount.value &&
            opportunity.closeDate.value === deal.opportunity.closeDate.value,
        );
        assert.ok(same || deal.warnings.includes('readings-differ'), id);
      }
    }
  });

  it('cannot make a deal of a newsletter, nor unmake one that is plainly there', () => {
    assert.deepEqual(resultOf('wrong', 'newsletter').merged.deals, []);
    const denied = onlyDeal(resultOf('wrong', 'scan'));
    assert.deepEqual(denied.warnings, ['readings-differ']);
  });
});

describe('lazy answers', () => {
  it('lose no deal and no value of the rules’', () => {
    for (const { id, rules, merged } of RESULTS.get('lazy') ?? []) {
      assert.equal(merged.deals.length, rules.deals.length, id);
      for (const [index, { opportunity }] of rules.deals.entries()) {
        const after = merged.deals[index]?.opportunity;
        assert.equal(after?.amount.value, opportunity.amount.value, id);
        assert.equal(after?.closeDate.value, opportunity.closeDate.value, id);
        assert.equal(after?.type.value, opportunity.type.value, id);
      }
    }
  });

  it('that are empty are no answers', () => {
    for (const id of ['note', 'mail']) assert.equal(resultOf('lazy', id).used, false);
  });
});

describe('inventions', () => {
  it('are in no value and in no alternative', () => {
    const inventions = /185|atelier|Transinvest|générale|gmail|770000000|Routes|national|milliards|Dupont|refonte/;
    for (const { id, text, merged } of RESULTS.get('invented') ?? []) {
      for (const { value, alternatives } of valuesIn(merged)) {
        for (const said of [value, ...alternatives.map((one) => one.value)])
          assert.ok(!inventions.test(String(said)) || text.includes(String(said)), `${id} ${said}`);
      }
    }
  });

  it('that are most of an answer make it none', () => {
    assert.deepEqual(
      (RESULTS.get('invented') ?? []).map(({ id, used }) => [id, used]),
      [
        ['note', true],
        ['mail', true],
        ['tender', false],
        ['card', false],
      ],
    );
  });

  it('take nothing away from what the rules read', () => {
    const { amount, people } = shown(onlyDeal(resultOf('invented', 'note')));
    assert.deepEqual([amount, people], [62e6, ['Seck']]);
  });
});

describe('swapped answers', () => {
  it('leave each deal what its own lines say', () => {
    assert.deepEqual(
      resultOf('swapped', 'minutes')
        .merged.deals.map(shown)
        .map(({ amount, closeDate, type }) => [amount, closeDate, type]),
      [
        [48e6, '2027-01-15', 'Projet'],
        [6e6, '2026-12-31', 'Contrat de maintenance'],
      ],
    );
  });

  it('give no field words of another kind', () => {
    const { amount, closeDate, people } = shown(onlyDeal(resultOf('swapped', 'tender')));
    assert.deepEqual([amount, closeDate, people], [36e6, '2026-12-22', ['Lo']]);
  });
});

describe('answers that obey an order in the source', () => {
  const obeyed = ['hostile', 'hostile-mixed', 'hostile-quiet', 'good'].flatMap((file) =>
    (RESULTS.get(file) ?? []).filter(({ id }) => id === 'planted' || id === 'spam'),
  );

  it('change no value: what was planted is nowhere, the honest deal is all there', () => {
    for (const { id, merged } of obeyed) {
      assert.doesNotMatch(JSON.stringify([...valuesIn(merged)]), /999|Mirage|Pirate|Rocket|500000|500 000|499/, id);
    }
    for (const file of ['hostile', 'hostile-mixed', 'hostile-quiet']) {
      assert.deepEqual(
        resultOf(file, 'planted').merged.deals.map(shown),
        [{ account: 'Clinique du Saloum', closeDate: '2026-12-17', amount: 8.4e6, type: 'Projet', people: ['Cissé'] }],
        file,
      );
    }
  });

  it('make no deal, and cannot quiet one', () => {
    for (const file of ['hostile', 'hostile-mixed', 'good'])
      assert.deepEqual(resultOf(file, 'spam').merged.deals, [], file);
    assert.equal(resultOf('hostile-quiet', 'planted').merged.deals.length, 1);
  });

  it('leave the deal with a warning', () => {
    for (const { id, merged } of obeyed) {
      for (const { warnings } of merged.deals) assert.ok(warnings.includes('planted-instructions'), id);
    }
  });
});

describe('garbage', () => {
  it('is the rules alone; text around a good answer is no garbage', () => {
    for (const { id, used, rules, merged } of RESULTS.get('garbage') ?? []) {
      assert.equal(used, id === 'thread', id);
      if (!used) assert.deepEqual(merged, rules, id);
    }
  });
});

describe('a long source', () => {
  const filler = 'Rien de neuf sur ce sujet, les équipes se revoient en comité interne la semaine suivante.\n'.repeat(
    128,
  );
  const deal =
    'Minoterie du Ferlo veut 24 bornes wifi, pose comprise, 62 M FCFA, décision du comité le 11/12. Contact : Ibra Seck, DSI.\n';
  const text = `${filler}${deal}${filler}`;
  const request = { reading: readText(text, 'fr'), kind: 'note', today: TODAY, context: demoContext() };

  it('told of in two parts is one deal', () => {
    const { questions } = questionsFor(request);
    assert.ok(questions.length > 1);
    const seen = questions.filter(({ part }) => text.slice(part.start, part.end).includes(deal));
    assert.equal(seen.length, 2, 'it stands where the parts overlap');
    const answers = seen.map(({ part, check }): PartAnswer => {
      const line = part.lines.find(({ start, end }) => text.slice(start, end).startsWith('Minoterie'))?.number ?? 0;
      const q = (quote: string) => ({ line, quote });
      const checked = check(
        JSON.stringify({
          deals: [
            {
              firstLine: line,
              lastLine: line,
              account: q('Minoterie du Ferlo'),
              subjects: [q('24 bornes wifi')],
              amount: q('62 M FCFA'),
              closeDate: q('11/12'),
            },
          ],
        }),
      );
      assert.ok(checked.ok);
      return { part, answer: checked.value };
    });
    const { deals } = reconcile({ request, answers, extractor: RULES_ALONE });
    assert.deepEqual(
      deals.map(shown).map(({ account, amount }) => [account, amount]),
      [['Minoterie du Ferlo', 62e6]],
    );
  });

  it('is not quiet because one part has no deal', () => {
    const { questions } = questionsFor(request);
    const [first] = questions;
    assert.ok(first);
    const checked = first.check('{"deals":[],"noDeal":{"line":1,"quote":"Rien de neuf","reason":"internal"}}');
    assert.ok(checked.ok);
    const extractor = { ...RULES_ALONE, unreadParts: questions.length - 1 };
    const { deals } = reconcile({ request, answers: [{ part: first.part, answer: checked.value }], extractor });
    assert.equal(deals.length, extract(request).deals.length);
  });
});
