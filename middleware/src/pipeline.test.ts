import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { capture as captureShape, type Capture } from './drafts/schema.ts';
import type { ExtractionRequest } from './extraction/extract.ts';
import { testDatabases } from './testing/databases.ts';
import { extractLines, sourceValue } from './testing/facts.ts';
import { captureBody, startMiddleware, type TestMiddleware } from './testing/middleware.ts';

const headers = { prefer: 'wait=15' };
const invented = { ...sourceValue('Appeler', 'Appeler'), confidence: 1 };

for (const database of await testDatabases()) {
  describe(`the pipeline (${database.name})`, { skip: database.skip ?? false }, () => {
    let middleware: TestMiddleware;
    const requests: ExtractionRequest[] = [];
    /** How often extraction still fails, by text. */
    const failures = new Map<string, number>();
    let hold: Promise<undefined> | undefined;

    before(async () => {
      middleware = await startMiddleware(database, {
        async extract(request) {
          requests.push(request);
          const left = failures.get(request.reading.text) ?? 0;
          failures.set(request.reading.text, left - 1);
          if (left > 0) throw new Error(`cannot extract ${request.reading.text}`);
          const found = extractLines(request);
          if (request.reading.text.endsWith('Inventif')) found.deals[0]!.opportunity.nextStep = invented;
          await hold;
          return found;
        },
      });
    });
    after(async () => {
      await middleware.remove();
      await database.drop();
    });

    const create = async (changes: Record<string, unknown>): Promise<Capture> => {
      const answer = await middleware.call('POST', '/v1/captures', { body: captureBody(changes), headers });
      return captureShape.parse(answer.body);
    };

    const untilState = async (id: string, state: string) => {
      while ((await middleware.call('GET', `/v1/captures/${id}`)).body['state'] !== state);
    };

    it('tells extraction the day of the capture where the person is', async () => {
      await create({ text: 'Deal: Tokyo', capturedAt: '2026-12-31T20:00:00Z', timeZone: 'Asia/Tokyo' });
      assert.equal(requests.at(-1)?.today, '2027-01-01');
      await create({ text: 'Deal: Honolulu', capturedAt: '2026-12-31T20:00:00+14:00', timeZone: 'Pacific/Honolulu' });
      assert.equal(requests.at(-1)?.today, '2026-12-30');
    });

    it('tries a stage that throws again', async () => {
      failures.set('Deal: Capricieux', 2);
      const capture = await create({ text: 'Deal: Capricieux' });
      assert.deepEqual([capture.state, capture.reason, capture.drafts.length], ['ready', null, 1]);
    });

    it('fails a capture with its reason when a stage keeps throwing, and makes it ready on retry', async () => {
      failures.set('Deal: Têtu', 5);
      const failed = await create({ text: 'Deal: Têtu' });
      assert.deepEqual([failed.state, failed.reason, failed.drafts], ['failed', 'extraction-failed', []]);
      const answer = await middleware.call('POST', `/v1/captures/${failed.id}/retry`, { headers });
      const capture = captureShape.parse(answer.body);
      assert.deepEqual([capture.state, capture.reason, capture.drafts.length], ['ready', null, 1]);
      const again = await middleware.call('POST', `/v1/captures/${failed.id}/retry`, { headers });
      assert.deepEqual(again.body, answer.body, 'a capture that did not fail stays as it is');
    });

    it('drops what does not stand in the text, and drafts the rest', async () => {
      const { drafts } = await create({ text: 'Deal: Inventif' });
      const { name, nextStep } = drafts[0]!.opportunity;
      assert.deepEqual([name.value, nextStep.value, nextStep.origin], ['Inventif', null, 'none']);
    });

    it('drops what an earlier text gave when it was corrected meanwhile', async () => {
      const held = Promise.withResolvers<undefined>();
      hold = held.promise;
      const body = captureBody({ text: 'Deal: Dépassé' });
      await middleware.call('POST', '/v1/captures', { body });
      await untilState(body.id, 'extracting');
      const corrected = middleware.call('PUT', `/v1/captures/${body.id}/source`, {
        body: { text: 'Deal: Actuel' },
        headers,
      });
      await untilState(body.id, 'queued');
      hold = undefined;
      held.resolve(undefined);
      const { drafts } = captureShape.parse((await corrected).body);
      assert.deepEqual(
        drafts.map((draft) => draft.opportunity.name.value),
        ['Actuel'],
      );
    });
  });
}
