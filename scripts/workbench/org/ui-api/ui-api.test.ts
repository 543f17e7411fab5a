import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Org } from '../organisation.ts';
import { readerFor } from '../readers.ts';
import { asSystem } from '../records/user-mode.ts';
import { openTestOrg } from '../testing/test-org.ts';
import { UiApiError } from './errors.ts';
import { listInfo, listRecords } from './list-views.ts';
import type { ListReader } from './list-views.ts';
import { lookUp } from './lookups.ts';
import { MASTER_RECORD_TYPE, objectInfo, picklistValues } from './object-info.ts';
import { recordRepresentation } from './records.ts';

let org: Org & { remove(): void };
before(() => {
  org = openTestOrg();
});
after(() => org.remove());

const as = (alias: string, language: 'fr' | 'en' = 'fr'): ListReader =>
  readerFor(org, { user: org.people.byAlias(alias), language });

/** What an answer holds under these names, as a page finds it in the JSON. */
function within(answer: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (part, name) =>
      typeof part === 'object' && part !== null ? Object.getOwnPropertyDescriptor(part, name)?.value : null,
    JSON.parse(JSON.stringify(answer)),
  );
}

function listOf(found: unknown, name: string): readonly unknown[] {
  return Array.isArray(found) ? found.map((each) => within(each, name)) : [];
}

const idsIn = (answer: unknown): readonly unknown[] => listOf(within(answer, 'records'), 'id');

describe('object info', () => {
  test('has the shape and the words of UI API', () => {
    const french = objectInfo(as('asarr'), 'Opportunity');
    assert.equal(french['label'], 'Opportunité');
    assert.equal(objectInfo(as('asarr', 'en'), 'Opportunity')['label'], 'Opportunity');
    assert.deepEqual(
      ['dataType', 'required', 'createable', 'label'].map((name) => within(french, 'fields', 'StageName', name)),
      ['Picklist', true, true, 'Étape'],
    );
    assert.deepEqual(within(french, 'fields', 'AccountId', 'referenceToInfos'), [
      { apiName: 'Account', nameFields: ['Name'] },
    ]);
  });

  test('leaves out what the person may not see', () => {
    const draft = objectInfo(as('asarr'), 'Opportunity_Draft__c');
    assert.equal(within(draft, 'fields', 'Status__c', 'apiName'), 'Status__c');
    assert.equal(within(draft, 'fields', 'Decision_Report__c'), undefined);
    assert.equal(draft['createable'], false);
  });

  test('of an unknown object is refused as Salesforce does', () => {
    assert.throws(
      () => objectInfo(as('asarr'), 'Nope__c'),
      (error: unknown) => error instanceof UiApiError && error.status === 400 && error.errorCode === 'INVALID_TYPE',
    );
  });

  test('gives the values of all picklists of the record type', () => {
    const values = picklistValues(as('asarr'), 'Opportunity', MASTER_RECORD_TYPE);
    assert.deepEqual(listOf(within(values, 'picklistFieldValues', 'Type', 'values'), 'value'), [
      'Vente directe',
      'Renouvellement hors contrat',
      'Contrat de maintenance',
      'Projet',
    ]);
    assert.throws(() => picklistValues(as('asarr'), 'Opportunity', '012000000000001AAA'), UiApiError);
  });
});

describe('records', () => {
  test('are shown with values, words and what their lookups lead to', () => {
    const [deal] = org.store.find('Opportunity', { OwnerId: org.people.byAlias('asarr').id });
    const shown = recordRepresentation(as('asarr'), deal?.id ?? '', null);
    const amount = { displayValue: '48\u202f000\u202f000\u00a0XOF', value: 48_000_000 };
    assert.deepEqual(within(shown, 'fields', 'Amount'), amount);
    assert.equal(within(shown, 'fields', 'Account', 'displayValue'), 'Société Ardane Logistique');
    const asked = ['Opportunity.Name', 'Opportunity.Account.Owner.Name'];
    const some = recordRepresentation(as('asarr'), deal?.id.slice(0, 15) ?? '', asked);
    assert.equal(within(some, 'fields', 'Account', 'value', 'fields', 'Owner', 'displayValue'), 'Astou Sarr');
    assert.equal(within(some, 'fields', 'Amount'), undefined);
  });

  test('of others, of nobody, and unknown fields are refused', () => {
    const [deal] = org.store.find('Opportunity', { OwnerId: org.people.byAlias('asarr').id });
    const codeOf = (call: () => unknown): string => {
      try {
        call();
      } catch (error) {
        if (error instanceof UiApiError) return error.errorCode;
      }
      return 'none';
    };
    assert.equal(
      codeOf(() => recordRepresentation(as('bfaye'), deal?.id ?? '', null)),
      'NOT_FOUND',
    );
    assert.equal(
      codeOf(() => recordRepresentation(as('asarr'), '../../etc', null)),
      'NOT_FOUND',
    );
    for (const path of [
      'Opportunity.Nope',
      'Account.Name',
      'Opportunity',
      'Opportunity.Nope.Name',
      'Opportunity.constructor',
    ]) {
      assert.equal(
        codeOf(() => recordRepresentation(as('asarr'), deal?.id ?? '', [path])),
        'INVALID_FIELD',
        path,
      );
    }
  });

  test('are looked up without accents or case, those that begin so first', () => {
    const found = lookUp(as('asarr'), 'Account', 'SOCIETE').records;
    assert.deepEqual(
      found.map((record) => [record.name, record.detail]),
      [['Société Ardane Logistique', 'Dakar · Sénégal']],
    );
    assert.equal(
      lookUp(as('asarr'), 'Contact', 'coumba').records[0]?.detail,
      'Directrice des achats · Société Ardane Logistique',
    );
    assert.deepEqual(lookUp(as('asarr'), 'Account', '%_\\').records, []);
  });
});

describe('list views', () => {
  test('show what is in scope and visible, newest first', () => {
    const all = idsIn(listRecords(as('mkane'), 'Opportunity', 'AllOpportunities'));
    const own = idsIn(listRecords(as('mkane'), 'Opportunity', 'MyOpportunities'));
    assert.deepEqual([all.length, own.length], [4, 1]);
    assert.deepEqual(all, [...all].sort().reverse());
    assert.equal(idsIn(listRecords(as('asarr'), 'Opportunity', 'AllOpportunities')).length, 3);
  });

  test('of drafts follow their metadata', () => {
    const system = asSystem(org, org.people.byAlias('asarr'));
    const draft = (key: string, status: string, toCheck: number): string =>
      system.insert('Opportunity_Draft__c', {
        Name: key,
        Draft_Id__c: key,
        Capture_Id__c: key,
        Status__c: status,
        To_Check__c: toCheck,
      }).id;
    const open = draft('d1', 'Open', 2);
    draft('d2', 'Open', 0);
    draft('d3', 'Created', 3);
    assert.deepEqual(idsIn(listRecords(as('asarr'), 'Opportunity_Draft__c', 'Low_Confidence')), [open]);
    assert.equal(idsIn(listRecords(as('mkane'), 'Opportunity_Draft__c', 'My_Team')).length, 3);
    assert.equal(idsIn(listRecords(as('mkane'), 'Opportunity_Draft__c', 'My_Drafts')).length, 0);
    assert.equal(idsIn(listRecords(as('bfaye'), 'Opportunity_Draft__c', 'All')).length, 0);
  });

  test('are listed, and unknown ones refused', () => {
    assert.deepEqual(within(listInfo(as('asarr'), 'Account'), 'listViews'), [
      { name: 'AllAccounts', label: 'Tous les comptes' },
      { name: 'MyAccounts', label: 'Mes comptes' },
    ]);
    assert.throws(() => listRecords(as('asarr'), 'Account', 'Nope'), UiApiError);
  });
});
