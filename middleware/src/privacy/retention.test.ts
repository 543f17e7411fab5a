import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { capture as captureShape } from '../drafts/schema.ts';
import type { Configuration } from '../platform/configuration.ts';
import { openServerDatabase } from '../platform/database.ts';
import { callControlSocket } from '../platform/control-socket.ts';
import { createLog } from '../platform/log.ts';
import { putPart, startUpload } from '../testing/captures.ts';
import { testDatabases } from '../testing/databases.ts';
import { extractLines } from '../testing/facts.ts';
import { callAt, captureBody, configurationFor, ORG, startOn } from '../testing/middleware.ts';
import { folderWithDatabase } from '../testing/folders.ts';

const DAY_MILLISECONDS = 86_400_000;
const WAIT = { headers: { prefer: 'wait=15' } };
const RETENTION = { decidedDays: 30, undecidedDays: 100, failedDays: 10, uploadDays: 20 };

for (const database of await testDatabases()) {
  describe(`retention (${database.name})`, { skip: database.skip ?? false }, () => {
    let configuration: Configuration;
    let app: Awaited<ReturnType<typeof startOn>>;
    const lines: string[] = [];
    let erased = Promise.withResolvers<undefined>();
    const log = createLog('info', {
      write: (line) => {
        lines.push(line);
        if (line.includes('captures erased by their age')) erased.resolve(undefined);
      },
    });
    const startAfter = async (days: number) => {
      erased = Promise.withResolvers();
      app = await startOn(configuration, {
        log,
        clock: () => new Date(Date.now() + days * DAY_MILLISECONDS),
        extract: (request) => {
          if (request.reading.text.includes('impossible')) throw new RangeError('test');
          return extractLines(request);
        },
      });
    };
    const ids: Record<string, string> = {};
    const stateOf = async (name: string) => (await callAt(app.url, 'GET', `/v1/captures/${ids[name]}`, token())).status;
    /** Tokens are of the day that the app believes it is. */
    let today = 0;
    const token = () => ({ expiresIn: 60 + (today * DAY_MILLISECONDS) / 1000 });
    const restartAfter = async (days: number) => {
      await app.close();
      today = days;
      await startAfter(days);
    };

    before(async () => {
      const folder = await folderWithDatabase();
      configuration = { ...configurationFor(folder, database), retention: RETENTION };
      await startAfter(0);
      for (const [name, text] of Object.entries({
        created: 'Deal: Un',
        rejected: 'Deal: Deux\nDeal: Trois',
        empty: 'Contact: Diop',
        open: 'Deal: Quatre\nDeal: Cinq',
        approved: 'Deal: Six',
        failed: 'impossible',
      })) {
        const body = captureBody({ text });
        ids[name] = body.id;
        const { drafts } = captureShape.parse((await callAt(app.url, 'POST', '/v1/captures', { body, ...WAIT })).body);
        const decision = { created: 'created', rejected: 'rejected', approved: 'approved', open: 'rejected' }[name];
        for (const draft of name === 'open' ? drafts.slice(0, 1) : drafts) {
          const final = { opportunityId: '006000000000001', contactIds: [], values: {} };
          const sent = { decision, ...(decision === 'created' ? final : {}) };
          const { status } = await callAt(app.url, 'POST', `/v1/drafts/${draft.id}/decision`, { body: sent });
          assert.equal(status, 200);
        }
      }
    });
    before(async () => {
      // Sent in part, and never completed.
      const { id } = await startUpload(app.url, { kind: 'photo' });
      assert.equal((await putPart(app.url, id, [1, 1], 'une page')).status, 200);
      ids['upload'] = id;
    });
    after(async () => {
      await app.close();
      await rm(configuration.dataFolder, { recursive: true });
      await database.drop();
    });

    it('erases nothing before its time', async () => {
      await restartAfter(9);
      for (const name of Object.keys(ids)) assert.equal(await stateOf(name), 200, name);
    });

    it(
      'erases by itself, at start, what its time has come for: each kind after its own',
      { timeout: 60_000 },
      async () => {
        await restartAfter(11);
        await erased.promise;
        assert.deepEqual([await stateOf('failed'), await stateOf('created'), await stateOf('upload')], [410, 200, 200]);
        await restartAfter(31);
        await erased.promise;
        const now = await Promise.all(['created', 'rejected', 'empty', 'upload', 'open', 'approved'].map(stateOf));
        assert.deepEqual(now, [410, 410, 410, 410, 200, 200]);
        await restartAfter(101);
        await erased.promise;
        assert.deepEqual([await stateOf('open'), await stateOf('approved')], [410, 410]);
      },
    );

    it('reports counts in the log, and in the audit record', async () => {
      const reports = lines.flatMap((line) => {
        const { erased: report } = JSON.parse(line) as { erased?: unknown };
        return report ? [report] : [];
      });
      assert.deepEqual(reports, [
        { decided: 0, undecided: 0, failed: 1, uploads: 0 },
        { decided: 3, undecided: 0, failed: 0, uploads: 1 },
        { decided: 0, undecided: 2, failed: 0, uploads: 0 },
      ]);
      const audit = await auditOf(configuration);
      assert.deepEqual(
        audit.map(({ action, actor, captures }) => [action, actor, captures]),
        [1, 3, 1, 2].map((captures) => ['retention', 'retention', captures]),
      );
    });
  });
}

interface Line {
  action: string;
  actor: string;
  captures: number;
}

async function auditOf(configuration: Configuration): Promise<Line[]> {
  if (configuration.databaseUrl === undefined) {
    const answer = await callControlSocket(configuration.dataFolder, 'audit', { orgId: ORG.orgId });
    return (answer?.result as { entries: Line[] }).entries;
  }
  const database = openServerDatabase(configuration.databaseUrl, createLog('silent'));
  const { rows } = await database.query<Line & Record<string, unknown>>(
    'select action, actor, captures from audit order by number',
  );
  await database.close();
  return rows;
}
