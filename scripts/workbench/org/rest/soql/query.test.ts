import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { asUser } from '../../records/user-mode.ts';
import { openTestOrg, FORCE_APP, TODAY } from '../../testing/test-org.ts';
import { RestProblem } from '../problem.ts';
import { readerOf } from '../reader.ts';
import type { Reader } from '../reader.ts';
import { setupObjects } from '../setup-objects.ts';
import { likeTest } from './literals.ts';
import { runQuery } from './query.ts';
import { restRows, totalOf } from './rest-records.ts';

let org: ReturnType<typeof openTestOrg>;
let reader: Reader;

const at = (day: string): string => `${day}T10:00:00.750Z`;
const RECORDS = [
  { Name: 'Alizé SA', BillingCity: 'Dakar', Phone: null, SystemModstamp: at('2026-03-02') },
  { Name: 'alizé sarl', BillingCity: 'Thiès', Phone: '77', SystemModstamp: at('2026-03-01') },
  { Name: "L'Écume 100%", BillingCity: 'Dakar', Phone: '78', SystemModstamp: at('2026-02-20') },
  { Name: 'Brume_Nord', BillingCity: null, Phone: '79', SystemModstamp: at('2025-12-31') },
  { Name: 'Brume Sud', BillingCity: null, Phone: '80', SystemModstamp: at('2024-05-05') },
];
const DEALS = [
  { Name: 'Pompes', Amount: 500, CloseDate: '2026-03-02', IsClosed: false, StageName: 'A' },
  { Name: 'Câbles', Amount: null, CloseDate: '2026-04-15', IsClosed: true, StageName: 'B' },
  { Name: 'Tuyaux', Amount: 1500.5, CloseDate: '2026-06-30', IsClosed: false, StageName: 'A' },
];

before(() => {
  org = openTestOrg();
  for (const object of ['Contact', 'Opportunity', 'Account']) {
    for (const { id } of org.store.find(object)) org.store.delete(id);
  }
  const owner = { OwnerId: org.people.integration.id };
  const ids = RECORDS.map((fields) => org.store.insert('Account', '001', { ...fields, ...owner }).id);
  DEALS.forEach((fields, place) => {
    const AccountId = place === 1 ? null : (ids[place] ?? null);
    org.store.insert('Opportunity', '006', { ...fields, AccountId, ...owner });
  });
  reader = readerFor('integ');
});
after(() => org.remove());

function readerFor(alias: string, hidden: (object: string, field?: string) => boolean = () => false): Reader {
  const setup = setupObjects(org, FORCE_APP, '/nowhere');
  return readerOf({ schema: org.schema, store: org.store, setup, hidden }, asUser(org, org.people.byAlias(alias)));
}

const run = (soql: string, as = reader, withDeleted = false): ReturnType<typeof runQuery> =>
  runQuery(soql, { reader: as, today: TODAY.toISOString().slice(0, 10), withDeleted });

const rows = (soql: string, as = reader, withDeleted = false): readonly unknown[] =>
  restRows(run(soql, as, withDeleted), 'v67.0', 0, 1000);

const names = (where: string, object = 'Account'): string =>
  rows(`SELECT Name FROM ${object} ${where}`)
    .map((row) => (row as { Name: string }).Name)
    .join(' | ');

const refusal = (soql: string, as = reader): string => {
  try {
    run(soql, as);
  } catch (failure) {
    if (failure instanceof RestProblem) return `${failure.status} ${failure.errorCode}: ${failure.message}`;
    throw failure;
  }
  return 'none';
};

describe('conditions', () => {
  const cases: readonly (readonly [where: string, found: string])[] = [
    ["WHERE Name = 'ALIZÉ SA'", 'Alizé SA'],
    ["WHERE Name != 'alizé sa' AND BillingCity = 'dakar'", "L'Écume 100%"],
    ["WHERE Name LIKE 'alizé%'", 'Alizé SA | alizé sarl'],
    ["WHERE Name LIKE '%100\\%'", "L'Écume 100%"],
    ["WHERE Name LIKE 'Brume_Nord'", 'Brume_Nord'],
    ["WHERE Name LIKE 'Brume__ud'", 'Brume Sud'],
    ["WHERE Name LIKE 'Brume\\_%'", 'Brume_Nord'],
    ["WHERE Name = 'L\\'Écume 100%'", "L'Écume 100%"],
    ["WHERE Name LIKE '(.*'", ''],
    ["WHERE Name LIKE '%'", "Alizé SA | alizé sarl | L'Écume 100% | Brume_Nord | Brume Sud"],
    ["WHERE Name LIKE '%u%e%u%'", 'Brume Sud'],
    ["WHERE Name LIKE '_liz_ s%a'", 'Alizé SA'],
    ['WHERE BillingCity = null', 'Brume_Nord | Brume Sud'],
    ['WHERE BillingCity != null AND Phone = null', 'Alizé SA'],
    ["WHERE BillingCity != 'Dakar'", 'alizé sarl | Brume_Nord | Brume Sud'],
    ["WHERE Name IN ('brume sud', 'ALIZÉ SARL', 'x') ORDER BY Name", 'alizé sarl | Brume Sud'],
    ["WHERE BillingCity NOT IN ('Dakar', null)", 'alizé sarl'],
    ["WHERE NOT BillingCity = 'Dakar'", 'alizé sarl | Brume_Nord | Brume Sud'],
    ["WHERE (NOT Name LIKE 'A%') AND (BillingCity = 'Dakar' OR Phone = '80')", "L'Écume 100% | Brume Sud"],
    ["WHERE Phone = '77' OR (Phone = '80' AND NOT (Name = 'Brume Sud' OR Name = 'x'))", 'alizé sarl'],
    ["WHERE ((Phone > '77')) AND Phone <= '79'", "L'Écume 100% | Brume_Nord"],
    ['WHERE SystemModstamp = TODAY', 'Alizé SA'],
    ['WHERE SystemModstamp >= YESTERDAY', 'Alizé SA | alizé sarl'],
    ['WHERE SystemModstamp = LAST_N_DAYS:10', "Alizé SA | alizé sarl | L'Écume 100%"],
    ['WHERE SystemModstamp = LAST_MONTH', "L'Écume 100%"],
    ['WHERE SystemModstamp = LAST_YEAR', 'Brume_Nord'],
    ['WHERE SystemModstamp < THIS_YEAR', 'Brume_Nord | Brume Sud'],
    ['WHERE SystemModstamp = N_DAYS_AGO:1', 'alizé sarl'],
    ['WHERE SystemModstamp > 2026-03-01T10:00:00Z', 'Alizé SA'],
    ['WHERE SystemModstamp >= 2026-03-01T11:00:00.000+01:00', 'Alizé SA | alizé sarl'],
    ["WHERE Owner.Username LIKE 'integ%' AND Phone = '80'", 'Brume Sud'],
    ['WHERE Id IN (SELECT AccountId FROM Opportunity WHERE Amount > 1000)', "L'Écume 100%"],
    [
      "WHERE Id NOT IN (SELECT AccountId FROM Opportunity WHERE Name = 'Pompes')",
      "alizé sarl | L'Écume 100% | Brume_Nord | Brume Sud",
    ],
  ];
  for (const [where, found] of cases) test(where, () => assert.equal(names(where), found));

  test('with LIKE take no longer for a pattern that is made to take long', () => {
    const fits = likeTest(`'${'%a'.repeat(60)}%b'`);
    const started = performance.now();
    assert.equal(fits('a'.repeat(5_000)), false);
    assert.ok(performance.now() - started < 2_000);
  });

  test('of numbers, days and checkboxes', () => {
    const deals: readonly (readonly [where: string, found: string])[] = [
      ['WHERE Amount > 500', 'Tuyaux'],
      ['WHERE Amount <= 1500.50', 'Pompes | Tuyaux'],
      ['WHERE Amount = null', 'Câbles'],
      ['WHERE Amount != 500', 'Câbles | Tuyaux'],
      ['WHERE IsClosed = TRUE', 'Câbles'],
      ['WHERE CloseDate = 2026-04-15', 'Câbles'],
      ['WHERE CloseDate > TODAY AND CloseDate <= NEXT_N_DAYS:60', 'Câbles'],
      ['WHERE CloseDate = THIS_QUARTER', 'Pompes'],
      ['WHERE CloseDate = NEXT_QUARTER', 'Câbles | Tuyaux'],
      ["WHERE Account.Name LIKE 'l%'", 'Tuyaux'],
      ['WHERE Account.Owner.Name = null', 'Câbles'],
      ["WHERE StageName IN ('a') AND IsDeleted = false", 'Pompes | Tuyaux'],
    ];
    for (const [where, found] of deals) assert.equal(names(where, 'Opportunity'), found, where);
  });

  test('of ids take both forms, and keep their order for pages by id', () => {
    const ids = rows('SELECT Id FROM Account ORDER BY Id').map((row) => (row as { Id: string }).Id);
    const [first = '', second = ''] = ids;
    assert.equal(names(`WHERE Id = '${first.slice(0, 15)}'`), 'Alizé SA');
    assert.equal(names(`WHERE Id > '${second}' ORDER BY Id LIMIT 2`), "L'Écume 100% | Brume_Nord");
    assert.equal(names(`WHERE Id IN ('${second}', '${first}') ORDER BY Name`), 'Alizé SA | alizé sarl');
    assert.equal(names(`WHERE AccountId = '${first.slice(0, 15)}'`, 'Opportunity'), 'Pompes');
  });
});

describe('what a query gives', () => {
  test('stands in the order asked for, empty values first unless they are wanted last', () => {
    assert.equal(names('ORDER BY BillingCity, Name DESC LIMIT 3'), "Brume_Nord | Brume Sud | L'Écume 100%");
    assert.equal(names('ORDER BY BillingCity NULLS LAST, Name LIMIT 2'), "Alizé SA | L'Écume 100%");
    assert.equal(names('ORDER BY Phone DESC NULLS LAST LIMIT 2 OFFSET 1'), "Brume_Nord | L'Écume 100%");
    assert.equal(names('ORDER BY Account.Name, Amount', 'Opportunity'), 'Câbles | Pompes | Tuyaux');
    assert.equal(names('LIMIT 0'), '');
  });

  test('holds what lookups lead to, and null where they lead nowhere', () => {
    const [first, second] = rows(
      'select name, account.name, Account.Owner.Alias, amount from opportunity order by CloseDate',
    ) as readonly Record<string, unknown>[];
    assert.deepEqual(Object.keys(first ?? {}), ['attributes', 'Name', 'Account', 'Amount']);
    const { Account: account } = first as {
      Account: { attributes: { type: string }; Name: string; Owner: { Alias: string } };
    };
    assert.deepEqual([account.attributes.type, account.Name, account.Owner.Alias], ['Account', 'Alizé SA', 'integ']);
    assert.deepEqual([second?.['Name'], second?.['Account'], second?.['Amount']], ['Câbles', null, null]);
  });

  test('writes moments in whole seconds of UTC', () => {
    assert.deepEqual(
      rows("SELECT SystemModstamp FROM Account WHERE Name = 'Alizé SA'").map(
        (row) => (row as { SystemModstamp: string }).SystemModstamp,
      ),
      ['2026-03-02T10:00:00.000+0000'],
    );
  });

  test('counts and groups', () => {
    assert.equal(totalOf(run('SELECT COUNT() FROM Account')), 5);
    assert.equal(totalOf(run("SELECT COUNT() FROM Account WHERE BillingCity = 'Dakar' LIMIT 1")), 1);
    const attributes = { type: 'AggregateResult' };
    assert.deepEqual(rows('SELECT COUNT(Id), MAX(Amount) top, MIN(CloseDate) FROM Opportunity'), [
      { attributes, expr0: 3, top: 1500.5, expr1: '2026-03-02' },
    ]);
    assert.deepEqual(
      rows(
        'SELECT StageName, SUM(Amount) total, AVG(Amount), COUNT_DISTINCT(AccountId) n FROM Opportunity GROUP BY StageName',
      ),
      [
        { attributes, StageName: 'A', total: 2000.5, expr0: 1000.25, n: 2 },
        { attributes, StageName: 'B', total: null, expr0: null, n: 0 },
      ],
    );
  });

  test('has the recycle bin only when it is asked for', () => {
    const deleted = "SELECT Name FROM Account WHERE IsDeleted = true AND Name LIKE 'Clinique%'";
    assert.deepEqual([rows(deleted).length, rows(deleted, reader, true).length], [0, 1]);
    assert.equal(totalOf(run('SELECT COUNT() FROM Account WHERE IsDeleted = false', reader, true)), 5);
  });

  test('shows custom metadata', () => {
    const [first] = rows(
      "SELECT DeveloperName, Object__c, Active__c, Position__c FROM Capture_Field__mdt WHERE Key__c = 'opportunity.name'",
    ) as readonly Record<string, unknown>[];
    assert.deepEqual(
      [first?.['DeveloperName'], first?.['Object__c'], first?.['Active__c'], typeof first?.['Position__c']],
      ['Opportunity_Name', 'Opportunity', true, 'number'],
    );
    assert.equal(totalOf(run('SELECT COUNT() FROM Capture_Setting__mdt')), 1);
  });

  test('shows the org itself', () => {
    const [found] = rows('SELECT Id, Name, IsSandbox FROM Organization') as readonly Record<string, unknown>[];
    assert.deepEqual([found?.['Id'], found?.['Name'], found?.['IsSandbox']], [org.id, org.name, false]);
  });

  test('may be all fields of a kind', () => {
    const all = Object.keys((rows('SELECT FIELDS(ALL) FROM Account LIMIT 1')[0] ?? {}) as object);
    assert.ok(all.includes('SystemModstamp') && all.includes('BillingCity'), all.join());
    assert.match(refusal('SELECT FIELDS(ALL) FROM Account'), /must have a LIMIT of at most 200/);
  });
});

describe('queries that Salesforce refuses', () => {
  const cases: readonly (readonly [soql: string, refusal: RegExp])[] = [
    ['SELECT Id FROM Nothing__c', /^400 INVALID_TYPE: sObject type 'Nothing__c' is not supported\./],
    ['SELECT Nothing FROM Account', /^400 INVALID_FIELD: No such column 'Nothing' on entity 'Account'\./],
    ["SELECT Id FROM Account WHERE Nothing = 'x'", /^400 INVALID_FIELD: No such column 'Nothing'/],
    ['SELECT Id FROM Account ORDER BY Nothing', /^400 INVALID_FIELD: No such column 'Nothing'/],
    ['SELECT Nobody.Name FROM Account', /^400 INVALID_FIELD: Didn't understand relationship 'Nobody' in field path/],
    ['SELECT Owner.Nothing FROM Account', /^400 INVALID_FIELD: No such column 'Nothing' on entity 'User'/],
    ['SELECT Id, id FROM Account', /^400 MALFORMED_QUERY: duplicate field selected: Id/],
    ['SELECT Id FROM', /^400 MALFORMED_QUERY: unexpected token/],
    ['SELECT Id FROM Account WHERE', /^400 MALFORMED_QUERY: unexpected token/],
    ["SELECT Id FROM Account WHERE Name = 'x", /^400 MALFORMED_QUERY: line 1: unexpected char/],
    ["SELECT Id FROM Account WHERE (Name = 'x'", /^400 MALFORMED_QUERY/],
    ['DELETE FROM Account', /^400 MALFORMED_QUERY: unexpected token: 'DELETE'/],
    [
      "SELECT Id FROM Account WHERE Name = 'x' OR Phone = 'y' AND Phone = 'z'",
      /^400 MALFORMED_QUERY: unexpected token: 'AND'/,
    ],
    [
      "SELECT Id FROM Opportunity WHERE Amount = '5'",
      /^400 INVALID_FIELD: .*'Amount' must be of type currency and should not be enclosed in quotes/,
    ],
    [
      'SELECT Id FROM Account WHERE Name = 5',
      /^400 INVALID_FIELD: .*'Name' must be of type string and should be enclosed in quotes/,
    ],
    [
      'SELECT Id FROM Account WHERE CreatedDate > 2026-01-01',
      /^400 INVALID_FIELD: .*'CreatedDate' must be of type dateTime/,
    ],
    ["SELECT Id FROM Account WHERE Description = 'x'", /^400 INVALID_FIELD: field 'Description' can not be filtered/],
    ["SELECT Id FROM Account WHERE Id = 'x'", /^400 INVALID_QUERY_FILTER_OPERATOR: invalid ID field: x/],
    ['SELECT Id FROM Account WHERE IsDeleted > true', /^400 INVALID_FIELD: Invalid operator/],
    ['SELECT Id FROM Account OFFSET 2001', /^400 NUMBER_OUTSIDE_VALID_RANGE: Maximum SOQL offset allowed is 2000/],
    ['SELECT Name, COUNT(Id) FROM Account', /^400 MALFORMED_QUERY: Field must be grouped or aggregated: Name/],
    [
      `SELECT Id FROM Account WHERE Name = '${'x'.repeat(100_000)}'`,
      /^400 MALFORMED_QUERY: SOQL statements cannot be longer/,
    ],
    ['SELECT Id FROM Account WHERE Id IN (SELECT Id, Name FROM Account)', /^400 MALFORMED_QUERY/],
  ];
  for (const [soql, expected] of cases) {
    test(soql.slice(0, 90), () => assert.match(refusal(soql), expected));
  }

  test('a field or object that the user may not see is one that is not there', () => {
    const isHidden = (object: string, field?: string): boolean => object === 'Contact' || field === 'Phone';
    const restricted = readerFor('integ', isHidden);
    assert.match(refusal('SELECT Phone FROM Account', restricted), /INVALID_FIELD: No such column 'Phone'/);
    assert.match(refusal("SELECT Id FROM Account WHERE Phone = '77'", restricted), /INVALID_FIELD/);
    assert.match(refusal('SELECT Id FROM Contact', restricted), /INVALID_TYPE: sObject type 'Contact'/);
    assert.match(refusal('SELECT Draft_Content__c FROM Opportunity_Draft__c', readerFor('asarr')), /INVALID_/);
  });

  test('records of others stay hidden from those below them', () => {
    assert.equal(rows('SELECT Id FROM Opportunity', readerFor('bfaye')).length, 0);
  });
});
