import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';

import { capture as captureShape, draft as draftShape, type Draft } from '../drafts/schema.ts';
import { createLog } from '../platform/log.ts';
import { testDatabases } from '../testing/databases.ts';
import { naughtyStrings, several } from '../testing/hostile.ts';
import { captureBody, startMiddleware, type TestMiddleware } from '../testing/middleware.ts';

for (const database of await testDatabases()) {
  describe(`hostile corrections (${database.name})`, { skip: database.skip ?? false, timeout: 300_000 }, () => {
    let middleware: TestMiddleware;
    let captureId: string;
    const lines: string[] = [];
    before(async () => {
      const log = createLog('info', { write: (line) => void lines.push(line) });
      middleware = await startMiddleware(database, { log });
      const wishes = { body: captureBody(), headers: { prefer: 'wait=20' } };
      captureId = captureShape.parse((await middleware.call('POST', '/v1/captures', wishes)).body).id;
    });
    after(async () => {
      await middleware.remove();
      await database.drop();
    });

    const addDraft = async (): Promise<Draft> => {
      const body = { id: randomUUID() };
      return draftShape.parse((await middleware.call('POST', `/v1/captures/${captureId}/drafts`, { body })).body);
    };

    it('keeps naughty strings as a person typed them, or refuses them with the reason, and never keeps a half', async () => {
      const { id } = await addDraft();
      let version = 1;
      for (const value of naughtyStrings()) {
        const changes = ['opportunity.nextStep', 'opportunity.description', 'account.name'].map((path) => ({
          path,
          value,
        }));
        const headers = { 'if-match': `"${version}"` };
        const answer = await middleware.call('PATCH', `/v1/drafts/${id}`, { body: { changes }, headers });
        if (answer.status === 422) {
          assert.equal(answer.body['code'], 'change-invalid', JSON.stringify(value));
          continue;
        }
        const changed = draftShape.parse(answer.body);
        version += 1;
        assert.equal(changed.version, version);
        const typed = value.trim() === '' ? null : value.trim().toWellFormed();
        assert.deepEqual(
          [changed.opportunity.nextStep.value, changed.opportunity.description.value, changed.account.name.value],
          [typed, typed, typed],
        );
      }
      assert.ok(version > naughtyStrings().length * 0.9);
    });

    it('refuses a contact whose id is no UUID, which no answer could hold', async () => {
      const { id } = await addDraft();
      for (const contact of ['000000aa-a000-aa00-0aa0-00aa0aa000aa', '__proto__', '']) {
        const body = { changes: [{ path: `contacts.${contact}.title`, value: 'DAF' }] };
        const answer = await middleware.call('PATCH', `/v1/drafts/${id}`, { body, headers: { 'if-match': '"1"' } });
        assert.deepEqual([answer.status, answer.body['code']], [422, 'body-invalid'], contact);
      }
    });

    it('takes naughty strings as reasons for a decision', async () => {
      const strings = naughtyStrings();
      await several(
        Array.from({ length: 40 }, (_, index) => strings.filter((_string, place) => place % 40 === index).join('\n')),
        async (reason) => {
          const { id } = await addDraft();
          const answer = await middleware.call('POST', `/v1/drafts/${id}/decision`, {
            body: { decision: 'rejected', reason: reason.slice(0, 1000) },
          });
          assert.deepEqual([answer.status, answer.body['state']], [200, 'rejected']);
        },
      );
    });

    it('tells nothing of them in its log, and is well after them', async () => {
      const log = lines.join('');
      for (const text of naughtyStrings().filter((one) => one.length > 12)) {
        assert.equal(log.includes(JSON.stringify(text).slice(1, -1)), false, text);
      }
      assert.equal((await middleware.call('GET', '/ready', { token: null })).status, 200);
    });
  });
}
