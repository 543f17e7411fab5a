import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { z } from 'zod';

import { PROBLEMS } from '../platform/errors.ts';
import { problemAnswer } from '../platform/problem.ts';
import { captureBody, startMiddleware, type TestMiddleware } from '../testing/middleware.ts';

const openApi = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        operationId: z.string(),
        responses: z.record(z.string(), z.looseObject({ headers: z.record(z.string(), z.unknown()) })),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

describe('the HTTP server', () => {
  let middleware: TestMiddleware;
  before(async () => {
    middleware = await startMiddleware();
  });
  after(() => middleware.remove());

  const refused = async (answer: ReturnType<TestMiddleware['call']>, status: number, code: string) => {
    const { body, headers, status: actual } = await answer;
    assert.deepEqual([actual, body['code']], [status, code]);
    assert.equal(body['requestId'], headers.get('x-request-id'));
    problemAnswer.parse(body);
  };

  it('says that it runs and is ready', async () => {
    for (const path of ['/health', '/ready']) {
      const answer = await middleware.call('GET', path, { token: null });
      assert.deepEqual([answer.status, answer.body], [200, { status: 'ok' }]);
    }
  });

  it('hides its make and forbids storing and guessing', async () => {
    const { headers } = await middleware.call('GET', '/v1/drafts');
    assert.equal(headers.get('x-powered-by'), null);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('access-control-allow-origin'), null);
  });

  it('refuses what it cannot read, by code', async () => {
    const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
      middleware.call('POST', '/v1/captures', { body, headers });
    await refused(post('{"id":'), 400, 'malformed-json');
    await refused(post('"just text"'), 400, 'malformed-json');
    await refused(post(`${'['.repeat(200_000)}${']'.repeat(200_000)}`), 422, 'context-missing');
    const latin1 = new Uint8Array(Buffer.from(JSON.stringify(captureBody({ text: 'café' })), 'latin1'));
    await refused(post(latin1), 400, 'malformed-json');
    const utf16 = new Uint8Array(Buffer.from(JSON.stringify(captureBody()), 'utf16le'));
    const declared = { 'content-type': 'application/json; charset=utf-16' };
    await refused(post(utf16, declared), 415, 'media-type-not-supported');
    await refused(middleware.call('GET', '/v1/drafts?owner=%00'), 400, 'query-invalid');
    await refused(post('[]'), 422, 'context-missing');
    await refused(post('{}', { 'content-type': 'text/plain' }), 415, 'media-type-not-supported');
    await refused(post('{}', { 'content-encoding': 'compress' }), 415, 'media-type-not-supported');
    await refused(post(`{"text":"${'x'.repeat(5_000_000)}"}`), 413, 'body-too-large');
  });

  it('knows its addresses and their methods', async () => {
    await refused(middleware.call('GET', '/v2/captures'), 404, 'route-not-found');
    await refused(middleware.call('GET', '/v1/captures/%zz'), 404, 'route-not-found');
    await refused(middleware.call('GET', '/v1/captures/not-an-id'), 404, 'capture-not-found');
    await refused(middleware.call('DELETE', '/v1/drafts'), 405, 'method-not-allowed');
    await refused(middleware.call('POST', '/health', { token: null }), 405, 'method-not-allowed');
    const { headers } = await middleware.call('PUT', '/v1/captures');
    assert.equal(headers.get('allow'), 'POST');
  });

  it('describes every operation, every shape and every problem code', async () => {
    const answer = await middleware.call('GET', '/openapi.json', { token: null });
    const { paths, components } = openApi.parse(answer.body);
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    assert.deepEqual(operations.toSorted(), [
      'DELETE /v1/captures/{id}',
      'GET /health',
      'GET /openapi.json',
      'GET /ready',
      'GET /v1/captures/{id}',
      'GET /v1/captures/{id}/pages/{page}',
      'GET /v1/captures/{id}/sound/{number}',
      'GET /v1/captures/{id}/source',
      'GET /v1/captures/{id}/takes/{take}/parts/{part}',
      'GET /v1/drafts',
      'GET /v1/erasures',
      'PATCH /v1/drafts/{id}',
      'POST /v1/captures',
      'POST /v1/captures/{id}/complete',
      'POST /v1/captures/{id}/drafts',
      'POST /v1/captures/{id}/retry',
      'POST /v1/drafts/{id}/decision',
      'POST /v1/drafts/{id}/matches',
      'PUT /v1/captures/{id}/source',
      'PUT /v1/captures/{id}/takes/{take}/parts/{part}',
    ]);
    for (const shape of [
      'Capture',
      'CaptureInput',
      'Draft',
      'DraftChanges',
      'DraftDecision',
      'DraftPage',
      'Problem',
      'Reading',
    ]) {
      assert.ok(components.schemas[shape], shape);
    }
    const document = JSON.stringify(paths);
    for (const code of Object.keys(PROBLEMS))
      assert.ok(document.includes(`\`${code}\``), `no operation tells of ${code}`);
  });

  it('answers each described operation: none of them is a 404 of the router', async () => {
    const { paths } = openApi.parse((await middleware.call('GET', '/openapi.json')).body);
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods)) {
        const address = path.replaceAll(/\{\w+\}/g, captureBody().id);
        const answer = await middleware.call(method.toUpperCase(), address);
        assert.notEqual(answer.body['code'], 'route-not-found', `${method} ${path}`);
        assert.notEqual(answer.status, 500, `${method} ${path}`);
      }
    }
  });

  it('answers with the status and the headers that the document declares, and bounds every body', async () => {
    const { paths } = openApi.parse((await middleware.call('GET', '/openapi.json')).body);
    const wishes = [{}, { token: null }, { body: '{' }, { body: ' '.repeat(4_200_000) }, { scope: 'org' }];
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { responses }] of Object.entries(methods)) {
        for (const wish of wishes.filter(({ body }) => body === undefined || method !== 'get')) {
          const address = path.replaceAll(/\{\w+\}/g, captureBody().id);
          const { status, headers } = await middleware.call(method.toUpperCase(), address, wish);
          const declared = responses[status] ?? assert.fail(`${method} ${path} does not declare ${status}`);
          const missing = Object.keys(declared.headers).filter((name) => !headers.has(name));
          assert.deepEqual([method, path, status, missing], [method, path, status, []]);
        }
      }
    }
  });
});
