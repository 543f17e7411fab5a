import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import type { z } from 'zod';

import { openDoor } from '../../scripts/workbench/org/apex/middleware.ts';
import { createOrg } from '../../scripts/workbench/org/server.ts';
import type { RunningOrg } from '../../scripts/workbench/org/server.ts';
import { openOrgKey } from '../../scripts/workbench/org/signing.ts';
import { openPage } from '../../scripts/workbench/org/testing/page.ts';
import { AUDIENCE, startTestMiddleware } from '../../scripts/workbench/org/testing/registered-middleware.ts';
import type { TestMiddleware } from '../../scripts/workbench/org/testing/registered-middleware.ts';
import { closeServer, listen, portOf } from '../../scripts/workbench/org/http/listening.ts';
import { apexCalls, jsonKeys } from './apex-calls.ts';
import { apexSurface, parseClass } from './apex-source.ts';
import { interfacesOf, memberDifferences } from './component-types.ts';
import { readHttpDocument } from './http-document.ts';
import type { HttpDocument } from './http-document.ts';
import { apexClass, apexClasses, componentTypes } from './project.ts';

const NOTE = `Visite chez Ateliers Korane : ils veulent 40 postes de travail, budget 30 millions FCFA.
Contact : Mme Rokhaya Diatta, rokhaya.diatta@korane.example`;

/** What the components read of the middleware's own JSON. */
const HTTP_SHAPES = [
  'Capture',
  'Draft',
  'DraftOpportunity',
  'Evidence',
  'AccountFacts',
  'ContactFacts',
  'Duplicate',
  'Extractor',
  'ReceivedTake',
  'Region',
  'Take',
  'TakeInput',
  'UnsureWords',
];

let folder: string;
let middleware: TestMiddleware;
let org: RunningOrg;
let httpDocument: HttpDocument;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-'));
  middleware = await startTestMiddleware(join(folder, 'middleware'));
  org = await createOrg({
    dataFolder: join(folder, 'org'),
    middlewareUrl: middleware.url,
    audience: AUDIENCE,
    port: 0,
    syncSeconds: 0,
  });
  await middleware.register(org);
  httpDocument = await readHttpDocument(middleware.url);
});

after(async () => {
  await org?.close();
  await middleware?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the calls', () => {
  test('of Apex are calls of the HTTP document', () => {
    const calls = apexCalls(parseClass(apexClass('Middleware')));
    assert.equal(calls.size, 16);
    assert.deepEqual(
      [...calls].filter((call) => !httpDocument.calls.has(call)),
      [],
    );
  });

  test('of the stand-in are those of Apex', async () => {
    assert.deepEqual(await standInCalls(), [...apexCalls(parseClass(apexClass('Middleware')))].sort());
  });

  test('that the document does not have are told', () => {
    const renamed = apexClass('Middleware').replace("'/decision'", "'/verdict'");
    const unknown = [...apexCalls(parseClass(renamed))].filter((call) => !httpDocument.calls.has(call));
    assert.deepEqual(unknown, ['POST /v1/drafts/{}/verdict']);
  });
});

describe('what Apex sends', () => {
  const keysOf = (className: string, method: string): readonly string[] =>
    jsonKeys(parseClass(apexClass(className)), method);

  test('as a capture has the members of the document', () => {
    assertMembers(keysOf('CaptureContext', 'request'), ['CaptureInput']);
    assertMembers(keysOf('CaptureContext', 'context'), ['CaptureContext', 'CaptureDefaults', 'Vendor']);
    assertMembers(keysOf('CaptureContext', 'values'), ['PicklistValue']);
  });

  test('as corrections has the members of the document', () => {
    const fields = apexSurface(apexClasses()).classes.get('ValueChange');
    assert.deepEqual([...(fields?.keys() ?? [])], ['path', 'value']);
    const change = { path: 'opportunity.name', value: 'Postes de travail' };
    assert.equal(httpDocument.shape('DraftChanges').safeParse({ changes: [change] }).success, true);
    assertMembers(keysOf('Middleware', 'changeDraft'), ['DraftChanges']);
  });

  test('as a decision is one the document takes', () => {
    const decision = httpDocument.shape('DraftDecision');
    const created = Object.fromEntries(keysOf('DraftDecisions', 'created').map((key) => [key, sampleOf(key)]));
    const rejected = Object.fromEntries(keysOf('DraftDecisions', 'reject').map((key) => [key, 'hors sujet']));
    const merged = Object.fromEntries(keysOf('DraftDecisions', 'mergeDrafts').map((key) => [key, sampleOf(key)]));
    assert.deepEqual(decision.safeParse(created).error?.issues ?? [], []);
    assert.deepEqual(decision.safeParse({ ...rejected, decision: 'rejected' }).error?.issues ?? [], []);
    assert.deepEqual(Object.keys(merged).sort(), ['decision', 'mergedInto', 'reason']);
    assert.deepEqual(decision.safeParse({ ...merged, decision: 'rejected' }).error?.issues ?? [], []);
  });

  test('as decisions about matches has the members of the document', () => {
    const fields = apexSurface(apexClasses()).classes.get('MatchDecision') ?? new Map<string, string>();
    const one = Object.fromEntries([...fields.keys()].map((key) => [key, key === 'target' ? 'account' : null]));
    const decisions = httpDocument.shape('MatchDecisions');
    const told = { decisions: [{ ...one, recordId: '001000000000001AAA', same: false, reason: 'autre société' }] };
    assert.deepEqual(decisions.safeParse(told).error?.issues ?? [], []);
    assert.equal(decisions.safeParse({ decisions: [{ ...one, same: 'no' }] }).success, false);
    assertMembers(keysOf('MatchDecisions', 'decide'), ['MatchDecisions']);
  });
});

describe('what the middleware answers', () => {
  test('passes through the stand-in as the document says', async () => {
    const page = await openPage(org);
    const captureId = randomUUID();
    const input = { captureId, kind: 'text', text: NOTE, capturedAt: '2026-03-02T10:00:00Z', timeZone: 'Africa/Dakar' };
    const started = await page.apex('CaptureController.startCapture', { input });
    assertShape('Capture', started.body['capture']);
    const ready = await page.apex('CaptureController.getCapture', { captureId });
    assertShape('Capture', ready.body['capture']);
    const source = await page.apex('CaptureController.getSource', { captureId });
    assertShape('Reading', source.body);
    const draftId = randomUUID();
    const added = await page.apex('CaptureController.addDraft', { captureId, draftId });
    assertShape('Capture', added.body['capture']);
    const changes = [{ path: 'opportunity.name', value: 'Postes de travail' }];
    const saved = await page.apex('DraftController.saveChanges', { draftId, version: 1, changes });
    assertShape('Draft', saved.body['draft']);
  });

  test('as a source has the fields of the Apex class', () => {
    const fields = apexSurface(apexClasses()).classes.get('SourceView');
    assert.deepEqual([...(fields?.keys() ?? [])].sort(), [...httpDocument.properties('Reading')].sort());
  });

  test('is described by the components with its members', () => {
    const described = interfacesOf(componentTypes());
    assert.deepEqual(
      HTTP_SHAPES.flatMap((name) =>
        memberDifferences(name, described.get(name) ?? [], httpDocument.properties(name), 'the HTTP document'),
      ),
      [],
    );
  });

  test('that is of another shape is told', () => {
    assert.equal(httpDocument.shape('Capture').safeParse({ id: 'x' }).success, false);
  });
});

/** Every member that is sent is one of the shapes', and no required one is missing. */
function assertMembers(keys: readonly string[], shapes: readonly string[]): void {
  const known = shapes.flatMap((shape) => httpDocument.properties(shape));
  const needed = shapes.flatMap((shape) => httpDocument.required(shape));
  assert.deepEqual(
    { unknown: keys.filter((key) => !known.includes(key)), missing: needed.filter((key) => !keys.includes(key)) },
    { unknown: [], missing: [] },
  );
}

/** On its way to a component Lightning leaves every null out: a member that may be null may be absent, no other. */
function assertShape(shape: string, value: unknown): void {
  const issues = httpDocument.shape(shape).safeParse(value).error?.issues ?? [];
  assert.deepEqual(faultsIn(issues, value), []);
}

function faultsIn(issues: readonly z.core.$ZodIssue[], value: unknown): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    const inside = issuesUnlessNull(issue);
    if (inside === null) return [issue];
    const member = memberAt(value, issue.path);
    return member === undefined ? [] : faultsIn(inside, member);
  });
}

/** What is wrong with a member that may be null, taken as one that is not; null for any other member. */
function issuesUnlessNull(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] | null {
  if (issue.code !== 'invalid_union') return null;
  const isNull = ([first]: readonly z.core.$ZodIssue[]) => first?.code === 'invalid_type' && first.expected === 'null';
  return issue.errors.some(isNull) ? (issue.errors.find((branch) => !isNull(branch)) ?? []) : null;
}

function memberAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

function sampleOf(key: string): unknown {
  if (key === 'decision') return 'created';
  if (key === 'updated') return true;
  if (key === 'mergedInto') return randomUUID();
  if (key === 'contactIds') return ['003000000000001AAA'];
  return key === 'values' ? { 'opportunity.name': 'Postes de travail' } : '006000000000001AAA';
}

/** What the stand-in's door asks for, told by a server that takes everything. */
async function standInCalls(): Promise<readonly string[]> {
  const seen = new Set<string>();
  const id = randomUUID();
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    seen.add(`${request.method} ${path.replaceAll(id, '{}').replaceAll(/\/\d+/g, '/{}')}`);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await listen(server, 0);
  const key = openOrgKey(join(folder, 'org'), org.orgId);
  const url = `http://127.0.0.1:${portOf(server)}`;
  const door = openDoor({ url, audience: AUDIENCE, key, timeoutSeconds: 5 }, id)('005WB0000000001YAA', 'own');
  await door.startCapture({});
  await door.getCapture(id, 1);
  await door.sendPart(id, { take: 1, part: 1 }, new Uint8Array(1), createHash('sha256').update('').digest('base64'));
  await door.completeCapture(id, []);
  await door.getPart(id, { take: 1, part: 1 });
  await door.getPage(id, 1);
  await door.getSound(id, 1);
  await door.getSource(id);
  await door.correctSource(id, 'texte');
  await door.retryCapture(id, []);
  await door.eraseCapture(id);
  await door.readErasures(new Date(), null);
  await door.addDraft(id, id);
  await door.changeDraft(id, 1, []);
  await door.decide(id, {});
  await door.decideMatches(id, {});
  await closeServer(server);
  return [...seen].sort();
}
