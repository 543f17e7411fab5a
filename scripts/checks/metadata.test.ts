import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';

import { checkMetadata } from './metadata.ts';

const SOURCE = 'force-app/main/default';
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'metadata-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(file: string, text: string): Promise<void> {
  const target = path.join(folder, SOURCE, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}

function xml(root: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${root}>\n`;
}

async function texts(): Promise<string[]> {
  return (await checkMetadata(folder)).findings.map(({ file, text }) => `${path.basename(file)}: ${text}`);
}

const TAB = '<customObject>true</customObject><motif>Custom18: Form</motif>';

test('sound metadata has no findings', async () => {
  await write('tabs/Draft__c.tab-meta.xml', xml('CustomTab', TAB));
  assert.deepEqual(await checkMetadata(folder), { checked: '1 metadata files', findings: [] });
});

test('an unknown element is named', async () => {
  await write('tabs/Draft__c.tab-meta.xml', xml('CustomTab', `${TAB}<colour>red</colour>`));
  assert.deepEqual(await texts(), ['Draft__c.tab-meta.xml: <CustomTab> has no child <colour> in CustomTab']);
});

test('a value outside its list, a repeated element and a wrong boolean are named', async () => {
  const body = '<fullName>X__c</fullName><label>X</label><label>Y</label><type>Txt</type><externalId>yes</externalId>';
  await write('objects/Draft__c/fields/X__c.field-meta.xml', xml('CustomField', body));
  const found = await texts();
  assert.equal(found.length, 3);
  assert.match(found[0] ?? '', /<label> stands 2 times in <CustomField>/);
  assert.match(found[1] ?? '', /<type> is "Txt", not one of /);
  assert.match(found[2] ?? '', /<externalId> is "yes", not true or false/);
});

test('a missing required element is named', async () => {
  await write(
    'customPermissions/P.customPermission-meta.xml',
    xml('CustomPermission', '<isLicensed>false</isLicensed>'),
  );
  assert.deepEqual(await texts(), ['P.customPermission-meta.xml: <CustomPermission> misses <label>']);
});

test('text that is not XML, a wrong namespace and an unknown type are named', async () => {
  await write('tabs/A.tab-meta.xml', '<CustomTab>');
  await write('tabs/B.tab-meta.xml', `<CustomTab>${TAB}</CustomTab>`);
  await write('tabs/C.tab-meta.xml', xml('CustomTabb', TAB));
  const found = await texts();
  assert.match(found[0] ?? '', /^A\.tab-meta\.xml: line 1: /);
  assert.match(found[1] ?? '', /^B\.tab-meta\.xml: the namespace is not /);
  assert.equal(found[2], 'C.tab-meta.xml: <CustomTabb> is no metadata type');
});

test('a class and a component without their XML are named', async () => {
  await write('classes/Door.cls', 'public class Door {}');
  await write('lwc/door/door.ts', 'export {};');
  assert.deepEqual(await texts(), ['Door.cls-meta.xml: is missing', 'door.js-meta.xml: is missing']);
});

test('a label that is not defined, and one without French, are named', async () => {
  const label =
    '<fullName>Known</fullName><language>en_US</language><protected>true</protected><shortDescription>k</shortDescription><value>k</value>';
  await write('labels/CustomLabels.labels-meta.xml', xml('CustomLabels', `<labels>${label}</labels>`));
  await write('translations/fr.translation-meta.xml', xml('Translations', ''));
  await write(
    'lwc/door/words.ts',
    "import A from '@salesforce/label/c.Known';\nimport B from '@salesforce/label/c.Gone';",
  );
  await write('classes/Door.cls', 'public class Door { String text = System.Label.Lost; }');
  await write('classes/Door.cls-meta.xml', xml('ApexClass', '<apiVersion>67.0</apiVersion><status>Active</status>'));
  assert.deepEqual(await texts(), [
    'fr.translation-meta.xml: the label Known has no French',
    'Door.cls: the label Lost is not defined',
    'words.ts: the label Gone is not defined',
  ]);
});

test('a field, a class and a page that do not exist are named', async () => {
  const field = '<fullName>Known__c</fullName><label>Known</label><type>Date</type>';
  await write('objects/Draft__c/fields/Known__c.field-meta.xml', xml('CustomField', field));
  const view = (column: string): string =>
    `<fullName>All</fullName><columns>${column}</columns><filterScope>Everything</filterScope><label>All</label>`;
  await write('objects/Draft__c/listViews/All.listView-meta.xml', xml('ListView', view('Known__c')));
  await write('objects/Draft__c/listViews/Bad.listView-meta.xml', xml('ListView', view('Unknown__c')));
  const access =
    '<classAccesses><apexClass>Gone</apexClass><enabled>true</enabled></classAccesses>' +
    '<fieldPermissions><editable>false</editable><field>Draft__c.Lost__c</field><readable>true</readable></fieldPermissions>' +
    '<label>Rep</label>';
  await write('permissionsets/Rep.permissionset-meta.xml', xml('PermissionSet', access));
  assert.deepEqual(await texts(), [
    'Bad.listView-meta.xml: there is no field Draft__c.Unknown__c',
    'Rep.permissionset-meta.xml: there is no field Draft__c.Lost__c',
    'Rep.permissionset-meta.xml: <apexClass> names Gone, which is not in the project',
  ]);
});
