import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { ask, askOnce, DISCONNECTED, type CallFailure } from './door.ts';

let server: Server;
let url = '';
let calls = 0;

before(async () => {
  server = createServer((request, response) => {
    calls += 1;
    if (request.url === '/refused')
      response.writeHead(400).end('[{"errorCode":"INVALID_FIELD","message":"No such column"}]');
    else if (request.url === '/broken') response.writeHead(502).end('<html>');
    else if (request.url === '/empty') response.end();
    else response.end('{"name":"Awa"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());

const failureOf = (call: Promise<unknown>): Promise<CallFailure> =>
  call.then(
    () => assert.fail('the call did not fail'),
    (failure: CallFailure) => failure,
  );

describe('a call to the org', () => {
  it('gives the JSON of the answer, and null for none', async () => {
    assert.deepEqual(await ask(`${url}/record`), { name: 'Awa' });
    assert.equal(await ask(`${url}/empty`), null);
  });

  it('fails with the status and the body of the org', async () => {
    const { ok, status, body } = await failureOf(ask(`${url}/refused`));
    assert.equal(ok, false);
    assert.equal(status, 400);
    assert.deepEqual(body, [{ errorCode: 'INVALID_FIELD', message: 'No such column' }]);
  });

  it('fails in the same shape when the answer is no JSON, or there is none', async () => {
    assert.deepEqual((await failureOf(ask(`${url}/broken`))).body, { message: '<html>' });
    assert.deepEqual((await failureOf(ask('http://127.0.0.1:1/'))).body, { message: DISCONNECTED });
  });

  it('is made once where the answer does not change, but again after a failure', async () => {
    calls = 0;
    await Promise.all([askOnce(`${url}/once`), askOnce(`${url}/once`)]);
    assert.equal(calls, 1);
    await failureOf(askOnce(`${url}/refused`));
    await failureOf(askOnce(`${url}/refused`));
    assert.equal(calls, 3);
  });
});
