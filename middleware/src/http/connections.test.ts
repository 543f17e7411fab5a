import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';

import { createLog } from '../platform/log.ts';
import { captureBody, ORG, startMiddleware, type TestMiddleware } from '../testing/middleware.ts';
import { exchange, openConnection, readAnswers, type RawAnswer } from '../testing/raw-calls.ts';
import { signToken } from '../testing/tokens.ts';
import { DEADLINES, serveCalls } from './connections.ts';
import { listen } from './listening.ts';
import { SECURE_HEADERS } from './secure-headers.ts';

function isProblem(answer: RawAnswer | undefined, status: number, code: string): void {
  assert.deepEqual([answer?.status, answer?.problem().code], [status, code]);
  assert.match(answer?.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.equal(answer?.headers.get('x-request-id'), answer?.problem().requestId);
  for (const [name, value] of Object.entries(SECURE_HEADERS)) {
    assert.equal(answer?.headers.get(name.toLowerCase()), value, name);
  }
  assert.equal(answer?.headers.has('x-powered-by'), false);
  assert.equal(answer?.headers.has('server'), false);
}

const post = async (headers: readonly string[]) =>
  `${[
    'POST /v1/captures HTTP/1.1',
    'Host: x',
    `Authorization: Bearer ${await signToken(ORG)}`,
    'Content-Type: application/json',
    ...headers,
  ].join('\r\n')}\r\n\r\n`;

describe('connections', { timeout: 180_000 }, () => {
  let middleware: TestMiddleware;
  before(async () => {
    middleware = await startMiddleware();
  });
  after(() => middleware.remove());

  for (const [what, bytes, status, code] of [
    ['bytes that are no HTTP', '\u0000\u0001 nonsense\r\n\r\n', 400, 'request-malformed'],
    ['a header without a name', 'GET /health HTTP/1.1\r\n: x\r\n\r\n', 400, 'request-malformed'],
    ['no host', 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'request-malformed'],
    [
      'a length below nothing',
      'GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
      400,
      'request-malformed',
    ],
    [
      'two lengths',
      'GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'request-malformed',
    ],
    [
      'one header of a megabyte',
      `GET /health HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(1e6)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    [
      'a flood of headers',
      `GET /health HTTP/1.1\r\nHost: x\r\n${'X: y\r\n'.repeat(100_000)}\r\n`,
      431,
      'headers-too-large',
    ],
    ['an address of a megabyte', `GET /${'x'.repeat(1e6)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431, 'headers-too-large'],
    ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n', 405, 'method-not-allowed'],
  ] as const) {
    it(`answer ${what} with a problem, and end`, async () => {
      const answers = await exchange(middleware.app.url, bytes);
      assert.equal(answers.length, 1);
      isProblem(answers[0], status, code);
      assert.equal(answers[0]?.headers.get('connection'), 'close');
    });
  }

  it('answer a second call that is broken not at all, and the first one before it', async () => {
    const answers = await exchange(middleware.app.url, `GET /ready HTTP/1.1\r\nHost: x\r\n\r\nnonsense\r\n\r\n`);
    assert.deepEqual([answers.length, answers[0]?.status, answers[0]?.headers.get('connection')], [1, 200, 'close']);
  });

  it('answer a body whose chunks are broken', async () => {
    const answers = await exchange(middleware.app.url, await post(['Transfer-Encoding: chunked']), 'zz\r\n');
    assert.equal(answers.length, 1);
    isProblem(answers[0], 400, 'request-malformed');
  });

  it('outlive callers that hang up in the middle', async () => {
    for (const piece of [
      '',
      'GET /hea',
      await post(['Content-Length: 100']),
      await post(['Transfer-Encoding: chunked']),
    ]) {
      const socket = await openConnection(middleware.app.url);
      socket.write(piece || ' ');
      socket.resetAndDestroy();
      await once(socket, 'close');
    }
    assert.equal((await middleware.call('GET', '/health', { token: null })).status, 200);
  });

  it('ask for a body only when it is going to be read', async () => {
    const body = JSON.stringify(captureBody());
    const expecting = ['Expect: 100-continue', 'Connection: close'];
    const socket = await openConnection(middleware.app.url);
    socket.write(await post([...expecting, `Content-Length: ${Buffer.byteLength(body)}`]));
    const [first] = (await once(socket, 'data')) as [Buffer];
    assert.equal(first.toString(), 'HTTP/1.1 100 Continue\r\n\r\n');
    const answers = readAnswers(socket);
    socket.write(body);
    assert.equal((await answers)[0]?.status, 202);
    const tooLarge = await exchange(middleware.app.url, await post([...expecting, 'Content-Length: 5000000']));
    isProblem(tooLarge[0], 413, 'body-too-large');
    const stranger = `POST /v1/captures HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n`;
    isProblem((await exchange(middleware.app.url, stranger))[0], 401, 'token-missing');
  });

  it('answer calls that expect what is not known, that upgrade, and that use other methods', async () => {
    const call = (line: string, ...headers: string[]) =>
      exchange(middleware.app.url, `${[line, 'Host: x', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`);
    assert.equal((await call('GET /health HTTP/1.1', 'Expect: a-miracle'))[0]?.status, 200);
    assert.equal((await call('GET /health HTTP/1.1', 'Upgrade: h2c'))[0]?.status, 200);
    isProblem((await call('TRACE /health HTTP/1.1'))[0], 405, 'method-not-allowed');
    isProblem((await call('PROPFIND /v1/captures HTTP/1.1'))[0], 405, 'method-not-allowed');
    isProblem((await call('OPTIONS * HTTP/1.1'))[0], 404, 'route-not-found');
    const [head] = await call('HEAD /health HTTP/1.1');
    assert.deepEqual([head?.status, head?.body], [200, '']);
  });

  it('stay open between calls', async () => {
    const socket = await openConnection(middleware.app.url);
    const answers = readAnswers(socket);
    const call = 'GET /health HTTP/1.1\r\nHost: x\r\n';
    socket.write(`${call}\r\n`);
    await once(socket, 'data');
    socket.write(`${call}Connection: close\r\n\r\n`);
    assert.deepEqual(
      (await answers).map(({ status }) => status),
      [200, 200],
    );
  });
});

describe('too many connections', () => {
  it('are cut at once, and counted', async (test) => {
    const refusals: string[] = [];
    const refused = Promise.withResolvers<undefined>();
    const server = createServer();
    serveCalls(server, (_request, response) => void response.end(), {
      log: createLog('silent'),
      metrics: {
        onAnswered: () => undefined,
        onRefused: (limit) => {
          refusals.push(limit);
          refused.resolve(undefined);
        },
      },
    });
    server.maxConnections = 1;
    const url = await listen(server, { host: '127.0.0.1', port: 0, settings: { host: 'HOST', port: 'PORT' } });
    const first = await openConnection(url);
    test.after(() => {
      first.destroy();
      server.close();
    });
    const second = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
    await Promise.all([once(second, 'close'), refused.promise]);
    assert.deepEqual(refusals, ['connections']);
  });
});

describe('connections of slow clients', { timeout: 180_000 }, () => {
  let middleware: TestMiddleware;
  before(async () => {
    middleware = await startMiddleware(
      {},
      { deadlines: { ...DEADLINES, headers: 1_000, request: 1_500, lookEvery: 100 } },
    );
  });
  after(() => middleware.remove());

  it('end with a problem when the headers do not come', async () => {
    const [answer] = await exchange(middleware.app.url, 'GET /health HTTP/1.1\r\nHost: x\r\n');
    isProblem(answer, 408, 'request-timeout');
  });

  it('end with a problem when the body does not come, and write nothing', async () => {
    const body = captureBody();
    const length = Buffer.byteLength(JSON.stringify(body));
    const head = await post([`Content-Length: ${length}`]);
    const answers = await exchange(middleware.app.url, head, JSON.stringify(body).slice(0, -1));
    assert.equal(answers.length, 1);
    isProblem(answers[0], 408, 'request-timeout');
    assert.equal((await middleware.call('GET', `/v1/captures/${body.id}`)).status, 404);
  });
});
