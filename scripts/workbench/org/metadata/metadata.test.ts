import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { FORCE_APP, temporaryFolder } from '../testing/test-org.ts';
import { readCustomMetadata } from './custom-metadata.ts';
import { readLabels } from './labels.ts';
import { readListViews } from './list-views.ts';
import { readSchema } from './objects.ts';
import { readPermissionSets } from './permissions.ts';

describe("the project's metadata", () => {
  test('describe the draft object: its types, values and words', () => {
    const draft = readSchema(FORCE_APP, new Map()).get('Opportunity_Draft__c');
    assert.equal(draft?.sharing, 'Private');
    assert.equal(draft.keyPrefix, 'a0X');
    assert.equal(draft.labelPlural.fr, 'Brouillons');
    const status = draft.fields.get('Status__c');
    const values = status?.picklist?.entries.map((entry) => entry.value) ?? [];
    for (const value of ['Processing', 'Open', 'Rejected', 'Created', 'No deal', 'Failed'])
      assert.ok(values.includes(value));
    assert.equal(status?.picklist?.restricted, true);
    assert.equal(draft.fields.get('Draft_Id__c')?.unique, true);
    assert.equal(draft.fields.get('Opportunity__c')?.referenceTo, 'Opportunity');
  });

  test('give Opportunity its country, from the global value set', () => {
    const country = readSchema(FORCE_APP, new Map()).get('Opportunity')?.fields.get('Country__c');
    assert.equal(country?.picklist?.restricted, true);
    assert.ok(country.picklist.entries.some((entry) => entry.value === 'Sénégal'));
  });

  test('let reps capture, managers review and only the integration user sync', () => {
    const sets = readPermissionSets(FORCE_APP);
    assert.deepEqual([...(sets.get('Create_From_Notes_Rep')?.custom ?? [])], ['Create_From_Notes']);
    assert.equal(sets.get('Create_From_Notes_Manager')?.custom.has('Review_Team_Drafts'), true);
    const syncing = [...sets].filter(([, set]) => set.custom.has('Sync_Drafts')).map(([name]) => name);
    assert.deepEqual(syncing, ['Create_From_Notes_Integration']);
    const administering = [...sets].filter(([, set]) => set.custom.has('Administer_Create_From_Notes'));
    assert.deepEqual(
      administering.map(([name]) => name),
      ['Create_From_Notes_Admin'],
    );
  });

  test('have list views whose filters and columns exist', () => {
    const draft = readSchema(FORCE_APP, new Map()).get('Opportunity_Draft__c');
    const views = readListViews(FORCE_APP, 'Opportunity_Draft__c');
    assert.notEqual(views.length, 0);
    const used = views.flatMap((view) => [...view.columns, ...view.filters.map((filter) => filter.field)]);
    assert.deepEqual(
      used.filter((name) => !draft?.fields.has(name)),
      [],
    );
  });

  test('have settings, mappings and labels in both languages', () => {
    assert.equal(readCustomMetadata(FORCE_APP, 'Capture_Setting').length, 1);
    const keys = readCustomMetadata(FORCE_APP, 'Capture_Field').map((record) => record.values.get('Key__c'));
    assert.ok(keys.includes('opportunity.stage'));
    const labels = readLabels(FORCE_APP);
    assert.notEqual(labels.text('Server_Not_Found', 'fr'), labels.text('Server_Not_Found', 'en'));
    assert.match(labels.text('Setup_Field_Unknown', 'en', 'Opportunity.X__c'), /Opportunity\.X__c/);
    assert.throws(() => labels.text('Server_Nope', 'fr'), /no custom label Server_Nope/);
  });
});

describe('metadata that is wrong', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder();
    mkdirSync(join(folder, 'objects/Opportunity/fields'), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true }));

  const write = (text: string): void =>
    writeFileSync(join(folder, 'objects/Opportunity/fields/X__c.field-meta.xml'), text);

  test('is told with its file', () => {
    write('<CustomField><label>No name</label></CustomField>');
    assert.throws(() => readSchema(folder, new Map()), /X__c\.field-meta\.xml/);
  });

  test('of a type the stand-in does not know is told with its field', () => {
    write('<CustomField><fullName>X__c</fullName><label>X</label><type>Hologram</type></CustomField>');
    assert.throws(() => readSchema(folder, new Map()), /Hologram \(X__c\)/);
  });
});
