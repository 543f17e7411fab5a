import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { LABEL_OF_CODE } from '../../scripts/workbench/org/apex/server-messages.ts';
import { controllers } from '../../scripts/workbench/org/server.ts';
import { labelsOfCodes } from './apex-calls.ts';
import { apexSurface, parseClass } from './apex-source.ts';
import { interfacesOf, memberDifferences } from './component-types.ts';
import { apexClass, apexClasses, componentSources, componentTypes } from './project.ts';
import { standInSurface } from './stand-in-surface.ts';
import { differences } from './surface.ts';

/** Classes that the components tell apart by what they hold. */
const INTERFACES_OF_CLASS: Readonly<Record<string, readonly string[]>> = { RecordMatch: ['RecordMatch', 'DraftMatch'] };

/** What one rewording of an Apex class would make this test say. */
function differencesAfter(reword: (source: string) => string): readonly string[] {
  const before = apexClasses();
  const after = before.map(reword);
  assert.notDeepEqual(after, before, 'the sample change must change something');
  return differences(apexSurface(after), standInSurface(controllers));
}

describe('Apex and the stand-in', () => {
  test('offer the same methods and the same fields', () => {
    assert.deepEqual(differences(apexSurface(apexClasses()), standInSurface(controllers)), []);
  });

  test('a renamed method is told', () => {
    const found = differencesAfter((source) => source.replace('SourceView getSource(', 'SourceView readSource('));
    assert.deepEqual(found, [
      'method CaptureController.getSource is in the stand-in, but not in Apex',
      'method CaptureController.readSource is in Apex, but not in the stand-in',
    ]);
  });

  test('another parameter, return type or caching is told', () => {
    const found = differencesAfter((source) =>
      source
        .replace('getCapture(String captureId)', 'getCapture(Id captureId)')
        .replace('String captureOf(Id recordId)', 'Id captureOf(Id recordId)')
        .replace('@AuraEnabled(cacheable=true)', '@AuraEnabled'),
    );
    assert.deepEqual(found, [
      'CaptureController.captureOf is (recordId: Id): Id in Apex, but (recordId: Id): String in the stand-in',
      'CaptureController.getCapture is (captureId: Id): CaptureView in Apex, but (captureId: String): CaptureView in the stand-in',
      'CaptureController.getConfiguration is (): Configuration in Apex, but (): Configuration cacheable in the stand-in',
    ]);
  });

  test('a field that is added, removed or of another type is told', () => {
    const found = differencesAfter((source) =>
      source
        .replace('public Boolean conflict;', 'public String conflict;')
        .replace(
          'public String path { get; set; }',
          'public String path { get; set; }\n@AuraEnabled\npublic Integer rank { get; set; }',
        )
        .replace(/@AuraEnabled\s+public String requestId;/, 'public String requestId;'),
    );
    assert.deepEqual(found, [
      'field of DraftRow requestId is in the stand-in, but not in Apex',
      'SaveResult.conflict is String in Apex, but Boolean in the stand-in',
      'field of ValueChange rank is in Apex, but not in the stand-in',
    ]);
  });

  test('explain the same error codes by the same labels', () => {
    assert.deepEqual(labelsOfCodes(parseClass(apexClass('ServerMessages'))), LABEL_OF_CODE);
  });

  test('a class that does not parse is an error, not an empty class', () => {
    assert.throws(() => apexSurface(['public class Broken { @AuraEnabled public static String a( { }']), /Apex syntax/);
  });
});

describe('the components', () => {
  test('describe the classes of Apex with their fields', () => {
    const classes = apexSurface(apexClasses()).classes;
    const described = interfacesOf(componentTypes());
    const shared = [...classes].filter(([name]) => described.has(name));
    assert.notEqual(shared.length, 0, 'captureTypes describes no class of Apex: the search is wrong');
    assert.deepEqual(
      shared.flatMap(([name, fields]) => {
        const members = (INTERFACES_OF_CLASS[name] ?? [name]).flatMap((each) => described.get(each) ?? []);
        return memberDifferences(name, [...new Set(members)], [...fields.keys()], 'Apex');
      }),
      [],
    );
  });

  test('that describe another field are told', () => {
    const described = interfacesOf(componentTypes().replace('conflict: boolean;', 'clash: boolean;'));
    assert.deepEqual(
      memberDifferences('SaveResult', described.get('SaveResult') ?? [], ['conflict', 'draft'], 'Apex'),
      [
        'SaveResult.clash is in captureTypes, but not in Apex',
        'SaveResult.conflict is in Apex, but not in captureTypes',
      ],
    );
  });

  test('import only methods that Apex has', () => {
    const offered = apexSurface(apexClasses()).methods;
    const imported = componentSources().flatMap(([file, source]) =>
      [...source.matchAll(/['"]@salesforce\/apex\/([\w.]+)['"]/g)].map(([, method]) => ({
        file,
        method: method ?? '',
      })),
    );
    assert.notEqual(imported.length, 0, 'no component imports any method: the search is wrong');
    assert.deepEqual(
      imported.filter(({ method }) => !offered.has(method)),
      [],
    );
  });
});
