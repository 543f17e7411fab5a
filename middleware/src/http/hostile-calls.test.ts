import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { capture as captureShape, draft as draftShape, type Draft } from '../drafts/schema.ts';
import { createLog } from '../platform/log.ts';
import { capturesKept, naughtyStrings, several } from '../testing/hostile.ts';
import {
  captureBody,
  ORG,
  OTHER_ORG,
  startMiddleware,
  type Answer,
  type TestMiddleware,
} from '../testing/middleware.ts';
import { openConnection, readAnswers } from '../testing/raw-calls.ts';
import { OTHER_REP, signToken } from '../testing/tokens.ts';

const WAIT = { prefer: 'wait=20' };
const NOTE = 'Banque Atlas veut 20 serveurs, budget 45 M FCFA.';
const DEPTH = 100_000;

/** What a header may hold of a string: bytes, on one line. */
const asHeader = (text: string) =>
  Buffer.from(text.replace(/[\u0000-\u0008\u000a-\u001f\u007f]/g, ''))
    .toString('latin1')
    .trim();

describe('hostile calls', { timeout: 300_000 }, () => {
  let middleware: TestMiddleware;
  let draft: Draft;
  let captures = 0;
  const lines: string[] = [];
  before(async () => {
    const log = createLog('info', { write: (line) => void lines.push(line) });
    middleware = await startMiddleware({}, { log });
    const made = await middleware.call('POST', '/v1/captures', { body: captureBody({ text: NOTE }), headers: WAIT });
    captures += 1;
    [draft] = captureShape.parse(made.body).drafts as [Draft];
  });
  after(() => middleware.remove());

  const refused = (answer: Answer, status: number, code: string, what = '') =>
    assert.deepEqual([answer.status, answer.body['code']], [status, code], what);
  const addDraft = async (): Promise<Draft> => {
    const body = { id: randomUUID() };
    const answer = await middleware.call('POST', `/v1/captures/${draft.captureId}/drafts`, { body });
    return draftShape.parse(answer.body);
  };
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    middleware.call('POST', '/v1/captures', { body, headers });

  it('takes naughty strings for no id and no query, and in headers for nothing', async () => {
    await several(naughtyStrings(), async (text) => {
      const encoded = encodeURIComponent(text.toWellFormed());
      const value = asHeader(text);
      const headers = { prefer: value, 'x-request-id': value, 'if-match': value, accept: value, cookie: value };
      const answer = await middleware.call('GET', `/v1/captures/${encoded}`, { headers });
      assert.ok([404, 405].includes(answer.status), `${text}: ${answer.status}`);
      assert.match(answer.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
      const query = `cursor=${encoded.slice(0, 150)}x&state=${encoded.slice(0, 150)}x`;
      refused(await middleware.call('GET', `/v1/drafts?${query}`), 400, 'query-invalid', text);
    });
  });

  it('takes naughty strings for no version', async () => {
    const { id } = await addDraft();
    const changes = [{ path: 'opportunity.nextStep', value: 'x' }];
    await several(
      naughtyStrings()
        .map(asHeader)
        .filter((value) => value !== '' && !/^"?1"?$/.test(value)),
      async (value) => {
        const answer = await middleware.call('PATCH', `/v1/drafts/${id}`, {
          body: { changes },
          headers: { 'if-match': value },
        });
        assert.ok([400, 412].includes(answer.status), `${value}: ${answer.status}`);
      },
    );
  });

  it('takes naughty strings for no date, amount, currency or choice of a list', async () => {
    const { id } = await addDraft();
    const paths = ['closeDate', 'amount', 'currency', 'stage', 'type'].map((field) => `opportunity.${field}`);
    await several(naughtyStrings(), async (value) => {
      const changes = paths.map((path) => ({ path, value: `${value}!` }));
      const answer = await middleware.call('PATCH', `/v1/drafts/${id}`, {
        body: { changes },
        headers: { 'if-match': '"1"' },
      });
      refused(answer, 422, 'change-invalid', JSON.stringify(value));
      assert.equal((answer.body['errors'] as unknown[]).length, paths.length, JSON.stringify(value));
    });
  });

  for (const [what, body, status, code] of [
    ['nothing', '', 422, 'context-missing'],
    ['half a body', '{"id":', 400, 'malformed-json'],
    ['two bodies', '{}{}', 400, 'malformed-json'],
    ['a comma too many', '{"id":1,}', 400, 'malformed-json'],
    ['NaN', '{"id":NaN}', 400, 'malformed-json'],
    ['a text', '"text"', 400, 'malformed-json'],
    ['null', 'null', 400, 'malformed-json'],
    ['a byte order mark and nothing', '\ufeff', 422, 'context-missing'],
    ['a hundred thousand lists in each other', '['.repeat(DEPTH), 400, 'malformed-json'],
    ['a hundred thousand lists in each other, closed', '['.repeat(DEPTH) + ']'.repeat(DEPTH), 422, 'context-missing'],
    [
      'a hundred thousand objects in each other',
      `${'{"context":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`,
      422,
      'text-missing',
    ],
    [
      'keys of prototypes',
      '{"__proto__":{"context":{},"text":"x"},"constructor":{"prototype":{"context":{}}}}',
      422,
      'context-missing',
    ],
    ['one member twice', '{"context":{},"text":"x","id":1,"id":2}', 422, 'body-invalid'],
    ['numbers without end', `{"context":{},"text":"x","id":${'9'.repeat(100_000)}}`, 422, 'body-invalid'],
    [
      'a hundred thousand members',
      `{"context":{},"text":"x",${Array.from({ length: 100_000 }, (_, index) => `"${index}":1`).join()}}`,
      422,
      'body-invalid',
    ],
    ['more than four megabytes', `{"text":"${'x'.repeat(4_200_000)}"}`, 413, 'body-too-large'],
  ] as const) {
    it(`refuses ${what}: ${code}`, async () => refused(await post(body), status, code));
  }

  it('keeps what is no member of a capture out of it, and every object as it was', async () => {
    const body = JSON.stringify(captureBody()).replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"owner":"x",',
    );
    assert.equal((await post(body, WAIT)).status, 200);
    captures += 1;
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
  });

  for (const [what, bytes] of [
    ['latin-1', Buffer.from(JSON.stringify(captureBody({ text: 'café' })), 'latin1')],
    ['an overlong slash', Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')])],
    [
      'a surrogate as bytes',
      Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
    ],
    ['bytes that end in the middle of a letter', Buffer.from('{"text":"é').subarray(0, -1)],
    ['UTF-16', Buffer.from(JSON.stringify(captureBody()), 'utf16le')],
  ] as const) {
    it(`refuses ${what}: no UTF-8`, async () => refused(await post(new Uint8Array(bytes)), 400, 'malformed-json'));
  }

  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'application/xml',
    'x',
    'application/json;charset="',
  ]) {
    it(`refuses the media type ${type}`, async () => {
      const answer = await post('{}', { 'content-type': type });
      assert.ok(
        ['media-type-not-supported', 'context-missing'].includes(String(answer.body['code'])),
        JSON.stringify(answer.body),
      );
      assert.ok([415, 422].includes(answer.status));
    });
  }

  it('opens what is compressed, and stops where it becomes too large', async () => {
    const json = Buffer.from(JSON.stringify(captureBody({ text: NOTE })));
    const bomb = Buffer.alloc(64 * 1024 * 1024, 0x20);
    for (const [encoding, compress] of [
      ['gzip', gzipSync],
      ['deflate', deflateSync],
      ['br', brotliCompressSync],
    ] as const) {
      const headers = { 'content-encoding': encoding };
      assert.equal((await post(new Uint8Array(compress(json)), { ...headers, ...WAIT })).status, 200, encoding);
      refused(await post(new Uint8Array(compress(bomb)), headers), 413, 'body-too-large', encoding);
      refused(await post(new Uint8Array(compress(json)).slice(0, -9), headers), 400, 'malformed-json', encoding);
      refused(await post('{}', headers), 400, 'malformed-json', encoding);
    }
    captures += 1;
    for (const encoding of ['compress', 'gzip, gzip', 'identity, br', 'x']) {
      refused(await post('{}', { 'content-encoding': encoding }), 415, 'media-type-not-supported', encoding);
    }
  });

  it('puts a body together that comes in thousands of chunks', async () => {
    const body = captureBody({ text: NOTE });
    const json = JSON.stringify(body);
    const socket = await openConnection(middleware.app.url);
    const answers = readAnswers(socket);
    const authorization = `Authorization: Bearer ${await signToken(ORG)}`;
    const head = [
      'POST /v1/captures HTTP/1.1',
      'Host: x',
      authorization,
      'Content-Type: application/json',
      'Prefer: wait=20',
      'Transfer-Encoding: chunked',
      'Connection: close',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    for (const character of json) socket.write(`1\r\n${character}\r\n`);
    socket.write('0\r\n\r\n');
    assert.deepEqual(
      (await answers).map(({ status }) => status),
      [200],
    );
    captures += 1;
  });

  it('answers a row of calls on one connection in their order', async () => {
    const socket = await openConnection(middleware.app.url);
    const answers = readAnswers(socket);
    const token = await signToken(ORG);
    const paths = ['/health', '/v1/drafts', '/nowhere', `/v1/captures/${draft.captureId}`];
    const calls = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n`);
    socket.write(`${calls.join('\r\n')}Connection: close\r\n\r\n`);
    assert.deepEqual(
      (await answers).map(({ status }) => status),
      [200, 200, 404, 200],
    );
  });

  it('hides from everyone else whether an id exists', async () => {
    const body = { decision: 'rejected' };
    const version = { 'if-match': '"1"' };
    const changes = { changes: [{ path: 'opportunity.name', value: 'x' }] };
    for (const stranger of [
      { org: OTHER_ORG },
      { user: OTHER_REP },
      { org: OTHER_ORG, scope: `capture:${draft.captureId}` },
    ]) {
      for (const [method, path, wishes] of [
        ['GET', `/v1/captures/${draft.captureId}`, {}],
        ['GET', `/v1/captures/${draft.captureId}/source`, {}],
        ['DELETE', `/v1/captures/${draft.captureId}`, {}],
        ['PATCH', `/v1/drafts/${draft.id}`, { body: changes, headers: version }],
        ['POST', `/v1/drafts/${draft.id}/decision`, { body }],
      ] as const) {
        const theirs = await middleware.call(method, path, { ...stranger, ...wishes });
        const nobodys = await middleware.call(method, path.replace(/[0-9a-f-]{36}/, randomUUID()), {
          ...stranger,
          ...wishes,
        });
        assert.deepEqual([theirs.status, theirs.body['code']], [nobodys.status, nobodys.body['code']]);
        assert.equal(theirs.status, 404);
      }
    }
  });

  it('tells nothing of it in its log, is well after it, and has kept what it accepted', async () => {
    const log = lines.join('');
    for (const text of [NOTE, 'Banque Atlas', 'polluted', ...naughtyStrings().filter((one) => one.length > 12)]) {
      assert.equal(log.includes(JSON.stringify(text).slice(1, -1)), false, text);
    }
    assert.equal((await middleware.call('GET', '/ready', { token: null })).status, 200);
    await middleware.app.close();
    assert.deepEqual(await capturesKept(middleware), { all: captures, broken: 0 });
  });
});
