import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { CustomMetadataRecord } from '../metadata/custom-metadata.ts';
import type { Org } from '../organisation.ts';
import { field } from '../schema/description.ts';
import type { FieldDescription, Schema } from '../schema/description.ts';
import { openTestOrg } from '../testing/test-org.ts';
import { testTransaction } from '../testing/test-transaction.ts';
import type { Wishes } from '../testing/test-transaction.ts';
import { checkSettings } from './settings-check.ts';
import { readSettings } from './settings.ts';
import type { FieldMapping } from './settings.ts';

let org: Org & { remove(): void };
before(() => {
  org = openTestOrg();
});
after(() => org.remove());

type Found = readonly [code: string, severity: string, record: string];

const problems = (wishes: Wishes) =>
  checkSettings(testTransaction(org, { alias: 'aniang', language: 'en', ...wishes }));
const found = (wishes: Wishes): readonly Found[] =>
  problems(wishes).map(({ code, severity, settingRecord }) => [code ?? '', severity ?? '', settingRecord ?? '']);

/** The project's mappings with the one of a key changed. */
const changed = (key: string, change: Partial<FieldMapping>): { settings: { mappings: readonly FieldMapping[] } } => ({
  settings: { mappings: org.settings.mappings.map((each) => (each.key === key ? { ...each, ...change } : each)) },
});

/** The setting record as an admin would have to write it for these values. */
const setting = (values: Readonly<Record<string, string | null>>): { settings: ReturnType<typeof readSettings> } => {
  const usual = { Audience__c: 'https://a.example', Timeout_Seconds__c: '10', To_Check_Below__c: '0.6' };
  const record: CustomMetadataRecord = {
    name: 'Default',
    label: 'Default',
    values: new Map(Object.entries({ ...usual, ...values })),
  };
  return { settings: { ...readSettings([record], []), mappings: org.settings.mappings } };
};

const withField = (object: string, described: FieldDescription): Schema => {
  const known = org.schema.get(object);
  assert.ok(known);
  return new Map([
    ...org.schema,
    [object, { ...known, fields: new Map([...known.fields, [described.name, described]]) }],
  ]);
};

describe('the settings of the project', () => {
  test('fit the demo org', () => assert.deepEqual(found({}), []));

  test('also fit a rep’s rights, and a manager’s', () => {
    assert.deepEqual([found({ alias: 'asarr' }), found({ alias: 'mkane' })], [[], []]);
  });
});

describe('a mapping that carries nothing', () => {
  const next = 'Capture field, Opportunity Next Step';
  const cases: readonly [what: string, key: string, change: Partial<FieldMapping>, expected: readonly Found[]][] = [
    ['to a field the org lacks', 'opportunity.nextStep', { field: 'Nope__c' }, [['field-unknown', 'blank', next]]],
    [
      'to a field that only the platform fills',
      'opportunity.nextStep',
      { field: 'IsClosed' },
      [['field-not-writable', 'blank', next]],
    ],
    [
      'of a date to a text',
      'opportunity.closeDate',
      { field: 'NextStep' },
      [
        ['field-type', 'blank', 'Capture field, Opportunity Close Date'],
        ['required-unfilled', 'blank', 'Opportunity.CloseDate'],
      ],
    ],
    [
      'of an amount to a lookup',
      'opportunity.amount',
      { field: 'OwnerId' },
      [['field-type', 'blank', 'Capture field, Opportunity Amount']],
    ],
    [
      'of a picklist to a text',
      'opportunity.type',
      { field: 'NextStep' },
      [['field-type', 'blank', 'Capture field, Opportunity Type']],
    ],
    [
      'of the currency to another field than the platform’s',
      'opportunity.currency',
      { field: 'Type' },
      [['field-type', 'blank', 'Capture field, Opportunity Currency']],
    ],
    [
      'to a field that another one fills',
      'opportunity.description',
      { field: 'NextStep' },
      [['field-twice', 'blank', 'Capture field, Opportunity Description']],
    ],
    [
      'to another object than that of its value',
      'account.phone',
      { object: 'Contact' },
      [['object-differs', 'blank', 'Capture field, Account Phone']],
    ],
    [
      'of a value that no draft has',
      'opportunity.nextStep',
      { key: 'opportunity.budget' },
      [['key-unknown', 'hint', next]],
    ],
    [
      'of a value that another one maps',
      'opportunity.description',
      { key: 'opportunity.nextStep', field: 'Description' },
      [['key-twice', 'hint', 'Capture field, Opportunity Description']],
    ],
  ];
  for (const [what, key, change, expected] of cases) {
    test(`${what} is told, and is out of use`, () => {
      const wishes = changed(key, change);
      assert.deepEqual(found(wishes), expected);
      const { mappings, misfits } = testTransaction(org, wishes).settings;
      assert.equal(mappings.length + misfits.length, org.settings.mappings.length);
      assert.equal(misfits.length, 1);
    });
  }

  test('says in words what is wrong and what to do, in the language of the page', () => {
    const wishes = changed('opportunity.amount', { field: 'NextStep', position: 5 });
    const [problem] = problems(wishes);
    assert.equal(problem?.wrong, 'The field Opportunity.NextStep cannot hold an amount: the value is left out.');
    assert.equal(problem.remedy, 'Set Field to one that holds an amount, or untick Active.');
    assert.match(problems({ ...wishes, language: 'fr' })[0]?.wrong ?? '', /ne peut pas contenir un montant/);
  });
});

describe('a mapping in use', () => {
  test('whose default is no value of the picklist names those that are', () => {
    const wishes = changed('opportunity.type', { preset: 'Troc' });
    assert.deepEqual(found(wishes), [['default-missing', 'blank', 'Capture field, Opportunity Type']]);
    assert.match(problems(wishes)[0]?.remedy ?? '', /Vente directe, .*Projet\.$/);
  });

  test('whose default is a closed stage is told', () => {
    const closed = org.schema
      .get('Opportunity')
      ?.fields.get('StageName')
      ?.picklist?.entries.find((entry) => entry.stage?.closed)?.value;
    assert.ok(closed);
    const wishes = changed('opportunity.stage', { preset: closed });
    assert.deepEqual(found(wishes), [['default-closed', 'hint', 'Capture field, Opportunity Stage']]);
    assert.equal(problems(wishes)[0]?.remedy?.includes(closed), false);
  });

  test('that is no picklist takes no default', () => {
    const wishes = changed('opportunity.nextStep', { preset: 'Rappeler' });
    assert.deepEqual(found(wishes), [['default-unused', 'hint', 'Capture field, Opportunity Next Step']]);
  });

  test('whose field is too short for usual values is told with the length', () => {
    const short = field('Short__c', 'String', { en: 'Short', fr: 'Court' }, { length: 30 });
    const wishes = {
      ...changed('opportunity.description', { field: 'Short__c' }),
      schema: withField('Opportunity', short),
    };
    assert.deepEqual(found(wishes), [['field-short', 'hint', 'Capture field, Opportunity Description']]);
    assert.match(problems(wishes)[0]?.wrong ?? '', /holds 30 characters/);
  });

  test('that shares its position is told with the other', () => {
    const wishes = changed('opportunity.description', { position: 100 });
    assert.deepEqual(found(wishes), [['position-twice', 'hint', 'Capture field, Opportunity Description']]);
  });

  test('that Salesforce requires is missed when it is switched off', () => {
    const mappings = org.settings.mappings.filter((each) => each.key !== 'opportunity.stage');
    assert.deepEqual(found({ settings: { mappings } }), [['required-unfilled', 'blank', 'Opportunity.StageName']]);
  });
});

describe('the setting record', () => {
  test('blocks when it is missing or has no audience, before everything else', () => {
    const other = changed('opportunity.nextStep', { field: 'Nope__c' }).settings;
    assert.deepEqual(found({ settings: { ...other, written: null } })[0]?.slice(0, 2), ['setting-missing', 'blocks']);
    assert.deepEqual(found(setting({ Audience__c: null })), [
      ['audience-missing', 'blocks', 'Capture setting, Default'],
    ]);
  });

  for (const [field, value, code, severity] of [
    ['Close_Date_Days__c', '-3', 'close-date-days', 'blank'],
    ['Close_Date_Days__c', '4000', 'close-date-days', 'blank'],
    ['Timeout_Seconds__c', '0', 'timeout', 'hint'],
    ['Timeout_Seconds__c', '600', 'timeout', 'hint'],
    ['To_Check_Below__c', '60', 'to-check-below', 'hint'],
    ['Currency__c', 'GBP', 'currency-inactive', 'hint'],
    ['Vendor_Domains__c', 'us.example; https://us.example', 'domain-invalid', 'hint'],
    ['Vendor_Domains__c', 'sales@us.example', 'domain-invalid', 'hint'],
    ['Model_Providers__c', 'groq, gork', 'model-unknown', 'hint'],
    ['Speech_Providers__c', 'whisper, wisper', 'speech-unknown', 'hint'],
    ['Vendor_Domains__c', 'localhost', 'domain-invalid', 'hint'],
  ] as const) {
    test(`with ${field} ${value} is told`, () => {
      assert.deepEqual(found(setting({ [field]: value })), [[code, severity, 'Capture setting, Default']]);
    });
  }

  test('blocks for who may not create one of the objects, and says it once for all its fields', () => {
    const transaction = testTransaction(org, { language: 'en' });
    const { access } = transaction.records;
    const none = { ...access.object('Contact'), create: false, edit: false };
    const closed = { ...access, object: (name: string) => (name === 'Contact' ? none : access.object(name)) };
    const problems = checkSettings({ ...transaction, records: { ...transaction.records, access: closed } });
    assert.deepEqual(
      problems.map(({ code, severity, settingRecord }) => [code, severity, settingRecord]),
      [['object-not-creatable', 'blocks', 'Contact']],
    );
  });

  test('allows only the language models that it names, and none when it is empty', () => {
    const models = (written: string | null) => setting({ Model_Providers__c: written }).settings.models;
    for (const written of ['Groq, anthropic', 'anthropic;groq; ', 'groq,groq,gork,ANTHROPIC']) {
      assert.deepEqual(models(written), ['groq', 'anthropic'], written);
    }
    assert.deepEqual([models(null), models('no one')], [[], []]);
  });

  test('is used as far as it can be, so that no note is refused for it', () => {
    const { settings } = setting({
      Close_Date_Days__c: '-3',
      Timeout_Seconds__c: '600',
      To_Check_Below__c: '60',
      Vendor_Domains__c: 'us.example; @us.example',
      Vendor_Names__c: Array.from({ length: 80 }, (_, at) => `N${at}`).join(';'),
    });
    const { closeDateDays, timeoutSeconds, toCheckBelow, vendorDomains, vendorNames } = settings;
    assert.deepEqual(
      { closeDateDays, timeoutSeconds, toCheckBelow, vendorDomains, names: vendorNames.length },
      { closeDateDays: null, timeoutSeconds: 10, toCheckBelow: 0.6, vendorDomains: ['us.example'], names: 49 },
    );
  });
});
