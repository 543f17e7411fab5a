import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { MODEL_PROVIDERS } from '../../middleware/src/platform/model-providers.ts';
import { KIND_OF_KEY } from '../../scripts/workbench/org/apex/mapping-fit.ts';
import { REQUIRED_FIELD_OF_KEY, USUAL_LENGTH_OF_KEY } from '../../scripts/workbench/org/apex/settings-check.ts';
import { KNOWN_MODELS } from '../../scripts/workbench/org/apex/settings.ts';
import { SETTINGS_PROBLEMS } from '../../scripts/workbench/org/apex/settings-problems.ts';
import { apexClass } from './project.ts';

/** A constant map of an Apex class as text: `'opportunity.name' => 80,` is `['opportunity.name', '80']`. */
function constantMap(className: string, name: string): Readonly<Record<string, string>> {
  const [, body = ''] = new RegExp(`${name} = new Map<[^{]+\\{([^}]+)\\}`).exec(apexClass(className)) ?? [];
  return Object.fromEntries([...body.matchAll(/'([\w.]+)' => '?([\w.]+)'?/g)].map(([, key, value]) => [key, value]));
}

/** Severity and labels by code, as the Apex class SettingsProblem writes them down. */
function problemKinds(source: string): Readonly<Record<string, readonly string[]>> {
  const rows = source.matchAll(
    /'([\w-]+)' => new List<String>\{\s*(\w+),\s*System\.Label\.(\w+),\s*System\.Label\.(\w+)\s*\}/g,
  );
  const severity = (constant: string): string => new RegExp(`${constant} = '(\\w+)'`).exec(source)?.[1] ?? '';
  return Object.fromEntries(
    [...rows].map(([, code, constant = '', wrong = '', remedy = '']) => [code, [severity(constant), wrong, remedy]]),
  );
}

describe('the check of the settings', () => {
  test('explains the same problems by the same labels in Apex and in the stand-in', () => {
    assert.deepEqual(problemKinds(apexClass('SettingsProblem')), SETTINGS_PROBLEMS);
  });

  test('knows the same values of a draft, and the same about them', () => {
    assert.deepEqual(constantMap('MappingFit', 'KIND_OF_KEY'), KIND_OF_KEY);
    assert.deepEqual(constantMap('SettingsCheck', 'REQUIRED_FIELD_OF_KEY'), REQUIRED_FIELD_OF_KEY);
    const lengths = Object.entries(USUAL_LENGTH_OF_KEY).map(([key, length]) => [key, String(length)]);
    assert.deepEqual(constantMap('MappingCheck', 'USUAL_LENGTH_OF_KEY'), Object.fromEntries(lengths));
  });

  test('knows the language models of the middleware', () => {
    const [, names = ''] = /KNOWN_MODELS = new List<String>\{([^}]+)\}/.exec(apexClass('CaptureSetting')) ?? [];
    const ofApex = [...names.matchAll(/'(\w+)'/g)].map(([, name]) => name);
    assert.deepEqual([ofApex, KNOWN_MODELS], [[...MODEL_PROVIDERS], [...MODEL_PROVIDERS]]);
  });

  test('tells a difference', () => {
    const reworded = apexClass('SettingsProblem').replace('Setup_Timeout_Fix', 'Setup_Timeout');
    assert.notDeepEqual(problemKinds(reworded), SETTINGS_PROBLEMS);
  });
});
