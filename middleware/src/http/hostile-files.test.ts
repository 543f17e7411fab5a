import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

import { capture as captureShape } from '../drafts/schema.ts';
import { createLog } from '../platform/log.ts';
import { bytesAt, digestOf, putPart, startUpload } from '../testing/captures.ts';
import { naughtyStrings, several } from '../testing/hostile.ts';
import { ORG, startMiddleware, type Answer, type TestMiddleware } from '../testing/middleware.ts';
import { openConnection, readAnswers } from '../testing/raw-calls.ts';
import { signToken } from '../testing/tokens.ts';

const MEGABYTE = 1_048_576;
const TAKES = [{ take: 1, parts: 1 }];

describe('hostile files', { timeout: 300_000 }, () => {
  let middleware: TestMiddleware;
  let url: string;
  let id: string;
  let answered = Promise.withResolvers<undefined>();
  const lines: string[] = [];
  before(async () => {
    const log = createLog('info', {
      write: (line) => {
        lines.push(line);
        if (line.includes('"status":"aborted"')) answered.resolve(undefined);
      },
    });
    middleware = await startMiddleware({}, { log, mediaTypeOf: async () => 'text/plain' });
    ({ url } = middleware.app);
    ({ id } = await startUpload(url));
  });
  after(() => middleware.remove());

  const refused = (answer: Answer, status: number, code: string, what = '') => {
    assert.deepEqual([answer.status, answer.body['code']], [status, code], what);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
  };
  const received = async (capture: string) =>
    captureShape.parse((await middleware.call('GET', `/v1/captures/${capture}`)).body).received;
  const headOf = async (path: string, headers: readonly string[], method = 'PUT') =>
    `${[
      `${method} ${path} HTTP/1.1`,
      'Host: x',
      `Authorization: Bearer ${await signToken(ORG)}`,
      'Content-Type: application/octet-stream',
      ...headers,
    ].join('\r\n')}\r\n\r\n`;

  for (const [what, header] of [
    ['no digest', ''],
    ['another algorithm', 'sha-512=:YWJj:'],
    ['a digest that is too short', 'sha-256=:YWJj:'],
    ['a digest without colons', 'sha-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='],
    ['a digest of hexadecimal digits', `sha-256=:${'ab'.repeat(32)}:`],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const answer = await putPart(url, id, [1, 1], 'bytes', { headers: { 'content-digest': header } });
      refused(answer, 400, 'header-invalid');
      assert.match(String(answer.body['detail']), /Content-Digest/);
    });
  }

  it('refuses bytes that are not those of the digest: one changed, one more, one less, none', async () => {
    const bytes = randomBytes(1000);
    const headers = { 'content-digest': digestOf(bytes) };
    const changed = Buffer.from(bytes);
    changed[500] = (changed[500] ?? 0) ^ 1;
    for (const other of [changed, Buffer.concat([bytes, Buffer.from([0])]), bytes.subarray(1), Buffer.alloc(0)])
      refused(await putPart(url, id, [1, 1], other, { headers }), 422, 'digest-mismatch');
  });

  for (const [take, part] of [
    [0, 1],
    [101, 1],
    [1, 0],
    [1, 2001],
    [-1, 1],
    ['x', 1],
    ['01', 1],
    ['1e1', 1],
    ['0x1', 1],
    ['1.0', 1],
    ['1%20', 1],
    ['%31%00', 1],
    ['٣', 1],
    ['9'.repeat(400), 1],
    [1, '__proto__'],
  ] as const) {
    it(`knows no part ${String(take).slice(0, 20)}/${part}`, async () => {
      refused(await putPart(url, id, [take, part], 'bytes'), 404, 'part-not-found');
      refused(await middleware.call('GET', `/v1/captures/${id}/takes/${take}/parts/${part}`), 404, 'part-not-found');
    });
  }

  it('takes naughty strings for no number', async () => {
    await several(naughtyStrings(), async (text) => {
      const encoded = encodeURIComponent(text.toWellFormed());
      if (/^[1-9]\d{0,2}$/.test(text)) return;
      for (const path of [`takes/${encoded}/parts/1`, `takes/1/parts/${encoded}`, `pages/${encoded}`]) {
        const answer = await middleware.call('GET', `/v1/captures/${id}/${path}`);
        assert.ok([404, 405].includes(answer.status), `${text}: ${answer.status}`);
      }
    });
  });

  it('refuses what is no bytes, and what is packed', async () => {
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'image/jpeg', 'x', '']) {
      const answer = await putPart(url, id, [1, 1], 'bytes', { headers: { 'content-type': type } });
      refused(answer, 415, 'media-type-not-supported', type);
    }
    const packed = gzipSync('bytes');
    for (const encoding of ['gzip', 'br', 'deflate', 'x', 'identity, gzip'])
      refused(
        await putPart(url, id, [1, 1], packed, { headers: { 'content-encoding': encoding } }),
        415,
        'media-type-not-supported',
        encoding,
      );
  });

  it('takes a megabyte, and not a byte more, whether its length is told or not', async () => {
    const { id: own } = await startUpload(url);
    const bytes = randomBytes(MEGABYTE + 1);
    refused(await putPart(url, own, [1, 1], bytes), 413, 'part-too-large');
    const path = `/v1/captures/${own}/takes/1/parts/1`;
    const chunked = async (sent: Buffer) => {
      const headers = [`Content-Digest: ${digestOf(sent)}`, 'Transfer-Encoding: chunked', 'Connection: close'];
      const socket = await openConnection(url);
      const answers = readAnswers(socket);
      socket.write(await headOf(path, headers));
      for (let start = 0; start < sent.length; start += 65_536) {
        const piece = sent.subarray(start, start + 65_536);
        socket.write(`${piece.length.toString(16)}\r\n`);
        socket.write(piece);
        socket.write('\r\n');
      }
      socket.write('0\r\n\r\n');
      return (await answers)[0];
    };
    assert.equal((await chunked(bytes))?.problem().code, 'part-too-large');
    assert.deepEqual(await received(own), []);
    assert.equal((await chunked(bytes.subarray(1)))?.status, 200);
    assert.deepEqual(await received(own), [{ take: 1, parts: [1] }]);
    const part = await bytesAt(url, path);
    assert.ok(part.bytes.equals(bytes.subarray(1)));
  });

  it('takes no bytes at all for a part, and for no file', async () => {
    const { id: own } = await startUpload(url);
    assert.deepEqual((await putPart(url, own, [1, 1], '')).body, { take: 1, part: 1, bytes: 0 });
    const part = await bytesAt(url, `/v1/captures/${own}/takes/1/parts/1`);
    assert.deepEqual([part.status, part.bytes.length], [200, 0]);
    const answer = await middleware.call('POST', `/v1/captures/${own}/complete`, { body: { takes: TAKES } });
    refused(answer, 422, 'file-empty');
  });

  it('keeps nothing of a part whose connection is cut in the middle', async () => {
    const { id: own } = await startUpload(url);
    const bytes = randomBytes(500_000);
    for (const headers of [
      [`Content-Length: ${bytes.length}`, `Content-Digest: ${digestOf(bytes)}`],
      // What came so far is what the digest is of, but the end never came.
      ['Transfer-Encoding: chunked', `Content-Digest: ${digestOf(bytes.subarray(0, 1000))}`],
    ]) {
      answered = Promise.withResolvers();
      const socket = await openConnection(url);
      socket.write(await headOf(`/v1/captures/${own}/takes/1/parts/1`, [...headers, 'Expect: 100-continue']));
      const [chunk] = (await once(socket, 'data')) as [Buffer];
      assert.match(chunk.toString(), /^HTTP\/1\.1 100 Continue/);
      if (headers[0]?.startsWith('T')) socket.write('3e8\r\n');
      socket.write(bytes.subarray(0, 1000), () => socket.resetAndDestroy());
      await answered.promise;
      assert.deepEqual(await received(own), []);
    }
    assert.equal((await putPart(url, own, [1, 1], bytes)).status, 200);
  });

  it('does not ask for the bytes of a part that it refuses', async () => {
    for (const headers of [
      [`Content-Length: ${MEGABYTE + 1}`, `Content-Digest: ${digestOf(Buffer.from('x'))}`],
      ['Content-Length: 5'],
    ]) {
      const socket = await openConnection(url);
      const answers = readAnswers(socket);
      const asking = [...headers, 'Expect: 100-continue', 'Connection: close'];
      socket.write(await headOf(`/v1/captures/${id}/takes/1/parts/1`, asking));
      const [answer] = await answers;
      assert.ok([400, 413].includes(answer?.status ?? 0), String(answer?.status));
    }
  });

  for (const [what, body, status, code] of [
    ['nothing', '', 422, 'body-invalid'],
    ['half a body', '{"takes":[', 400, 'malformed-json'],
    ['no takes', {}, 422, 'body-invalid'],
    ['takes that are none', { takes: 'all' }, 422, 'body-invalid'],
    ['an empty list', { takes: [] }, 422, 'body-invalid'],
    ['a null', { takes: [null] }, 422, 'body-invalid'],
    ['a take twice', { takes: [...TAKES, ...TAKES] }, 422, 'body-invalid'],
    ['take 0', { takes: [{ take: 0, parts: 1 }] }, 422, 'body-invalid'],
    ['take 101', { takes: [{ take: 101, parts: 1 }] }, 422, 'body-invalid'],
    ['half a take', { takes: [{ take: 1.5, parts: 1 }] }, 422, 'body-invalid'],
    ['a take in letters', { takes: [{ take: '1', parts: 1 }] }, 422, 'body-invalid'],
    ['no parts', { takes: [{ take: 1, parts: 0 }] }, 422, 'body-invalid'],
    ['more parts than there can be', { takes: [{ take: 1, parts: 2001 }] }, 422, 'body-invalid'],
    ['parts without end', { takes: [{ take: 1, parts: 1e308 }] }, 422, 'body-invalid'],
    ['a name that is none', { takes: [{ ...TAKES[0], fileName: ['x'] }] }, 422, 'body-invalid'],
    ['a name of 256', { takes: [{ ...TAKES[0], fileName: 'x'.repeat(256) }] }, 422, 'body-invalid'],
    ['21 files', { takes: Array.from({ length: 21 }, (_, i) => ({ take: i + 1, parts: 1 })) }, 413, 'too-many-files'],
    ['what was not sent', { takes: [{ take: 100, parts: 100 }] }, 409, 'part-missing'],
  ] as const) {
    it(`refuses ${what} as the files of a capture`, async () => {
      refused(await middleware.call('POST', `/v1/captures/${id}/complete`, { body }), status, code);
    });
  }

  it('keeps names of files that programs stumble over, and tells none in its log', async () => {
    const names = [
      '../../etc/passwd',
      'a\u0000b.txt',
      '\ud800.eml',
      'x\r\nSet-Cookie: a=b',
      '__proto__',
      '🧾'.repeat(60),
    ];
    const { id: own } = await startUpload(url);
    for (const index of names.keys()) await putPart(url, own, [index + 1, 1], `fichier ${index}`);
    const takes = names.map((fileName, index) => ({ take: index + 1, parts: 1, fileName }));
    const answer = await middleware.call('POST', `/v1/captures/${own}/complete`, { body: { takes } });
    assert.deepEqual(
      captureShape.parse(answer.body).takes.map(({ fileName }) => fileName),
      names,
    );
    const log = lines.join('');
    for (const name of ['passwd', 'Set-Cookie', 'fichier']) assert.equal(log.includes(name), false, name);
  });

  it('gives a part by GET and HEAD only, and whole', async () => {
    const { id: own } = await startUpload(url);
    const bytes = randomBytes(100);
    await putPart(url, own, [1, 1], bytes);
    const path = `/v1/captures/${own}/takes/1/parts/1`;
    const ranged = await bytesAt(url, path, { headers: { range: 'bytes=0-1', 'if-none-match': '*' } });
    assert.deepEqual([ranged.status, ranged.bytes], [200, bytes]);
    const head = await middleware.call('HEAD', path);
    assert.deepEqual([head.status, head.headers.get('content-length')], [200, '100']);
    const other = await middleware.call('POST', path);
    refused(other, 405, 'method-not-allowed');
    assert.equal(other.headers.get('allow'), 'PUT, GET, HEAD');
    refused(await middleware.call('PUT', `/v1/captures/${own}/pages/1`), 405, 'method-not-allowed');
  });

  it('is well after it, and knows no capture that it does not have', async () => {
    refused(await putPart(url, randomUUID(), [1, 1], 'bytes'), 404, 'capture-not-found');
    refused(await putPart(url, 'not-an-id', [1, 1], 'bytes'), 404, 'capture-not-found');
    refused(
      await middleware.call('POST', `/v1/captures/${randomUUID()}/complete`, { body: { takes: TAKES } }),
      404,
      'capture-not-found',
    );
    assert.deepEqual(await received(id), []);
    assert.equal((await middleware.call('GET', '/ready', { token: null })).status, 200);
    assert.deepEqual(
      lines.filter((line) => line.includes('call failed')),
      [],
    );
  });
});
