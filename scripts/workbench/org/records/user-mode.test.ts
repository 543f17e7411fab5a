import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Org } from '../organisation.ts';
import { openTestOrg } from '../testing/test-org.ts';
import { SaveRefused } from './problem.ts';
import type { SaveProblem } from './problem.ts';
import { asSystem, asUser, dayIn } from './user-mode.ts';
import type { Organisation, Records } from './user-mode.ts';

let org: Org & { remove(): void };
before(() => {
  org = openTestOrg();
});
after(() => org.remove());

const as = (alias: string, organisation: Organisation = org): Records =>
  asUser(organisation, org.people.byAlias(alias));
const deal = (name: string): Record<string, string> => ({
  Name: name,
  CloseDate: '2026-04-30',
  StageName: 'Prospection',
});

function refusalOf(save: () => unknown): readonly SaveProblem[] {
  try {
    save();
  } catch (error) {
    if (error instanceof SaveRefused) return error.problems;
    throw error;
  }
  return [];
}

const codesOf = (save: () => unknown): readonly string[] => refusalOf(save).map((problem) => problem.statusCode);

describe('what the platform fills in', () => {
  test('owner, days, name, currency and the meaning of the stage', () => {
    const contact = as('asarr').insert('Contact', { FirstName: ' Rokhaya ', LastName: 'Diatta', Title: '  ' });
    assert.equal(contact.fields['Name'], 'Rokhaya Diatta');
    assert.equal(contact.fields['Title'] ?? null, null);
    const { fields } = as('asarr').insert('Opportunity', { ...deal('Onduleurs'), Amount: 12.005 });
    assert.equal(fields['OwnerId'], org.people.byAlias('asarr').id);
    assert.equal(fields['CreatedDate'], '2026-03-02T09:00:00.000Z');
    assert.deepEqual(
      [fields['CurrencyIsoCode'], fields['Probability'], fields['IsClosed'], fields['Amount']],
      ['XOF', 10, false, 12.01],
    );
  });

  test('the day of the org, not that of the server', () => {
    assert.equal(dayIn(new Date('2026-03-02T23:30:00Z'), 'Africa/Dakar'), '2026-03-02');
    assert.equal(dayIn(new Date('2026-03-02T23:30:00Z'), 'Asia/Tokyo'), '2026-03-03');
  });
});

describe('the rules of the org', () => {
  test('a close date in the past is refused at its field, in the language of the person', () => {
    const late = { ...deal('Trop tard'), CloseDate: '2026-03-01' };
    const [problem] = refusalOf(() => as('asarr').insert('Opportunity', late, { language: 'en' }));
    assert.equal(problem?.statusCode, 'FIELD_CUSTOM_VALIDATION_EXCEPTION');
    assert.deepEqual(problem?.fields, ['CloseDate']);
    assert.match(problem?.message ?? '', /cannot be in the past/);
    const won = { ...late, StageName: 'Gagnée' };
    assert.deepEqual(
      codesOf(() => as('asarr').insert('Opportunity', won)),
      [],
    );
  });

  test('an alert for duplicates names the records, and the person may insist', () => {
    const known = as('asarr').insert('Account', { Name: 'Ateliers Korane' });
    const twin = { Name: 'ATELIERS KORANE' };
    const [problem] = refusalOf(() => as('asarr').insert('Account', twin));
    assert.equal(problem?.statusCode, 'DUPLICATES_DETECTED');
    assert.deepEqual(problem?.duplicate, { rule: 'Account_Same_Name', allowSave: true, recordIds: [known.id] });
    assert.deepEqual(
      codesOf(() => as('asarr').insert('Account', twin, { allowDuplicates: true })),
      [],
    );
  });

  test('records of one insert call are not compared with each other', () => {
    const person = { LastName: 'Sagna', Email: 'accueil@korane.example' };
    const { id } = as('asarr').insert('Contact', person);
    const codes = codesOf(() => as('asarr').insert('Contact', person, { together: new Set([id]) }));
    assert.deepEqual(codes, []);
  });

  test('a rule that blocks cannot be insisted on', () => {
    const blocking = { ...org, duplicateRules: org.duplicateRules.map((rule) => ({ ...rule, allowSave: false })) };
    const twin = { LastName: 'Diatta', Email: 'r.diatta@korane.example' };
    as('asarr').insert('Contact', twin);
    assert.deepEqual(
      codesOf(() => as('asarr', blocking).insert('Contact', twin, { allowDuplicates: true })),
      ['DUPLICATES_DETECTED'],
    );
  });

  test('a lookup leads to a record of its object that the person may see', () => {
    const hidden = as('bfaye').insert('Opportunity', deal('Affaire de Babacar')).id;
    const role = { OpportunityId: hidden, ContactId: org.store.find('Contact')[0]?.id ?? '' };
    assert.deepEqual(
      codesOf(() => as('asarr').insert('OpportunityContactRole', role)),
      ['INVALID_CROSS_REFERENCE_KEY'],
    );
    assert.deepEqual(
      codesOf(() => as('asarr').insert('Opportunity', { ...deal('Sans compte'), AccountId: '001000000000000AAA' })),
      ['INVALID_CROSS_REFERENCE_KEY'],
    );
  });
});

describe('what a person may see and change', () => {
  test('private records are for their owner and those above', () => {
    const { id } = as('asarr').insert('Opportunity', deal('Affaire d’Astou'));
    assert.equal(as('asarr').get(id)?.id, id);
    assert.equal(as('mkane').get(id)?.id, id);
    assert.equal(as('bfaye').get(id), null);
    assert.deepEqual(
      codesOf(() => as('bfaye').update(id, { NextStep: 'Rappeler' })),
      ['INSUFFICIENT_ACCESS_OR_READONLY'],
    );
    assert.equal(as('mkane').update(id, { NextStep: 'Rappeler' }).fields['NextStep'], 'Rappeler');
  });

  test('contact roles follow their deal', () => {
    const parent = as('asarr').insert('Opportunity', deal('Affaire à deux'));
    const contact = org.store.find('Contact')[0]?.id ?? '';
    const { id } = as('asarr').insert('OpportunityContactRole', { OpportunityId: parent.id, ContactId: contact });
    assert.deepEqual([as('mkane').get(id)?.id, as('bfaye').get(id)], [id, null]);
  });

  test('records above are not for those below', () => {
    const { id } = as('mkane').insert('Opportunity', deal('Affaire de Mariama'));
    assert.equal(as('asarr').get(id), null);
  });

  test('drafts are read, never written, by people; the system writes them', () => {
    const row = { Name: 'Brouillon', Draft_Id__c: 'capture:1', Capture_Id__c: '1' };
    assert.deepEqual(
      codesOf(() => as('asarr').insert('Opportunity_Draft__c', row)),
      ['INSUFFICIENT_ACCESS_OR_READONLY'],
    );
    const { id } = asSystem(org, org.people.byAlias('asarr')).insert('Opportunity_Draft__c', row);
    assert.equal(as('asarr').get(id)?.id, id);
    assert.equal(as('mkane').get(id)?.id, id);
    assert.equal(as('bfaye').get(id), null);
    assert.deepEqual(
      codesOf(() => as('mkane').update(id, { Name: 'Autre' })),
      ['INSUFFICIENT_ACCESS_OR_READONLY'],
    );
  });

  test('a draft id is unique, for the system too', () => {
    const system = asSystem(org, org.people.byAlias('asarr'));
    const row = { Name: 'Brouillon', Draft_Id__c: 'capture:2', Capture_Id__c: '2' };
    system.insert('Opportunity_Draft__c', row);
    assert.deepEqual(
      codesOf(() => system.insert('Opportunity_Draft__c', row)),
      ['DUPLICATE_VALUE'],
    );
  });

  test('fields the platform fills and fields nobody described cannot be written', () => {
    for (const name of ['CreatedDate', 'IsWon', 'Nope__c', '__proto__x']) {
      assert.deepEqual(
        codesOf(() => as('asarr').insert('Opportunity', { ...deal('Champs'), [name]: 'x' })),
        ['INVALID_FIELD_FOR_INSERT_UPDATE'],
        name,
      );
    }
  });
});
