import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { createOrg } from '../server.ts';
import type { RunningOrg } from '../server.ts';
import { AUDIENCE, startTestMiddleware } from '../testing/registered-middleware.ts';
import type { TestMiddleware } from '../testing/registered-middleware.ts';
import { openPage } from '../testing/page.ts';
import type { Page } from '../testing/page.ts';
import { recordId } from '../records/ids.ts';
import type { CaptureView, UnfinishedCapture } from './capture-controller.schema.ts';
import { captureView, unfinishedCapture } from './capture-controller.schema.ts';
import { createResult, saveResult } from './draft-controller.schema.ts';
import type { CreateResult } from './draft-controller.schema.ts';
import { draftValues, listOf } from './draft-values.ts';

const [REP, MANAGER, OTHER_REP] = [1, 2, 3].map((serial) => recordId('005', serial));
const CAPTURED_AT = new Date().toISOString();
/** A month ahead, so that the org's rule about past close dates stays satisfied. */
const CLOSE_DATE = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

let folder: string;
let middleware: TestMiddleware;
let org: RunningOrg;
let rep: Page;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journey-'));
  middleware = await startTestMiddleware(join(folder, 'middleware'));
  org = await openOrg();
  await middleware.register(org);
  rep = await openPage(org, REP);
});
after(async () => {
  await org?.close();
  await middleware?.stop();
  await rm(folder, { recursive: true, force: true });
});

function openOrg(): Promise<RunningOrg> {
  return createOrg({
    dataFolder: join(folder, 'org'),
    middlewareUrl: middleware.url,
    audience: AUDIENCE,
    port: 0,
    syncSeconds: 0,
  });
}

/** A note that is captured and read, with one draft that the person added: its content does not depend on the extraction. */
async function draftOf(page: Page, said = ''): Promise<{ captureId: string; draftId: string; view: CaptureView }> {
  const captureId = randomUUID();
  await start(page, captureId, said);
  await page.apex('CaptureController.getCapture', { captureId });
  const draftId = randomUUID();
  const added = await page.apex('CaptureController.addDraft', { captureId, draftId });
  assert.equal(added.status, 200, JSON.stringify(added.body));
  return { captureId, draftId, view: viewOf(added.body) };
}

function start(page: Page, captureId: string, said = '') {
  const text = `Échange au téléphone ce jour, référence ${captureId}. ${said}`;
  const input = { captureId, kind: 'text', text, capturedAt: CAPTURED_AT, timeZone: 'Africa/Dakar', language: 'fr' };
  return page.apex('CaptureController.startCapture', { input });
}

function viewOf(body: unknown): CaptureView {
  const view = captureView.parse(body);
  assert.ok(view);
  return view;
}

function requestFor(draftId: string, name: string, more: Record<string, unknown> = {}) {
  return {
    draftId,
    version: null,
    allowDuplicates: false,
    opportunity: { name, closeDate: CLOSE_DATE, stage: 'Prospection', amount: 1_500_000, currencyCode: 'XOF' },
    account: { name: `Compte de ${name}` },
    contacts: [
      { contactId: randomUUID(), firstName: 'Rokhaya', lastName: 'Diatta', email: `${draftId}@korane.example` },
    ],
    additionalFields: [],
    ...more,
  };
}

async function create(page: Page, request: Record<string, unknown>): Promise<CreateResult> {
  const { status, body } = await page.apex('DraftController.createRecords', { request });
  assert.equal(status, 200, JSON.stringify(body));
  const result = createResult.parse(body);
  assert.ok(result);
  return result;
}

async function codeOf(call: Promise<{ status: number; body: Readonly<Record<string, unknown>> }>): Promise<string> {
  const { status, body } = await call;
  if (status === 200) return 'none';
  return (JSON.parse(String(body['message'])) as { code: string }).code;
}

async function idsIn(page: Page, object: string, view: string): Promise<readonly string[]> {
  const { body } = await page.get(`/ui-api/list-records/${object}/${view}`);
  return (body['records'] as { id: string }[]).map((record) => record.id);
}

async function totals(): Promise<readonly number[]> {
  const lists = [
    idsIn(rep, 'Opportunity', 'AllOpportunities'),
    idsIn(rep, 'Account', 'AllAccounts'),
    idsIn(rep, 'Contact', 'AllContacts'),
  ];
  return (await Promise.all(lists)).map((ids) => ids.length);
}

/** The middleware's state of a draft, as the page reads it. */
async function stateOf(page: Page, captureId: string, draftId: string): Promise<string | undefined> {
  const view = viewOf((await page.apex('CaptureController.getCapture', { captureId })).body);
  return listOf(view.capture?.['drafts'])
    .map(draftValues)
    .find((draft) => draft.id === draftId)?.state;
}

describe('a capture', () => {
  test('sent twenty times at once is one capture with one row', async () => {
    const captureId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => start(rep, captureId)));
    assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [200]);
    const { body } = await rep.apex('CaptureController.getCapture', { captureId });
    const recordIds = viewOf(body).rows?.map((row) => row?.recordId);
    const keys = new Set(answers.map((answer) => viewOf(answer.body).rows?.[0]?.recordId));
    assert.equal(keys.size, 1);
    assert.ok(recordIds?.includes([...keys][0] ?? null));
  });

  test('reaches the page without a null: Lightning leaves out what has no value', async () => {
    const captureId = randomUUID();
    const { body } = await start(rep, captureId);
    assert.equal(viewOf(body).capture?.['reason'], undefined);
    assert.doesNotMatch(JSON.stringify(body), /[:[,]null\b/);
  });

  test('whose page was closed is brought up to date by the sync, and is found under unfinished', async () => {
    const captureId = randomUUID();
    await start(rep, captureId);
    const rows = async (): Promise<readonly (UnfinishedCapture | null)[]> => {
      const { body } = await rep.apex('CaptureController.listUnfinished');
      return unfinishedCapture
        .array()
        .parse(body)
        .filter((each) => each?.captureId === captureId);
    };
    assert.equal((await rows()).length, 1);
    const deadline = Date.now() + 20_000;
    let status = 'Processing';
    while (status === 'Processing' && Date.now() < deadline) {
      await org.sync();
      status = (await rows())[0]?.status ?? 'gone';
    }
    assert.ok(status === 'Open' || status === 'No deal', status);
  });

  test('of one person is not another one’s, and a manager reads it through the row of her team', async () => {
    const { captureId, draftId, view } = await draftOf(rep);
    const row = view.rows?.find((each) => each?.draftId === draftId);
    const stranger = await openPage(org, OTHER_REP);
    for (const method of ['getCapture', 'getSource', 'retryCapture']) {
      assert.match(await codeOf(stranger.apex(`CaptureController.${method}`, { captureId })), /not-found$/, method);
    }
    const changes = [{ path: 'opportunity.name', value: 'Volée' }];
    assert.equal(
      await codeOf(stranger.apex('DraftController.saveChanges', { draftId, version: 1, changes })),
      'not-found',
    );
    assert.equal(await codeOf(stranger.apex('DraftController.rejectDraft', { draftId, reason: null })), 'not-found');
    assert.equal(await codeOf(stranger.apex('CaptureController.captureOf', { recordId: row?.recordId })), 'not-found');

    const manager = await openPage(org, MANAGER);
    const place = await manager.apex('CaptureController.captureOf', { recordId: row?.recordId });
    assert.equal(place.body as unknown, `${captureId}:${draftId}`);
    const seen = await manager.apex('CaptureController.getCapture', { captureId });
    const [first] = viewOf(seen.body).rows ?? [];
    assert.deepEqual([first?.mine, first?.ownerName], [false, 'Astou Sarr']);
  });
});

describe('corrections', () => {
  test('are kept, and a conflict gives the other version', async () => {
    const { draftId } = await draftOf(rep);
    const save = async (version: number, value: string) => {
      const changes = [{ path: 'opportunity.name', value }];
      return saveResult.parse((await rep.apex('DraftController.saveChanges', { draftId, version, changes })).body);
    };
    assert.equal((await save(1, 'Onduleurs'))?.conflict, false);
    const conflict = await save(1, 'Serveurs');
    assert.equal(conflict?.conflict, true);
    assert.equal(draftValues(conflict.draft).text('opportunity', 'name'), 'Onduleurs');
  });
});

describe('creation', () => {
  test('asked for twenty times at once makes one opportunity, and the same ids for all', async () => {
    const { draftId, captureId } = await draftOf(rep);
    const [deals = 0, accounts = 0, contacts = 0] = await totals();
    const request = requestFor(draftId, 'Vingt clics');
    const results = await Promise.all(Array.from({ length: 20 }, () => create(rep, request)));
    assert.deepEqual(await totals(), [deals + 1, accounts + 1, contacts + 1]);
    assert.equal(new Set(results.map((result) => JSON.stringify(result))).size, 1);
    const [result] = results;
    assert.equal(result?.created, true);
    const { body } = await rep.get(
      `/ui-api/records/${result.opportunityId}?fields=Opportunity.Name,Opportunity.Account.Name`,
    );
    assert.match(JSON.stringify(body), /Vingt clics.*Compte de Vingt clics/);
    await org.sync();
    assert.equal(await stateOf(rep, captureId, draftId), 'created');
  });

  test('that Salesforce refuses leaves nothing half created, and tells the field', async () => {
    const { draftId } = await draftOf(rep);
    const before = await totals();
    const request = requestFor(draftId, 'Refusée');
    const opportunity = { ...request.opportunity, closeDate: '2020-01-01', stage: 'Inconnue' };
    const refused = await create(rep, { ...request, opportunity });
    assert.equal(refused.created, false);
    assert.deepEqual(
      refused.problems?.map((problem) => [problem?.code, problem?.target, problem?.field]),
      [['invalid-or-null-for-restricted-picklist', 'opportunity', 'stage']],
    );
    const late = await create(rep, { ...request, opportunity: { ...opportunity, stage: 'Prospection' } });
    assert.deepEqual(
      late.problems?.map((problem) => [problem?.code, problem?.field]),
      [['field-custom-validation-exception', 'closeDate']],
    );
    assert.deepEqual(await totals(), before);
    assert.equal((await create(rep, request)).created, true);
  });

  test('names what is missing or unreadable before anything is written', async () => {
    const { draftId } = await draftOf(rep);
    const request = requestFor(draftId, '');
    const opportunity = { ...request.opportunity, closeDate: '31/12/2026', currencyCode: 'JPY' };
    const { problems } = await create(rep, { ...request, opportunity, account: { name: ' ' } });
    assert.deepEqual(problems?.map((problem) => `${problem?.code} ${problem?.target}.${problem?.field}`).sort(), [
      'currency-not-available opportunity.currency',
      'required-field-missing account.name',
      'required-field-missing opportunity.name',
      'value-invalid opportunity.closeDate',
    ]);
  });

  test('of a duplicate offers the record, and goes on when the person insists', async () => {
    const { draftId } = await draftOf(rep);
    const request = requestFor(draftId, 'Doublon', { account: { name: 'clinique tivalo' } });
    const { problems } = await create(rep, request);
    assert.deepEqual(
      problems?.map((problem) => [problem?.code, problem?.canAllow, problem?.duplicates?.[0]?.name]),
      [['duplicates-detected', true, 'Clinique Tivalo']],
    );
    assert.equal((await create(rep, { ...request, allowDuplicates: true })).created, true);
  });

  test('links what the person chose and refuses what she cannot see', async () => {
    const { body } = await rep.get('/ui-api/lookups/Account?q=Ardane');
    const accountId = (body['records'] as { id: string }[])[0]?.id;
    const contacts = await rep.get('/ui-api/lookups/Contact?q=Coumba');
    const contactId = (contacts.body['records'] as { id: string }[])[0]?.id;
    const { draftId } = await draftOf(rep);
    const linked = { account: { recordId: accountId }, contacts: [{ contactId: randomUUID(), recordId: contactId }] };
    const hidden = { ...linked, account: { recordId: '001000000000000AAA' } };
    const refused = await create(rep, requestFor(draftId, 'Liée', hidden));
    assert.deepEqual(
      refused.problems?.map((problem) => problem?.code),
      ['account-not-visible'],
    );
    const result = await create(rep, requestFor(draftId, 'Liée', linked));
    assert.deepEqual([result.accountId, result.contactIds], [accountId, [contactId]]);
  });

  test('survives a restart of the org and of the middleware, and is reported by the sync', async () => {
    const { draftId, captureId } = await draftOf(rep);
    const request = requestFor(draftId, 'Redémarrage');
    await middleware.stop();
    const first = await create(rep, request);
    assert.equal(first.created, true);
    await org.close();
    middleware = await startTestMiddleware(join(folder, 'middleware'));
    org = await openOrg();
    rep = await openPage(org, REP);
    const second = await create(rep, request);
    assert.deepEqual([second.opportunityId, second.contactIds], [first.opportunityId, first.contactIds]);
    assert.equal(await stateOf(rep, captureId, draftId), 'open');
    await org.sync();
    assert.equal(await stateOf(rep, captureId, draftId), 'created');
  });
});

describe('what exists already', () => {
  const firstOf = async (object: string, name: string): Promise<string> => {
    const { body } = await rep.get(`/ui-api/lookups/${object}?q=${encodeURIComponent(name)}`);
    return String((body['records'] as { id: string }[])[0]?.id);
  };
  const matchesOf = async (captureId: string, draftId: string) => {
    const { body } = await rep.apex('CaptureController.getCapture', { captureId });
    return viewOf(body).matches?.filter((match) => match?.draftId === draftId) ?? [];
  };

  test('is updated instead of made once more, and the middleware learns of it', async () => {
    const { draftId, captureId } = await draftOf(rep);
    const [recordId] = await idsIn(rep, 'Opportunity', 'MyOpportunities');
    const before = await totals();
    const opportunity = { recordId, nextStep: 'Rappeler jeudi' };
    const { created, updated, opportunityId } = await create(rep, { draftId, opportunity });
    assert.deepEqual([created, updated, opportunityId], [true, true, recordId]);
    assert.deepEqual(await totals(), before);
    const { body } = await rep.get(`/ui-api/records/${recordId}?fields=Opportunity.NextStep`);
    assert.match(JSON.stringify(body), /Rappeler jeudi/);
    await org.sync();
    assert.equal(await stateOf(rep, captureId, draftId), 'created');
  });

  test('is offered until the person says that it is another one, of this note and of the next', async () => {
    const { draftId, captureId } = await draftOf(rep);
    const recordId = await firstOf('Account', 'Clinique');
    const changes = [{ path: 'account.name', value: "Agence Mbellor de l'Eau" }];
    await rep.apex('DraftController.saveChanges', { draftId, version: 1, changes });
    const [account] = await matchesOf(captureId, draftId);
    assert.deepEqual(
      [account?.target, account?.verdict, account?.values?.['account.phone']],
      ['account', 'same', '+221338240220'],
    );
    const decisions = [
      { target: 'account', recordId: account?.recordId, same: false, reason: 'Une autre agence' },
      { target: 'account', recordId, same: false },
    ];
    const decided = await rep.apex('DraftController.decideMatches', { draftId, decisions });
    assert.deepEqual([decided.status, decided.body['id']], [200, draftId], JSON.stringify(decided.body));
    assert.deepEqual(await matchesOf(captureId, draftId), []);
    const next = await draftOf(rep);
    await rep.apex('DraftController.saveChanges', { draftId: next.draftId, version: 1, changes });
    assert.deepEqual(await matchesOf(next.captureId, next.draftId), [], 'nor of the next note');
  });

  test('as a draft takes over another one', async () => {
    const one = await draftOf(rep);
    const other = await draftOf(rep);
    const given = { draftId: one.draftId, intoDraftId: other.draftId };
    const merged = await rep.apex('DraftController.mergeDraft', given);
    assert.deepEqual([merged.status, merged.body['state']], [200, 'rejected'], JSON.stringify(merged.body));
    assert.equal(await stateOf(rep, one.captureId, one.draftId), 'rejected');
    assert.equal(await stateOf(rep, other.captureId, other.draftId), 'open');
    const again = await rep.apex('DraftController.mergeDraft', given);
    assert.deepEqual(again.body, merged.body);
  });
});

describe('a rejection', () => {
  test('is told to the middleware and kept on the row; what is decided stays so', async () => {
    const { draftId, captureId } = await draftOf(rep);
    const rejected = await rep.apex('DraftController.rejectDraft', { draftId, reason: 'Hors sujet' });
    assert.equal(rejected.body['state'], 'rejected');
    assert.equal(await stateOf(rep, captureId, draftId), 'rejected');
    const attempt = rep.apex('DraftController.createRecords', { request: requestFor(draftId, 'Trop tard') });
    assert.equal(await codeOf(attempt), 'draft-decided');
  });
});

describe('an erasure', () => {
  const erase = (page: Page, captureId: string) => page.apex('CaptureController.eraseCapture', { captureId });
  const rowsOf = (page: Page) => page.get('/ui-api/list-records/Opportunity_Draft__c/All');

  test('takes the note and the values of its rows, is the same the second time, and is an answer to whoever asks', async () => {
    const { captureId, draftId } = await draftOf(rep);
    const changes = [{ path: 'opportunity.name', value: 'Nom qui disparaît' }];
    await rep.apex('DraftController.saveChanges', { draftId, version: 1, changes });
    const first = await erase(rep, captureId);
    const second = await erase(rep, captureId);
    const asked = await rep.apex('CaptureController.getCapture', { captureId });
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.deepEqual([second.body, asked.body], [first.body, first.body]);
    const { capture, rows, erasedAt } = viewOf(first.body);
    assert.equal(capture, null);
    assert.match(String(erasedAt), /^\d{4}-\d\d-\d\dT/);
    assert.deepEqual([...new Set(rows?.map((row) => row?.status))], ['Erased']);
    assert.doesNotMatch(JSON.stringify((await rowsOf(rep)).body), /Nom qui disparaît/);
    assert.equal(await codeOf(rep.apex('CaptureController.getSource', { captureId })), 'capture-erased');
    assert.equal(await codeOf(start(rep, captureId)), 'capture-erased');
  });

  test('is for the owner and for who reviews her drafts, and leaves what was created', async () => {
    const { captureId, draftId } = await draftOf(rep);
    const { opportunityId } = await create(rep, requestFor(draftId, 'Reste'));
    const other = await openPage(org, OTHER_REP);
    assert.equal(await codeOf(erase(other, captureId)), 'capture-not-found');
    assert.equal(await codeOf(other.apex('CaptureController.getCapture', { captureId })), 'capture-not-found');
    const manager = await openPage(org, MANAGER);
    const { rows } = viewOf((await erase(manager, captureId)).body);
    assert.equal(rows?.find((row) => row?.draftId === draftId)?.opportunityId, opportunityId);
    assert.equal((await rep.get(`/ui-api/records/${String(opportunityId)}`)).status, 200);
    const again = rep.apex('DraftController.createRecords', { request: requestFor(draftId, 'Reste') });
    assert.equal(await codeOf(again), 'capture-erased');
  });

  test('made elsewhere reaches the rows by the sync', async () => {
    const email = 'rokhaya.diatta@korane.example';
    const { view } = await draftOf(rep, `Contact : Mme Rokhaya Diatta, ${email}`);
    await middleware.erasePerson(org, email);
    await org.sync();
    const row = await rep.get(`/ui-api/records/${String(view.rows?.[0]?.recordId)}`);
    assert.match(JSON.stringify(row.body), /"Status__c":\{[^}]*"value":"Erased"/);
    assert.doesNotMatch(JSON.stringify(row.body), /Diatta|korane/i);
  });
});
