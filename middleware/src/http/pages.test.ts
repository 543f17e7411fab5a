import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { CodedError } from '../platform/errors.ts';
import { createLog } from '../platform/log.ts';
import type { Page } from '../salesforce/routes.ts';
import { createHttpServer } from './server.ts';

describe('pages for a browser', () => {
  it('count addresses that send wrong links, and let those wait that sent too many', async (test) => {
    const counted: (string | undefined)[] = [];
    let isOver = false;
    const page: Page = {
      id: 'a-page',
      path: '/auth/page',
      answer: async ({ query }) => ({
        status: query['link'] === 'right' ? 200 : 400,
        headers: { 'Content-Security-Policy': "default-src 'none'" },
        body: 'a page',
      }),
    };
    const http = createHttpServer({
      operations: [],
      pages: [page],
      authenticate: () => Promise.reject(new CodedError('token-invalid')),
      limits: {
        refuseAddress: () => (isOver ? Promise.reject(new CodedError('too-many-requests')) : Promise.resolve()),
        countRefusedToken: async (address) => void counted.push(address),
        count: async () => undefined,
      },
      readiness: () => Promise.reject(new Error('not asked')),
      metrics: { onAnswered: () => undefined, onRefused: () => undefined },
      trustedProxies: [],
      drain: async () => undefined,
      log: createLog('silent'),
    });
    const url = await http.listen('127.0.0.1', 0);
    test.after(() => http.close());
    const statusOf = async (path: string) => (await fetch(`${url}${path}`)).status;
    assert.equal(await statusOf('/auth/page?link=right'), 200);
    assert.deepEqual(counted, []);
    assert.equal(await statusOf('/auth/page?link=wrong'), 400);
    assert.deepEqual(counted, ['127.0.0.1']);
    isOver = true;
    assert.equal(await statusOf('/auth/page?link=right'), 429);
    assert.equal(await statusOf('/auth/other'), 404);
  });
});
