import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Connection } from 'jsforce';

import { call, connect, jsonOf } from '../../testing/rest-client.ts';
import { startRestOrg } from '../../testing/rest-org.ts';
import type { RestOrg } from '../../testing/rest-org.ts';

const JOBS = '/services/data/v67.0/jobs/query';

let org: RestOrg;
let connection: Connection;
let deleted: number;

before(async () => {
  org = await startRestOrg({ accounts: 25, bulkPageRows: 20 });
  const ofDemo = org.records('Account').slice(0, -25);
  for (const { id } of ofDemo) org.delete(id);
  deleted = ofDemo.length;
  connection = await connect(org);
});
after(() => org.close());

function request(
  path: string,
  method = 'GET',
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const given = { 'content-type': 'application/json', ...headers };
  return call(org, connection.accessToken, `${JOBS}${path}`, { method, headers: given, ...init });
}

async function create(query: string, more: object = {}): Promise<Readonly<Record<string, unknown>>> {
  return jsonOf(await request('', 'POST', { operation: 'query', query, ...more }));
}

const stateOf = async (id: unknown): Promise<unknown> => (await jsonOf(await request(`/${id}`)))['state'];

/** A job that is looked at until it is complete. */
async function finished(query: string, more: object = {}): Promise<unknown> {
  const { id } = await create(query, more);
  assert.deepEqual([await stateOf(id), await stateOf(id)], ['InProgress', 'JobComplete']);
  return id;
}

async function codeOf(response: Response): Promise<string> {
  const body: unknown = await response.json();
  const [first] = Array.isArray(body) ? (body as { readonly errorCode: string }[]) : [];
  return `${response.status} ${first?.errorCode}`;
}

describe('a bulk query', () => {
  test('is taken in, worked on and complete', async () => {
    const job = await create('SELECT Id, Name FROM Account');
    assert.match(String(job['id']), /^750/);
    const told = [
      'operation',
      'object',
      'state',
      'concurrencyMode',
      'contentType',
      'apiVersion',
      'lineEnding',
      'columnDelimiter',
    ];
    assert.deepEqual(
      told.map((name) => job[name]),
      ['query', 'Account', 'UploadComplete', 'Parallel', 'CSV', 67, 'LF', 'COMMA'],
    );
    assert.equal(await codeOf(await request(`/${job['id']}/results`)), '400 INVALIDJOBSTATE');
    assert.equal(await stateOf(job['id']), 'InProgress');
    const done = await jsonOf(await request(`/${job['id']}`));
    assert.deepEqual([done['state'], done['numberRecordsProcessed']], ['JobComplete', 25]);
  });

  test('gives its rows in pages, each with the header, every value in quotes', async () => {
    const id = await finished('SELECT Name, BillingCity, Description, Owner.Name FROM Account ORDER BY Name');
    const sizes: number[] = [];
    const lines: string[] = [];
    let locator = '';
    for (let page = 0; page < 9 && locator !== 'null'; page++) {
      const response = await request(`/${id}/results?maxRecords=10${locator && `&locator=${locator}`}`);
      locator = response.headers.get('sforce-locator') ?? 'null';
      sizes.push(Number(response.headers.get('sforce-numberofrecords')));
      const [header, ...rows] = (await response.text()).trimEnd().split('\n');
      assert.equal(header, '"Name","BillingCity","Description","Owner.Name"');
      lines.push(...rows);
    }
    assert.deepEqual(sizes, [10, 10, 5]);
    assert.equal(new Set(lines).size, 25);
    assert.match(lines[0] ?? '', /^"Agro [^"]+","[^"]+","","Integration User"$/);
    const server = await request(`/${id}/results`);
    assert.equal(server.headers.get('sforce-numberofrecords'), '20');
    assert.equal(await codeOf(await request(`/${id}/results?locator=x`)), '400 INVALID_QUERY_LOCATOR');
    assert.equal(await codeOf(await request(`/${id}/results?maxRecords=0`)), '400 INVALIDJOB');
  });

  test('writes quotes, line ends, delimiters and moments as it was asked to', async () => {
    org.insert('Account', {
      Name: 'Dit "Le Port"',
      Description: 'deux\nlignes; fin',
      CreatedDate: '2026-03-02T09:00:00.123Z',
    });
    const query = "SELECT Name, Description, CreatedDate, IsDeleted FROM Account WHERE Name LIKE 'Dit%'";
    const id = await finished(query, { columnDelimiter: 'SEMICOLON', lineEnding: 'CRLF' });
    assert.equal(
      await (await request(`/${id}/results`, 'GET', undefined, { 'accept-encoding': 'identity' })).text(),
      '"Name";"Description";"CreatedDate";"IsDeleted"\r\n"Dit ""Le Port""";"deux\nlignes; fin";"2026-03-02T09:00:00.000Z";"false"\r\n',
    );
    const zipped = await request(`/${id}/results`, 'GET', undefined, { 'accept-encoding': 'gzip' });
    assert.equal(zipped.headers.get('content-encoding'), 'gzip');
    assert.match(await zipped.text(), /^"Name"/);
  });

  test('has the recycle bin when it is a queryAll', async () => {
    const query = 'SELECT Id FROM Account WHERE IsDeleted = true';
    const sizeOf = async (operation: string): Promise<string | null> => {
      const id = await finished(query, { operation });
      return (await request(`/${id}/results`)).headers.get('sforce-numberofrecords');
    };
    assert.deepEqual([await sizeOf('query'), await sizeOf('queryAll')], ['0', String(deleted)]);
  });

  test('is read by jsforce', async () => {
    connection.bulk2.pollInterval = 1;
    const records = await (
      await connection.bulk2.query("SELECT Id, Name FROM Account WHERE Name LIKE 'Agro%'")
    ).toArray();
    assert.equal(records.length, 3);
    assert.match(String(records[0]?.['Name']), /^Agro/);
  });

  test('is refused for what cannot be asked', async () => {
    const cases: readonly (readonly [body: unknown, expected: string])[] = [
      [{ operation: 'query', query: 'SELECT Nothing FROM Account' }, '400 INVALID_FIELD'],
      [{ operation: 'query', query: 'SELECT Id FROM Nothing' }, '400 INVALID_TYPE'],
      [{ operation: 'query', query: 'SELECT' }, '400 MALFORMED_QUERY'],
      [{ operation: 'insert', query: 'SELECT Id FROM Account' }, '400 INVALIDJOB'],
      [{ operation: 'query', query: 'SELECT Id FROM Account', columnDelimiter: 'constructor' }, '400 INVALIDJOB'],
      [[], '400 INVALIDJOB'],
    ];
    for (const [body, expected] of cases) {
      assert.equal(await codeOf(await request('', 'POST', body)), expected, JSON.stringify(body));
    }
    const { id } = await create('SELECT COUNT() FROM Account');
    await stateOf(id);
    assert.equal(await stateOf(id), 'Failed');
    assert.equal(await codeOf(await request('/750WB0000000001AAA')), '404 NOT_FOUND');
  });

  test('is aborted while it runs and deleted when it is over, by its owner', async () => {
    const { id } = await create('SELECT Id FROM Account');
    assert.equal(await codeOf(await request(`/${id}`, 'DELETE')), '400 INVALIDJOBSTATE');
    assert.equal((await jsonOf(await request(`/${id}`, 'PATCH', { state: 'Aborted' })))['state'], 'Aborted');
    assert.equal(await codeOf(await request(`/${id}`, 'PATCH', { state: 'Aborted' })), '400 INVALIDJOBSTATE');
    assert.equal((await request(`/${id}`, 'DELETE')).status, 204);
    assert.equal(await codeOf(await request(`/${id}`)), '404 NOT_FOUND');
  });

  test('fails, or loses its results, when a test wants it', async () => {
    org.failJobs();
    const { id } = await create('SELECT Id FROM Account');
    await stateOf(id);
    const failed = await jsonOf(await request(`/${id}`));
    assert.deepEqual([failed['state'], typeof failed['errorMessage']], ['Failed', 'string']);
    const next = await finished('SELECT Id FROM Account');
    org.expireJobs();
    assert.equal(await codeOf(await request(`/${next}/results`)), '404 NOT_FOUND');
  });
});
