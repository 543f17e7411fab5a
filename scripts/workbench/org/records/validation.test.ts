import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { field } from '../schema/description.ts';
import type { FieldDescription, Language, ObjectDescription } from '../schema/description.ts';
import type { Fields } from './store.ts';
import { validate } from './validation.ts';

const fields: readonly FieldDescription[] = [
  field('Name', 'String', { en: 'Deal name', fr: "Nom de l'affaire" }, { length: 10, required: true }),
  field('Close', 'Date', { en: 'Close date', fr: 'Date de clôture' }, { required: true }),
  field('Amount', 'Currency', { en: 'Amount', fr: 'Montant' }, { precision: 8, scale: 2 }),
  field('Email', 'Email', { en: 'Email', fr: 'E-mail' }, { length: 80 }),
  field('Won', 'Boolean', { en: 'Won', fr: 'Gagnée' }),
  field(
    'Stage',
    'Picklist',
    { en: 'Stage', fr: 'Étape' },
    {
      picklist: {
        restricted: true,
        entries: [{ value: 'Ouverte', label: { fr: 'Ouverte', en: 'Open' }, isDefault: false }],
      },
    },
  ),
];

const deal: ObjectDescription = {
  name: 'Deal__c',
  keyPrefix: 'a00',
  label: { en: 'Deal', fr: 'Affaire' },
  labelPlural: { en: 'Deals', fr: 'Affaires' },
  custom: true,
  sharing: 'ReadWrite',
  fields: new Map(fields.map((each) => [each.name, each])),
  autoNumber: null,
};

const VALID: Fields = { Name: 'Serveurs', Close: '2026-04-30' };

function refusals(given: Fields, language: Language = 'en'): readonly string[] {
  const complete = { ...VALID, ...given };
  const found = validate({ object: deal, fields: complete, written: new Set(Object.keys(complete)), language });
  return found.map((problem) => `${problem.statusCode} [${problem.fields.join()}] ${problem.message}`);
}

describe('validation', () => {
  test('lets a valid record through', () => {
    const filled = { Amount: 999_999.99, Email: 'a.b@korane.example', Stage: 'Ouverte', Won: false };
    assert.deepEqual(refusals(filled), []);
  });

  test('names all missing fields at once, in the language of the person', () => {
    assert.deepEqual(refusals({ Name: null, Close: null }), [
      'REQUIRED_FIELD_MISSING [Name,Close] Required fields are missing: [Name, Close]',
    ]);
    assert.match(refusals({ Name: null }, 'fr')[0] ?? '', /Des champs obligatoires sont manquants : \[Name\]/);
  });

  test('refuses what is too long without showing all of it', () => {
    const [refusal = ''] = refusals({ Name: 'x'.repeat(5000) });
    assert.match(refusal, /^STRING_TOO_LONG \[Name\] Deal name: data value too large: x{40}… \(max length=10\)$/);
  });

  test('refuses a value outside a restricted picklist, its label included', () => {
    assert.deepEqual(refusals({ Stage: 'Open' }), [
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST [Stage] Stage: bad value for restricted picklist field: Open',
    ]);
  });

  test('refuses what is no e-mail address', () => {
    for (const address of ['moussa', 'moussa@', 'a b@korane.example', 'a@b', 'a@b.example,c@d.example']) {
      assert.match(refusals({ Email: address })[0] ?? 'none', /^INVALID_EMAIL_ADDRESS \[Email\]/, address);
    }
  });

  test('refuses numbers beyond the digits of the field', () => {
    for (const amount of [1_000_000, -1_000_000, Number.POSITIVE_INFINITY]) {
      assert.match(refusals({ Amount: amount })[0] ?? 'none', /^NUMBER_OUTSIDE_VALID_RANGE \[Amount\]/);
    }
  });

  test('refuses days that do not exist and values of another type', () => {
    const wrong: readonly Fields[] = [
      { Close: '2026-02-30' },
      { Close: '30/04/2026' },
      { Amount: '12' },
      { Won: 'true' },
    ];
    for (const given of wrong) {
      assert.match(refusals(given)[0] ?? 'none', /^INVALID_TYPE_ON_FIELD_IN_RECORD/, JSON.stringify(given));
    }
  });

  test('does not look at fields that the save does not write', () => {
    const old = { ...VALID, Stage: 'Supprimée' };
    assert.deepEqual(validate({ object: deal, fields: old, written: new Set(['Name']), language: 'fr' }), []);
  });
});
