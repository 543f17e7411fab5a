import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { contextOf } from './context.ts';
import type { DescribedField, OrgAnswers } from './reading.ts';

const entry = (value: string, more: { label?: string; active?: boolean; defaultValue?: boolean } = {}) => ({
  value,
  label: more.label ?? value,
  active: more.active ?? true,
  defaultValue: more.defaultValue ?? false,
});
const picklist = (name: string, picklistValues: DescribedField['picklistValues']): DescribedField => ({
  name,
  type: 'picklist',
  picklistValues,
});
const mapping = (key: string, field: string, more: Record<string, unknown> = {}) => ({
  Active__c: true,
  Object__c: 'Opportunity',
  Key__c: key,
  Field__c: field,
  Default__c: null,
  Position__c: 1,
  ...more,
});
const org = (changes: Partial<OrgAnswers> = {}): OrgAnswers => ({
  organisation: 'Vendeur SA',
  setting: {
    Close_Date_Days__c: 7,
    Currency__c: 'XOF',
    Model_Providers__c: 'Groq, nobody; mistral',
    Vendor_Domains__c: 'vendeur.example; not a domain',
    Vendor_Names__c: 'Vendeur; VSA',
  },
  mappings: [mapping('opportunity.stage', 'StageName', { Default__c: 'Ouverture' })],
  opportunityFields: [
    picklist('StageName', [entry('Open', { label: 'Ouverture', defaultValue: true }), entry('Old', { active: false })]),
    picklist('CurrencyIsoCode', [entry('EUR', { defaultValue: true }), entry('XOF')]),
  ],
  currency: null,
  ...changes,
});

describe('the context of a capture that no person started', () => {
  it('holds what the admin set and the org has', () => {
    const context = contextOf(org());
    assert.deepEqual(context.picklists['Opportunity.StageName'], [
      { value: 'Open', label: 'Ouverture', default: true },
    ]);
    assert.deepEqual(context.picklists['Opportunity.Type'], []);
    assert.deepEqual(context.currencies, ['EUR', 'XOF']);
    // The admin wrote the label; the value goes into records.
    assert.deepEqual(context.defaults, {
      stage: 'Open',
      country: null,
      leadSource: null,
      type: null,
      currency: 'XOF',
      closeDateDays: 7,
    });
    assert.deepEqual(context.vendor, { names: ['Vendeur SA', 'Vendeur', 'VSA'], domains: ['vendeur.example'] });
    assert.deepEqual(context.models, ['groq', 'mistral']);
    assert.deepEqual(context.speech, []);
  });

  it('takes the first mapping that fits: active, of the opportunity, to a picklist', () => {
    const fields = [
      picklist('Old__c', [entry('old')]),
      picklist('Type', [entry('type')]),
      { name: 'Note__c', type: 'string', picklistValues: [] },
    ];
    const mappings = [
      mapping('opportunity.type', 'Type', { Position__c: 9 }),
      mapping('opportunity.type', 'Old__c', { Position__c: 1, Active__c: false }),
      mapping('opportunity.type', 'Note__c', { Position__c: 2 }),
      mapping('opportunity.type', 'Unknown__c', { Position__c: 3 }),
      mapping('opportunity.type', 'Old__c', { Position__c: 4, Object__c: 'Account' }),
      { nothing: 'of the kind' },
    ];
    const context = contextOf(org({ mappings, opportunityFields: fields }));
    assert.deepEqual(context.picklists['Opportunity.Type'], [{ value: 'type', label: 'type', default: false }]);
  });

  it('is there without settings, and in an org of one currency', () => {
    const bare = contextOf(org({ setting: null, mappings: [], opportunityFields: [], currency: 'MAD' }));
    assert.deepEqual(bare.currencies, ['MAD']);
    assert.equal(bare.defaults.currency, 'MAD');
    const silent = contextOf(org({ opportunityFields: [] }));
    assert.deepEqual(silent.currencies, ['XOF']);
    assert.deepEqual(contextOf(org({ setting: null, opportunityFields: [] })).currencies, []);
  });

  it('leaves out what the contract would refuse', () => {
    const setting = { Close_Date_Days__c: 99_999, Currency__c: 'Euro', Vendor_Names__c: `${'x;'.repeat(80)}y` };
    const context = contextOf(org({ setting }));
    assert.equal(context.defaults.closeDateDays, null);
    assert.equal(context.defaults.currency, 'EUR');
    assert.ok(context.vendor.names.length <= 50);
  });
});
