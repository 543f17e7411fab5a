import assert from 'node:assert/strict';
import { test } from 'node:test';

import { demoContext } from '../testing/demo.ts';
import { countryCode, countryNames, currencyOf, onlyCountryOf } from './countries.ts';
import { conceptValue, picklistValue } from './picklists.ts';

test('a value is found by label or value without case and accents, and only among the org’s', () => {
  const context = { ...demoContext(), picklists: { 'Opportunity.Type': [{ value: 'REN', label: 'Renouvellement' }] } };
  assert.equal(picklistValue(context, 'Opportunity.Type', ['renouvellement']), 'REN');
  assert.equal(conceptValue(context, 'Opportunity.Type', 'type.renewal'), 'REN');
  assert.equal(conceptValue(context, 'Opportunity.Type', 'type.project'), null);
  assert.equal(picklistValue(context, 'Opportunity.LeadSource', ['Partenaire']), null);
});

test('countries by any of their names', () => {
  assert.equal(countryCode("Côte d'Ivoire"), 'CI');
  assert.equal(countryCode('Ivory Coast'), 'CI');
  assert.equal(countryCode('Atlantis'), null);
  assert.equal(picklistValue(demoContext(), 'Opportunity.Country__c', countryNames('CI')), "Côte d'Ivoire");
});

test('every country of the demo configuration is known', () => {
  for (const { value } of demoContext().picklists['Opportunity.Country__c'] ?? [])
    assert.notEqual(countryCode(value), null, value);
});

test('currencies of countries', () => {
  assert.equal(currencyOf('CM'), 'XAF');
  assert.equal(currencyOf('SN'), 'XOF');
  assert.equal(onlyCountryOf('GMD'), 'GM');
  assert.equal(onlyCountryOf('XOF'), null);
});
