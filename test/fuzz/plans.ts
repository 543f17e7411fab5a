import fc from 'fast-check';

import { captureBody } from '../../middleware/src/testing/middleware.ts';
import { bytesUpTo, digests, type Digest } from './bytes.ts';
import { CALLERS, type CallerName } from './callers.ts';
import type { DescribedOperation, Document } from './document.ts';
import { mutate, mutations, spoilers } from './mutations.ts';
import { valuesOf } from './values.ts';

/** Which capture or draft a call means. Ids are made when a sequence runs, so that one that is shrunk runs on fresh captures. */
export type Target = 'first' | 'second' | 'erased' | 'other org' | 'unknown' | { readonly raw: string };

/** One call before its ids, token and version are filled in. */
export interface Plan {
  readonly operation: DescribedOperation;
  /** Another method than the operation's. */
  readonly method: string | null;
  readonly caller: CallerName;
  readonly target: Target;
  /** What stands in the address where a take, a part or a page is counted. */
  readonly number: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly ifMatch: 'current' | 'none' | { readonly raw: string };
  readonly wait: string | null;
  readonly body: PlannedBody;
}

export type PlannedBody =
  | { readonly kind: 'none' }
  /** `ownId`: the id of the target stands in for the one in the value. */
  | { readonly kind: 'json'; readonly value: unknown; readonly ownId: boolean }
  | { readonly kind: 'bytes'; readonly value: Buffer; readonly digest: Digest }
  | { readonly kind: 'raw'; readonly value: unknown; readonly name: string; readonly spoil: (json: string) => Buffer };

const MOSTLY = 12;

/** Mostly the first, now and then the second. */
const mostly = <Value>(usual: fc.Arbitrary<Value>, unusual: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: MOSTLY, arbitrary: usual }, { weight: 1, arbitrary: unusual });

const RAW_IDS = [
  'not-an-id',
  '..%2f..%2fetc',
  '%00',
  '%zz',
  '%F0%9F%98%80',
  '__proto__',
  'constructor',
  '%20',
  "'or'1'='1",
  '0',
  'x'.repeat(2000),
];
const targets: fc.Arbitrary<Target> = fc.oneof(
  { weight: 10, arbitrary: fc.constant<Target>('first') },
  { weight: 3, arbitrary: fc.constantFrom<Target>('second', 'erased', 'other org', 'unknown') },
  { weight: 1, arbitrary: fc.constantFrom(...RAW_IDS).map((raw): Target => ({ raw })) },
);
const rightCaller = ({ scopes }: DescribedOperation): CallerName => (scopes.includes('own') ? 'rep' : 'scope org');
const callersOf = (operation: DescribedOperation) =>
  fc.oneof(
    { weight: MOSTLY, arbitrary: fc.constant(rightCaller(operation)) },
    { weight: 5, arbitrary: fc.constantFrom<CallerName>(...CALLERS) },
  );
const VERSIONS = ['"0"', '"999999999"', '*', 'W/"1"', '"1", "2"', 'abc', '', '-1', '1e3', '"\u00e9"', '9'.repeat(40)];
const versions: fc.Arbitrary<Plan['ifMatch']> = mostly(
  fc.constant<Plan['ifMatch']>('current'),
  fc.oneof(
    fc.constant<Plan['ifMatch']>('none'),
    fc.constantFrom(...VERSIONS).map((raw) => ({ raw })),
  ),
);
const WAITS = [
  'wait=0',
  'wait=1',
  'wait=-1',
  'wait=99999999999',
  'wait',
  'respond-async, wait="2"',
  ';;;',
  'wait=\u00e9',
];
const waits = fc.oneof(
  { weight: 4, arbitrary: fc.constant('wait=10') },
  { weight: 1, arbitrary: fc.constantFrom(...WAITS, null) },
);
const HEADERS: readonly (readonly [string, string])[] = [
  ['Content-Type', 'text/plain'],
  ['Content-Type', 'application/json; charset=utf-16'],
  ['Content-Type', 'application/json; charset=iso-8859-1'],
  ['Content-Type', 'application/x-www-form-urlencoded'],
  ['Content-Type', 'multipart/form-data; boundary=x'],
  ['Content-Encoding', 'gzip'],
  ['Content-Encoding', 'br'],
  ['Content-Encoding', 'zstd, gzip, gzip'],
  ['X-Request-Id', 'not a uuid'],
  ['X-Request-Id', '0b8f8e4e-3f3e-4b8e-9a53-0d7f0f3c7c11'],
  ['If-Match', '"2"'],
  ['Prefer', 'wait=1'],
  ['Authorization', 'Basic eDp5'],
  ['Accept', 'text/html'],
  ['Accept-Encoding', 'identity;q=0'],
  ['Expect', '100-continue'],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['X-Forwarded-For', '::1, unknown, 999.999.999.999'],
  ['Host', 'evil.example'],
  ['Range', 'bytes=0-1'],
  ['Cookie', 'a=b'],
];
const headers = mostly(
  fc.constant<Plan['headers']>([]),
  fc.array(fc.constantFrom(...HEADERS), { minLength: 1, maxLength: 3 }),
);
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'];

const NUMBERS = ['0', '2', '3', '100', '101', '-1', '01', '1e1', '1.5', 'x', '%00', '9'.repeat(400), '__proto__'];
const numbers = mostly(fc.constant('1'), fc.constantFrom(...NUMBERS));

const bytesBody = (most: number): fc.Arbitrary<PlannedBody> =>
  fc.tuple(bytesUpTo(most), digests).map(([value, digest]) => ({ kind: 'bytes', value, digest }));

function bodies(document: Document, operation: DescribedOperation): fc.Arbitrary<PlannedBody> {
  if (operation.mostBytes !== undefined) {
    const none = fc.constantFrom<PlannedBody>({ kind: 'none' }, { kind: 'json', value: {}, ownId: false });
    return mostly(bytesBody(operation.mostBytes), none);
  }
  if (!operation.body)
    return mostly(
      fc.constant<PlannedBody>({ kind: 'none' }),
      fc.constant<PlannedBody>({ kind: 'json', value: {}, ownId: false }),
    );
  const values = valuesOf(document, operation.body);
  const json = (value: unknown, ownId: boolean): PlannedBody => ({ kind: 'json', value, ownId });
  return fc.oneof(
    { weight: 6, arbitrary: values.map((value) => json(value, true)) },
    {
      weight: 4,
      arbitrary: fc.tuple(values, mutations).map(([value, changes]) => json(mutate(value, changes), false)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(values, spoilers)
        .map(([value, spoiler]): PlannedBody => ({ kind: 'raw', value, ...spoiler })),
    },
    { weight: 1, arbitrary: fc.constantFrom<PlannedBody>({ kind: 'none' }, json(null, false), json([], false)) },
  );
}

function queries(document: Document, operation: DescribedOperation): fc.Arbitrary<Record<string, unknown>> {
  const described = operation.parameters.filter((one) => one.in === 'query');
  const known = Object.fromEntries(described.map(({ name, schema }) => [name, valuesOf(document, schema)]));
  const valid = fc.record<Record<string, unknown>>(known, { requiredKeys: [] });
  return fc.oneof(
    { weight: 5, arbitrary: valid },
    {
      weight: 2,
      arbitrary: fc
        .tuple(valid, mutations)
        .map(([value, changes]) => Object(mutate(value, changes)) as Record<string, unknown>),
    },
  );
}

function plansOf(document: Document, operation: DescribedOperation): fc.Arbitrary<Plan> {
  return fc.record({
    operation: fc.constant(operation),
    method: fc.oneof(
      { weight: 25, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
    ),
    caller: callersOf(operation),
    target: targets,
    number: numbers,
    query: queries(document, operation),
    headers,
    ifMatch: versions,
    wait: waits,
    body: bodies(document, operation),
  });
}

/** A call without anything wrong, as the org sends it. */
function rightPlan(document: Document, operation: DescribedOperation): fc.Arbitrary<Plan> {
  return rightBodies(document, operation).map((body) => ({
    operation,
    method: null,
    caller: rightCaller(operation),
    target: 'first',
    number: '1',
    query: {},
    headers: [],
    ifMatch: 'current',
    wait: 'wait=10',
    body,
  }));
}

function rightBodies(document: Document, { body, mostBytes }: DescribedOperation): fc.Arbitrary<PlannedBody> {
  if (mostBytes !== undefined) return bytesUpTo(mostBytes).map((value) => ({ kind: 'bytes', value, digest: 'right' }));
  if (!body) return fc.constant<PlannedBody>({ kind: 'none' });
  return valuesOf(document, body).map((value) => ({ kind: 'json', value, ownId: true }));
}

/** The life of a capture, in which every step may go wrong or be left out. */
const LIFE = [
  'createCapture',
  'readCapture',
  'readSource',
  'addDraft',
  'changeDraft',
  'correctSource',
  'decideDraft',
  'listDrafts',
  'eraseCapture',
  'listErasures',
  'createCapture',
  'readCapture',
];

/** The same of one whose content is a file. */
const LIFE_OF_FILES = [
  'createCapture',
  'putPart',
  'readCapture',
  'completeCapture',
  'readPart',
  'readSource',
  'readPage',
  'retryCapture',
  'correctSource',
  'putPart',
  'completeCapture',
  'eraseCapture',
  'putPart',
];

/** Addresses that the document does not know. */
const NOWHERE: DescribedOperation[] = [
  '/',
  '/v2/captures',
  '/v1/captures/',
  '/v1//drafts',
  '/V1/drafts',
  '/v1/drafts/../../ready',
  '/metrics',
  '/%2e%2e/',
  '/favicon.ico',
].map((path) => ({
  id: 'nowhere',
  method: 'GET',
  path,
  open: false,
  scopes: ['own'],
  parameters: [],
  body: undefined,
  mostBytes: undefined,
  responses: {},
}));

/** Sequences of calls on the same captures. */
export function sequences(document: Document): fc.Arbitrary<Plan[]> {
  const { operations } = document;
  const named = (id: string) => operations.filter((operation) => operation.id === id);
  const any = fc.oneof(
    ...operations.map((operation) => ({ weight: operation.open ? 1 : 3, arbitrary: plansOf(document, operation) })),
    { weight: 1, arbitrary: fc.constantFrom(...NOWHERE).chain((operation) => plansOf(document, operation)) },
  );
  const life = (steps: readonly string[], change: (plan: Plan) => Plan = (plan) => plan) =>
    steps
      .flatMap(named)
      .map((operation, step) =>
        fc.oneof(
          { weight: step === 0 ? 30 : 3, arbitrary: rightPlan(document, operation).map((plan) => [change(plan)]) },
          { weight: 2, arbitrary: plansOf(document, operation).map((plan) => [plan]) },
          { weight: 1, arbitrary: fc.constant<Plan[]>([]) },
        ),
      );
  const create = fc.oneof(...named('createCapture').map((operation) => rightPlan(document, operation)));
  return fc.oneof(
    fc.tuple(...life(LIFE)).map((steps) => steps.flat()),
    fc.tuple(...life(LIFE_OF_FILES, withFiles)).map((steps) => steps.flat()),
    fc.tuple(create, fc.array(any, { minLength: 1, maxLength: 10 })).map(([first, rest]) => [first, ...rest]),
  );
}

/** A capture that is created so has files. */
function withFiles(plan: Plan): Plan {
  const { body } = plan;
  if (plan.operation.id !== 'createCapture' || body.kind !== 'json') return plan;
  return { ...plan, body: { ...body, value: { ...Object(body.value), kind: 'document' } as unknown } };
}

/** For each text: the note is sent, and its source read. */
export function noteSequences({ operations }: Document, texts: readonly string[]): Plan[][] {
  const named = (id: string) => operations.filter((operation) => operation.id === id);
  const sent = {
    method: null,
    caller: 'rep',
    target: 'first',
    number: '1',
    query: {},
    headers: [],
    ifMatch: 'none',
    wait: 'wait=10',
  } as const;
  return texts.map((text) => [
    ...named('createCapture').map((operation) => ({
      ...sent,
      operation,
      body: { kind: 'json', value: captureBody({ text }), ownId: true } as const,
    })),
    ...named('readSource').map((operation) => ({ ...sent, operation, body: { kind: 'none' } as const })),
  ]);
}
