import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { App } from './app.ts';
import { capture as captureShape, draftPage, type Draft } from './drafts/schema.ts';
import { testDatabases } from './testing/databases.ts';
import { extractDeals } from './testing/deals.ts';
import { callAt, captureBody, startMiddleware, startOn, type TestMiddleware } from './testing/middleware.ts';

const REPEATS = Number(process.env['REPEATS'] ?? 2);
const CAPTURES = 100;
const REPS = 10;

/** One organisation as ten people write it. */
const SPELLINGS = [
  'Baobab Énergies',
  'BAOBAB ENERGIES SA',
  'Baobab Energies S.A.R.L.',
  'Énergies Baobab',
  'Baobab Energie',
  'Boabab Énergies',
  'BaobabÉnergies',
  'Sté Baobab Énergies',
  'baobab  énergies',
  'Groupe Baobab Énergies',
];
const rep = (index: number) => `00500000000${String(index % REPS).padStart(4, '0')}AAA`;

for (const database of await testDatabases()) {
  describe(
    `many captures of one deal at once (${database.name})`,
    { skip: database.skip ?? false, timeout: 600_000 },
    () => {
      let middleware: TestMiddleware;
      let second: App | undefined;
      before(async () => {
        middleware = await startMiddleware(database, { extract: extractDeals });
        if (database.url) second = await startOn(middleware.configuration, { extract: extractDeals });
      });
      after(async () => {
        await second?.close();
        await middleware.remove();
        await database.drop();
      });

      /** Captures a note of each text at the same moment, by ten people, over two processes where there are two. */
      const captureAll = async (texts: readonly string[]): Promise<Draft[]> => {
        const urls = [middleware.app.url, second?.url ?? middleware.app.url];
        const answers = await Promise.all(
          texts.map(async (text, index) => {
            const wishes = { body: captureBody({ text }), headers: { prefer: 'wait=20' }, user: rep(index) };
            const url = urls[index % 2] ?? middleware.app.url;
            const sent = await callAt(url, 'POST', '/v1/captures', wishes);
            let capture = captureShape.parse(sent.body);
            while (capture.state !== 'ready') {
              assert.notEqual(capture.state, 'failed');
              const asked = { headers: { prefer: 'wait=20' }, user: rep(index) };
              capture = captureShape.parse((await callAt(url, 'GET', `/v1/captures/${capture.id}`, asked)).body);
            }
            return capture;
          }),
        );
        return answers.flatMap(({ drafts }) => drafts);
      };
      const again = async (draft: Draft): Promise<Draft> => {
        const { body } = await middleware.call('GET', '/v1/drafts', { scope: `capture:${draft.captureId}` });
        return draftPage.parse(body).drafts.find(({ id }) => id === draft.id) ?? assert.fail();
      };

      for (let repeat = 1; repeat <= REPEATS; repeat += 1) {
        it(`gives one draft to create, and ninety-nine that point to it (${repeat})`, async () => {
          const subject = `Renouvellement de ${repeat}0 postes`;
          const texts = Array.from({ length: CAPTURES }, (_, index) => {
            const account = SPELLINGS[index % SPELLINGS.length] ?? '';
            return `Note ${index}\nDeal: ${subject}\nAccount: ${account}\nAmount: ${repeat}2500000`;
          });
          const drafts = await Promise.all((await captureAll(texts)).map(again));
          const firsts = drafts.filter(({ duplicateOf }) => duplicateOf === null);
          assert.equal(drafts.length, CAPTURES);
          assert.equal(firsts.length, 1, firsts.map(({ account }) => account.name.value).join(', '));
          for (const draft of drafts.filter((one) => one !== firsts[0])) assert.equal(draft.duplicateOf, firsts[0]?.id);
        });
      }

      it('gives one draft to create when ten are corrected to one account at once', async () => {
        const texts = Array.from({ length: REPS }, (_, index) => {
          const account = `${'abcdefghij'.charAt(index).repeat(7)}or`;
          return `Deal: Reprise de 20 postes\nAccount: ${account}\nAmount: 4500000`;
        });
        const drafts = await captureAll(texts);
        const answers = await Promise.all(
          drafts.map(({ id }, index) =>
            callAt(
              [middleware.app.url, second?.url ?? middleware.app.url][index % 2] ?? '',
              'PATCH',
              `/v1/drafts/${id}`,
              {
                user: rep(index),
                headers: { 'if-match': '1' },
                body: { changes: [{ path: 'account.name', value: 'Teranga Ciments' }] },
              },
            ),
          ),
        );
        assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
        const corrected = await Promise.all(drafts.map(again));
        const [first, ...others] = corrected.filter(({ duplicateOf }) => duplicateOf === null);
        assert.deepEqual(others, []);
        assert.ok(corrected.every((draft) => draft === first || draft.duplicateOf === first?.id));
      });

      it('keeps deals of one account apart that are others', async () => {
        const subjects = [
          'Vidéosurveillance du dépôt',
          'Licences antivirus',
          'Câblage du siège',
          'Serveurs de secours',
        ];
        const texts = subjects.map(
          (subject, index) => `Deal: ${subject}\nAccount: Teranga Textiles\nAmount: ${index + 1}00000`,
        );
        const drafts = await Promise.all((await captureAll(texts)).map(again));
        assert.deepEqual(
          drafts.map(({ duplicateOf }) => duplicateOf),
          subjects.map(() => null),
        );
      });
    },
  );
}
