import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Connection } from 'jsforce';

import { call, connect, jsonOf, refusalOf } from '../../testing/rest-client.ts';
import { startRestOrg } from '../../testing/rest-org.ts';
import type { RestOrg } from '../../testing/rest-org.ts';

let org: RestOrg;
let connection: Connection;

before(async () => {
  org = await startRestOrg();
  connection = await connect(org);
});
after(() => org.close());

const DATA = '/services/data/v67.0';
const NEXT_YEAR = `${new Date().getFullYear() + 1}-06-30`;
const deal = (fields: object = {}): object => ({
  Name: 'Pompes',
  StageName: 'Prospection',
  CloseDate: NEXT_YEAR,
  ...fields,
});

/** What the API answers past jsforce: `status code,code`. */
async function told(method: string, path: string, body?: unknown): Promise<string> {
  const init = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const headers = { 'content-type': 'application/json' };
  const response = await call(org, connection.accessToken, `${DATA}${path}`, { method, headers, ...init });
  const answer = (await response.text()) || '[]';
  const list = JSON.parse(answer) as readonly { readonly errorCode?: string }[];
  return `${response.status} ${Array.isArray(list) ? list.map(({ errorCode }) => errorCode).join() : ''}`.trim();
}

describe('a record', () => {
  test('is made, read, changed and told apart from what is not there', async () => {
    const made = await connection.sobject('Account').create({ Name: 'Ardane Mines', Phone: '77' });
    assert.deepEqual({ ...made, id: '' }, { id: '', success: true, errors: [] });
    const id = String(made.id);
    await connection.sobject('Account').update({ Id: id, phone: '78', BillingCity: ' Dakar ' });
    const read = await connection.sobject('Account').retrieve(id);
    assert.deepEqual([read['Phone'], read['BillingCity'], read['IsDeleted']], ['78', 'Dakar', false]);
    assert.match(String(read['SystemModstamp']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/);
    const few = await jsonOf(
      await call(org, connection.accessToken, `${DATA}/sobjects/Account/${id}?fields=Name,phone`),
    );
    assert.deepEqual(Object.keys(few), ['attributes', 'Name', 'Phone', 'Id']);

    org.delete(id);
    assert.equal(await told('GET', `/sobjects/Account/${id}`), '404 ENTITY_IS_DELETED');
    assert.equal(await told('PATCH', `/sobjects/Account/${id}`, {}), '404 ENTITY_IS_DELETED');
    assert.equal(await told('GET', '/sobjects/Account/001WB00000zzzzzzzz'), '404 NOT_FOUND');
    assert.equal(await told('GET', '/sobjects/Nothing/001WB0000000001'), '404 NOT_FOUND');
    assert.equal(await told('GET', '/sobjects/Account/x'), '404 NOT_FOUND');
  });

  test('is refused as Salesforce refuses it', async () => {
    const [account = { id: '' }] = org.records('Account');
    const cases: readonly (readonly [object: string, body: unknown, expected: string])[] = [
      ['Account', {}, '400 REQUIRED_FIELD_MISSING'],
      ['Account', { Name: 'x', Nothing: 1 }, '400 INVALID_FIELD'],
      ['Account', { Name: 'x', CreatedDate: '2026-01-01T00:00:00Z' }, '400 INVALID_FIELD_FOR_INSERT_UPDATE'],
      ['Account', { Name: { a: 1 } }, '400 JSON_PARSER_ERROR'],
      ['Account', [], '400 JSON_PARSER_ERROR'],
      ['Account', '{"Name":', '400 JSON_PARSER_ERROR'],
      ['Account', { Name: 'x'.repeat(256) }, '400 STRING_TOO_LONG'],
      ['Contact', { LastName: 'x', Email: 'x' }, '400 INVALID_EMAIL_ADDRESS'],
      ['Contact', { LastName: 'x', AccountId: 'x' }, '400 MALFORMED_ID'],
      ['Contact', { LastName: 'x', AccountId: '001WB00000zzzzz' }, '400 INVALID_CROSS_REFERENCE_KEY'],
      ['Opportunity', deal({ Amount: 'viel' }), '400 JSON_PARSER_ERROR'],
      ['Opportunity', deal({ Amount: '5.5', CloseDate: '2020-01-01' }), '400 FIELD_CUSTOM_VALIDATION_EXCEPTION'],
      ['Opportunity', deal({ CloseDate: '30/04/2030' }), '400 JSON_PARSER_ERROR'],
      ['Opportunity', deal({ StageName: 'Nowhere' }), '400 INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
      ['Capture_Setting__mdt', { MasterLabel: 'x' }, '400 CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY'],
    ];
    for (const [object, body, expected] of cases) {
      assert.equal(await told('POST', `/sobjects/${object}`, body), expected, JSON.stringify(body).slice(0, 60));
    }
    assert.equal(await told('DELETE', `/sobjects/Account/${account.id}`), '403 INSUFFICIENT_ACCESS_OR_READONLY');
    assert.equal(await told('PUT', `/sobjects/Account/${account.id}`, {}), '405 METHOD_NOT_ALLOWED');
    assert.equal(await told('GET', '/nothing'), '404 NOT_FOUND');
    const numbers = await connection.sobject('Opportunity').create(deal({ Amount: '5.5' }));
    assert.equal(org.org.store.get(String(numbers.id))?.fields['Amount'], 5.5);
  });

  test('that is there already is told with its match, and made when the caller insists', async () => {
    const { id } = await connection.sobject('Account').create({ Name: 'Doublon' });
    const response = await call(org, connection.accessToken, `${DATA}/sobjects/Account`, {
      method: 'POST',
      body: JSON.stringify({ Name: 'DOUBLON' }),
      headers: { 'content-type': 'application/json' },
    });
    const [problem] = (await response.json()) as readonly {
      readonly errorCode: string;
      readonly duplicateResut: {
        readonly allowSave: boolean;
        readonly matchResults: readonly {
          readonly matchRecords: readonly { readonly record: { readonly Id: string } }[];
        }[];
      };
    }[];
    assert.deepEqual([response.status, problem?.errorCode], [400, 'DUPLICATES_DETECTED']);
    assert.equal(problem?.duplicateResut.allowSave, true);
    assert.equal(problem?.duplicateResut.matchResults[0]?.matchRecords[0]?.record.Id, id);
    const insisting = { headers: { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' } };
    assert.equal((await connection.sobject('Account').create({ Name: 'Doublon' }, insisting)).success, true);
    assert.match(await refusalOf(connection.sobject('Account').create({ Name: 'Doublon' })), /^DUPLICATES_DETECTED/);
  });
});

describe('an external id', () => {
  const draft = { Status__c: 'Waiting' };
  const asSystem = (): string => org.insert('Opportunity_Draft__c', { Draft_Id__c: 'known', ...draft, Name: 'DR-1' });

  test('names a record, and several are told', async () => {
    const id = asSystem();
    const read = await jsonOf(
      await call(org, connection.accessToken, `${DATA}/sobjects/Opportunity_Draft__c/Draft_Id__c/known`),
    );
    assert.equal(read['Id'], id);
    asSystem();
    const response = await call(org, connection.accessToken, `${DATA}/sobjects/Opportunity_Draft__c/Draft_Id__c/known`);
    assert.equal(response.status, 300);
    assert.equal(((await response.json()) as unknown[]).length, 2);
    assert.equal(await told('GET', '/sobjects/Opportunity_Draft__c/Draft_Id__c/unknown'), '404 NOT_FOUND');
    assert.equal(await told('GET', '/sobjects/Account/Name/x'), '404 NOT_FOUND');
  });

  test('is not to stand in the body too', async () => {
    const path = '/sobjects/Opportunity_Draft__c/Draft_Id__c/y';
    assert.equal(await told('PATCH', path, { Draft_Id__c: 'y' }), '400 INVALID_FIELD');
  });

  test('upserts: 201 for what is made, 200 for what is changed', async () => {
    const id = asSystem().slice(0, 15);
    assert.equal(
      await told('PATCH', `/sobjects/Opportunity_Draft__c/Id/${id}`, { Nothing__c: 1 }),
      '400 INVALID_FIELD',
    );
    const path = '/sobjects/Opportunity_Draft__c/Draft_Id__c/a%2Fb';
    assert.equal(
      await told('PATCH', path, { Source_Kind__c: 'Nothing' }),
      '400 INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    );
    assert.equal(await told('PATCH', path, { Capture_Id__c: 'first' }), '201');
    assert.equal(await told('PATCH', path, { Capture_Id__c: 'second' }), '200');
    const [made] = org.org.store.find('Opportunity_Draft__c', { Draft_Id__c: 'a/b' });
    assert.equal(made?.fields['Capture_Id__c'], 'second');
    const { id: account } = await connection.sobject('Account').create({ Name: 'Umbara' });
    assert.equal(await told('PATCH', `/sobjects/Account/Id/${account}`, { Phone: '1' }), '200');
    assert.equal(await told('PATCH', '/sobjects/Account/Id/001WB00000zzzzz', { Phone: '1' }), '404 NOT_FOUND');
  });
});

describe('a collection', () => {
  test('has a result for each record, in order', async () => {
    const results = await connection.sobject('Account').create([{ Name: 'Un' }, { Nothing: 1 }, {}, { Name: 'Deux' }]);
    assert.deepEqual(
      results.map(({ success, errors }) => [
        success,
        ...errors.map((each) => (each as { statusCode?: string }).statusCode),
      ]),
      [[true], [false, 'INVALID_FIELD'], [false, 'REQUIRED_FIELD_MISSING'], [true]],
    );
    const changed = await connection.sobject('Account').update([
      { Id: String(results[0]?.id), Phone: '1' },
      { Id: '001WB00000zzzzz', Phone: '1' },
    ]);
    assert.deepEqual(
      changed.map(({ success }) => success),
      [true, false],
    );
  });

  test('is saved as a whole or not at all when that is asked for', async () => {
    const before = org.records('Account').length;
    const results = await connection.sobject('Account').create([{ Name: 'Trois' }, {}], { allOrNone: true });
    assert.equal(org.records('Account').length, before);
    const codes = results.map(({ errors }) => (errors[0] as { statusCode?: string }).statusCode);
    assert.deepEqual(codes, ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'REQUIRED_FIELD_MISSING']);
  });

  test('is upserted, read and deleted as its user may', async () => {
    const { id } = await connection.sobject('Account').create({ Name: 'Quatre' });
    const records = [
      { attributes: { type: 'Account' }, Id: id, Phone: '4' },
      { attributes: { type: 'Contact' }, Id: id },
    ];
    const response = await call(org, connection.accessToken, `${DATA}/composite/sobjects/Account/Id`, {
      method: 'PATCH',
      body: JSON.stringify({ records }),
      headers: { 'content-type': 'application/json' },
    });
    const results = (await response.json()) as readonly { readonly success: boolean; readonly created?: boolean }[];
    assert.deepEqual(
      results.map(({ success, created }) => [success, created]),
      [
        [true, false],
        [false, undefined],
      ],
    );
    const drafts = [{ Draft_Id__c: 'n-1' }, { Draft_Id__c: 'n-1', Capture_Id__c: 'x' }];
    const upserted = await connection.sobject('Opportunity_Draft__c').upsert(drafts, 'Draft_Id__c');
    assert.deepEqual(
      upserted.map(({ success, created }) => [success, created]),
      [
        [true, true],
        [true, false],
      ],
    );
    const read = await connection.sobject('Account').retrieve([String(id)]);
    assert.equal(read[0]?.['Phone'], '4');
    const deleted = await connection.sobject('Account').destroy([String(id), '001WB00000zzzzz']);
    assert.deepEqual(
      deleted.map(({ success }) => success),
      [false, false],
    );
  });

  test('holds 200 records and no more', async () => {
    const records = Array.from({ length: 201 }, () => ({ attributes: { type: 'Account' }, Name: 'x' }));
    assert.equal(await told('POST', '/composite/sobjects', { records }), '400 EXCEEDED_ID_LIMIT');
    assert.equal(await told('POST', '/composite/sobjects', { records: 'x' }), '400 JSON_PARSER_ERROR');
  });
});

describe('a composite call', () => {
  const part = (referenceId: string, method: string, url: string, body?: unknown): object => ({
    referenceId,
    method,
    url: `${DATA}${url}`,
    body,
  });
  const run = async (
    allOrNone: boolean,
    compositeRequest: readonly object[],
  ): Promise<readonly { readonly httpStatusCode: number; readonly body: unknown }[]> => {
    const body = JSON.stringify({ allOrNone, compositeRequest });
    const { compositeResponse } = await connection.requestPost<{
      compositeResponse: readonly { readonly httpStatusCode: number; readonly body: unknown }[];
    }>('/composite', JSON.parse(body));
    return compositeResponse;
  };

  test('passes on what earlier parts answered', async () => {
    const responses = await run(true, [
      part('account', 'POST', '/sobjects/Account', { Name: 'Composé' }),
      part('person', 'POST', '/sobjects/Contact', { LastName: 'Sy "x"', AccountId: '@{account.id}' }),
      part('found', 'GET', "/query?q=SELECT+Name,Account.Name+FROM+Contact+WHERE+AccountId='@{account.id}'"),
    ]);
    assert.deepEqual(
      responses.map(({ httpStatusCode }) => httpStatusCode),
      [201, 201, 200],
    );
    assert.equal(
      (responses[2]?.body as { records: readonly { Account: { Name: string } }[] }).records[0]?.Account.Name,
      'Composé',
    );
  });

  test('undoes all of it, or goes on without what failed', async () => {
    const requests = [
      part('account', 'POST', '/sobjects/Account', { Name: 'Défait' }),
      part('person', 'POST', '/sobjects/Contact', { AccountId: '@{account.id}' }),
      part('other', 'POST', '/sobjects/Contact', { LastName: 'Ba', Description: '@{person.id}' }),
    ];
    const made = (): number => org.org.store.find('Account', { Name: 'Défait' }).length;
    const codes = (responses: readonly { readonly body: unknown }[]): readonly unknown[] =>
      responses.map(({ body }) => (Array.isArray(body) ? body[0].errorCode : 'made'));
    assert.deepEqual(codes(await run(true, requests)), [
      'PROCESSING_HALTED',
      'REQUIRED_FIELD_MISSING',
      'PROCESSING_HALTED',
    ]);
    assert.equal(made(), 0);
    assert.deepEqual(codes(await run(false, requests)), ['made', 'REQUIRED_FIELD_MISSING', 'PROCESSING_HALTED']);
    assert.equal(made(), 1);
  });

  test('holds 25 parts, none of them composite; a batch has their results', async () => {
    const limits = part('a', 'GET', '/limits');
    assert.equal(await told('POST', '/composite', { compositeRequest: Array(26).fill(limits) }), '400 LIMIT_EXCEEDED');
    const nested = [part('a', 'POST', '/composite', {})];
    assert.equal(await told('POST', '/composite', { compositeRequest: nested }), '400 INVALID_INPUT');
    assert.equal(await told('POST', '/composite', {}), '400 JSON_PARSER_ERROR');
    const batchRequests = [
      { method: 'GET', url: 'v67.0/limits' },
      { method: 'GET', url: 'v67.0/nothing' },
    ];
    const batch = await connection.requestPost<{ hasErrors: boolean; results: readonly { statusCode: number }[] }>(
      '/composite/batch',
      { batchRequests },
    );
    assert.deepEqual([batch.hasErrors, batch.results.map(({ statusCode }) => statusCode)], [true, [200, 404]]);
  });
});

describe('what was changed and deleted', () => {
  test('is listed for a stretch of time', async () => {
    const id = org.insert('Account', { Name: 'Passager' });
    const stays = org.insert('Account', { Name: 'Reste' });
    org.delete(id);
    const [start, end] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];
    const updated = await connection.sobject('Account').updated(start, end);
    assert.ok(updated.ids.includes(stays) && !updated.ids.includes(id));
    const deleted = await connection.sobject('Account').deleted(start, end);
    assert.ok(deleted.deletedRecords.some((each) => each.id === id));
    assert.match(await refusalOf(connection.sobject('Account').deleted(end, start)), /^INVALID_REPLICATION_DATE/);
    const long = new Date(Date.now() - 40 * 86_400_000);
    assert.match(await refusalOf(connection.sobject('Account').updated(long, end)), /^INVALID_REPLICATION_DATE/);
    assert.equal(await told('GET', '/sobjects/Account/updated?start=x'), '400 MISSING_ARGUMENT');
  });
});

describe('descriptions', () => {
  test('show fields, picklists and what the user may do', async () => {
    const { sobjects } = await connection.describeGlobal();
    assert.ok(
      ['Account', 'Opportunity_Draft__c', 'Capture_Field__mdt'].every((name) =>
        sobjects.some((each) => each.name === name),
      ),
    );
    const { fields, deletable, createable } = await connection.describe('Opportunity');
    assert.deepEqual([createable, deletable], [true, false]);
    const stage = fields.find(({ name }) => name === 'StageName');
    assert.equal(stage?.type, 'picklist');
    assert.ok(stage?.picklistValues?.some(({ value }) => value === 'Prospection'));
    assert.deepEqual(fields.find(({ name }) => name === 'AccountId')?.referenceTo, ['Account']);
    assert.equal(fields.find(({ name }) => name === 'IsWon')?.updateable, false);
    assert.match(await refusalOf(connection.describe('Nothing')), /^NOT_FOUND/);
  });

  test('leave out what a test hides', async () => {
    org.hide('Account', 'Phone');
    org.hide('Contact');
    const { fields } = await connection.describe('Account');
    assert.ok(!fields.some(({ name }) => name === 'Phone'));
    assert.equal(
      await told('PATCH', `/sobjects/Account/${org.records('Account')[0]?.id}`, { Phone: '1' }),
      '400 INVALID_FIELD',
    );
    assert.match(await refusalOf(connection.describe('Contact')), /^NOT_FOUND/);
    org.showAll();
    assert.ok((await connection.describe('Account')).fields.some(({ name }) => name === 'Phone'));
  });
});
