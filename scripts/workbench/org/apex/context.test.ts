import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { captureInput } from '../../../../middleware/src/captures/schema.ts';
import type { Org } from '../organisation.ts';
import { field } from '../schema/description.ts';
import { openTestOrg } from '../testing/test-org.ts';
import { testTransaction } from '../testing/test-transaction.ts';
import type { Wishes } from '../testing/test-transaction.ts';
import { captureRequest, configurationOf } from './context.ts';
import type { Transaction } from './transaction.ts';

let org: Org & { remove(): void };
before(() => {
  org = openTestOrg();
});
after(() => org.remove());

const transaction = (wishes?: Wishes): Transaction => testTransaction(org, wishes);

const INPUT = {
  captureId: '6f1d2c8e-2f5b-4c9a-8d43-0f6f5f3a1b2c',
  kind: 'text',
  text: 'Une note.',
  capturedAt: '2026-03-02T10:00:00Z',
  timeZone: 'Africa/Dakar',
  language: 'fr',
  recordId: null,
  consent: null,
};

describe('what a capture is sent with', () => {
  test('is what the middleware takes: the org’s values, currencies, defaults and own names', () => {
    const { context } = captureInput.parse(captureRequest(transaction(), INPUT));
    assert.deepEqual(
      context.picklists['Opportunity.Type']?.map((each) => each.value),
      ['Vente directe', 'Renouvellement hors contrat', 'Contrat de maintenance', 'Projet'],
    );
    assert.deepEqual(
      [context.defaults.stage, context.defaults.country, context.defaults.leadSource, context.defaults.closeDateDays],
      ['Prospection', 'Sénégal', 'Demande client spontanée', 7],
    );
    assert.deepEqual([context.currencies, context.defaults.currency], [['XOF', 'EUR', 'USD'], 'XOF']);
    assert.ok(context.vendor.names.includes(org.name));
    assert.deepEqual(context.models, [], 'no note goes to a provider unless the admin says so');
  });

  test('names the language models that the admin allows', () => {
    const { context } = captureInput.parse(captureRequest(transaction({ settings: { models: ['groq'] } }), INPUT));
    assert.deepEqual(context.models, ['groq']);
  });

  test('names the speech recognisers that the admin allows, and nobody unless asked to', () => {
    assert.deepEqual(captureInput.parse(captureRequest(transaction(), INPUT)).context.speech, []);
    const { context } = captureInput.parse(captureRequest(transaction({ settings: { speech: ['google'] } }), INPUT));
    assert.deepEqual(context.speech, ['google']);
  });

  test('tells the names that may be heard of a recording alone, with what the others were told', () => {
    assert.deepEqual(captureInput.parse(captureRequest(transaction(), INPUT)).context.vocabulary, []);
    const consent = { notice: 'Nous enregistrons.', givenAt: '2026-03-02T10:00:00Z' };
    const spoken = captureInput.parse(captureRequest(transaction(), { ...INPUT, kind: 'audio', text: null, consent }));
    const account = org.store.find('Account')[0]?.fields['Name'];
    assert.ok(typeof account === 'string' && spoken.context.vocabulary?.includes(account));
    assert.deepEqual(spoken.consent, consent);
  });

  test('has no default that is not among the org’s values', () => {
    const mappings = org.settings.mappings.map((each) =>
      each.key === 'opportunity.stage' ? { ...each, preset: 'Disparue' } : each,
    );
    const { context } = captureInput.parse(captureRequest(transaction({ settings: { mappings } }), INPUT));
    assert.equal(context.defaults.stage, null);
  });

  test('has no values of a field that the admin switched off', () => {
    const mappings = org.settings.mappings.filter((each) => each.key !== 'opportunity.type');
    const { context } = captureInput.parse(captureRequest(transaction({ settings: { mappings } }), INPUT));
    assert.deepEqual(context.picklists['Opportunity.Type'], []);
  });
});

describe('the configuration of the form', () => {
  test('lists the mapped fields in the admin’s order, with what the org requires', () => {
    const { fields, blocked, canAdminister, canCreate, canReviewTeam, userName } = configurationOf(transaction());
    assert.deepEqual(
      fields?.map((each) => each?.position),
      fields?.map((_, at) => at + 1),
    );
    const required = fields?.filter((each) => each?.required).map((each) => each?.key) ?? [];
    for (const key of ['opportunity.name', 'opportunity.closeDate', 'opportunity.stage', 'contact.lastName']) {
      assert.ok(required.includes(key), key);
    }
    assert.deepEqual(
      { blocked, canAdminister, canCreate, canReviewTeam, userName },
      { blocked: false, canAdminister: false, canCreate: true, canReviewTeam: false, userName: 'Astou Sarr' },
    );
  });

  test('asks for a field that only this org requires', () => {
    const opportunity = org.schema.get('Opportunity');
    assert.ok(opportunity);
    const own = field(
      'Region__c',
      'String',
      { en: 'Region', fr: 'Région' },
      { length: 40, required: true, custom: true },
    );
    const fields = new Map([...opportunity.fields, [own.name, own]]);
    const schema = new Map([...org.schema, ['Opportunity', { ...opportunity, fields }]]);
    const asked = configurationOf(transaction({ schema })).fields?.at(-1);
    assert.deepEqual([asked?.key, asked?.required], ['additional.Region__c', true]);
  });

  test('says that nothing can be created while the setting record or its audience is missing', () => {
    assert.equal(configurationOf(transaction({ settings: { written: null } })).blocked, true);
    assert.ok(org.settings.written);
    const written = { ...org.settings.written, audience: ' ' };
    assert.equal(configurationOf(transaction({ settings: { written } })).blocked, true);
  });

  test('leaves out a mapping that cannot carry its value, and asks for what the org then misses', () => {
    const mappings = org.settings.mappings.map((each) =>
      each.key === 'opportunity.stage' ? { ...each, field: 'NextStep' } : each,
    );
    const keys = configurationOf(transaction({ settings: { mappings } })).fields?.map((each) => each?.key) ?? [];
    assert.equal(keys.includes('opportunity.stage'), false);
    assert.ok(keys.includes('opportunity.nextStep'));
    assert.ok(keys.includes('additional.StageName'));
  });
});
