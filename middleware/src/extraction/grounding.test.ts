import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { dealNamed, noAccount, noContact, sourceValue } from '../testing/facts.ts';
import { defaultValue, noValue } from './evidence.ts';
import { ground } from './grounding.ts';
import { RULES_ALONE, type Extraction, type TextValue } from './schema.ts';

const TEXT = 'Baobab veut 40 postes. Contact : Awa Ndiaye.';
const place = (quote: string) => sourceValue(TEXT, quote).evidence;
const withName = (name: TextValue): Extraction => {
  const deal = dealNamed(TEXT, 'Baobab');
  return {
    deals: [{ ...deal, opportunity: { ...deal.opportunity, name } }],
    account: noAccount(),
    contacts: [],
    extractor: RULES_ALONE,
  };
};
const nameOf = ({ deals }: Extraction) => deals[0]?.opportunity.name;

describe('grounding', () => {
  it('leaves alone what stands in the text, defaults and blanks', () => {
    const found = withName({
      ...sourceValue(TEXT, 'Baobab'),
      alternatives: [{ value: 'Awa', confidence: 0.3, evidence: place('Awa') }],
    });
    found.contacts = [{ ...noContact(), lastName: sourceValue(TEXT, 'Ndiaye') }];
    found.account = { ...noAccount(), country: defaultValue('Sénégal', 'org-default') };
    assert.deepEqual(ground(found, TEXT), { extraction: found, dropped: 0 });
  });

  it('drops a value whose quote stands elsewhere, or nowhere', () => {
    const right = sourceValue(TEXT, 'Baobab');
    const shifted = [{ quote: 'Baobab', start: 1, end: 7 }];
    const invented = [{ quote: 'Sonatel', start: 0, end: 7 }];
    const beyond = [{ quote: 'Baobab', start: 900, end: 906 }];
    for (const evidence of [shifted, invented, beyond, [...right.evidence, ...invented]]) {
      const { extraction, dropped } = ground(withName({ ...right, evidence }), TEXT);
      assert.deepEqual([nameOf(extraction), dropped], [noValue(), 1]);
    }
  });

  it('drops a value that claims the source without a quote', () => {
    const { extraction, dropped } = ground(withName({ ...sourceValue(TEXT, 'Baobab'), evidence: [] }), TEXT);
    assert.deepEqual([nameOf(extraction), dropped], [noValue(), 1]);
  });

  it('drops a default that rests on a quote that is not there', () => {
    const rested = { ...defaultValue('Mali', 'country-of-phone'), evidence: [{ quote: '+223', start: 0, end: 4 }] };
    assert.deepEqual(nameOf(ground(withName(rested), TEXT).extraction), noValue());
  });

  it('drops alternatives and passages alone', () => {
    const invented = { quote: 'Sonatel', start: 0, end: 7 };
    const value = sourceValue(TEXT, 'Baobab');
    const guesses = [[], [invented]].map((evidence) => ({ value: 'Sonatel', confidence: 0.3, evidence }));
    const found = withName({ ...value, alternatives: guesses });
    found.deals[0]!.passages = [invented, ...place('40 postes')];
    const { extraction, dropped } = ground(found, TEXT);
    assert.deepEqual([nameOf(extraction), extraction.deals[0]?.passages, dropped], [value, place('40 postes'), 3]);
  });

  it('holds contacts and the facts beside deals to the same', () => {
    const invented = { ...sourceValue(TEXT, 'Ndiaye'), evidence: [{ quote: 'Diop', start: 0, end: 4 }] };
    const found = withName(sourceValue(TEXT, 'Baobab'));
    found.deals[0]!.contacts = [{ ...noContact(), lastName: invented }];
    found.contacts = [{ ...noContact(), lastName: invented }];
    found.account = { ...noAccount(), name: invented };
    const { extraction, dropped } = ground(found, TEXT);
    assert.deepEqual(extraction.deals[0]?.contacts, [noContact()]);
    assert.deepEqual([extraction.contacts, extraction.account, dropped], [[noContact()], noAccount(), 3]);
  });
});
