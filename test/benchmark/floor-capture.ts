import { randomUUID } from 'node:crypto';

import { dayIn } from '../../middleware/src/captures/day.ts';
import { canonicalJson } from '../../middleware/src/captures/digest.ts';
import { captureInput, type CaptureInput } from '../../middleware/src/captures/schema.ts';
import { keyOwner } from '../../middleware/src/captures/store.ts';
import { contentOf } from '../../middleware/src/drafts/content.ts';
import { capture as captureShape, type Capture } from '../../middleware/src/drafts/schema.ts';
import { toDraft, type DraftRecord } from '../../middleware/src/drafts/store.ts';
import { extract } from '../../middleware/src/extraction/extract.ts';
import { ground } from '../../middleware/src/extraction/grounding.ts';
import type { Extraction } from '../../middleware/src/extraction/schema.ts';
import { comparable } from '../../middleware/src/matching/sources/texts.ts';
import type { Caller } from '../../middleware/src/orgs/caller.ts';
import { operation, type Operation } from '../../middleware/src/orgs/operation.ts';
import type { Database, Queryable } from '../../middleware/src/platform/database.ts';
import type { Seal } from '../../middleware/src/platform/encryption.ts';
import type { Jobs } from '../../middleware/src/platform/jobs.ts';
import type { Keyring } from '../../middleware/src/platform/keyring.ts';
import type { Reading } from '../../middleware/src/readings/schema.ts';
import { readText } from '../../middleware/src/readings/text.ts';

interface Parts {
  database: Database;
  keyring: Keyring;
  jobs: Jobs;
}

/** A capture on its way through the one handler. */
interface Current {
  orgId: string;
  captureId: string;
  ownerId: string;
  input: CaptureInput;
  text: string;
  requestId: string;
  seal: Seal;
  wrapped: Buffer;
}

/** The floor's only call; `floor.ts` says what it does and what it leaves out. */
export function captureInLine(parts: Parts): Operation {
  const { database, keyring, jobs } = parts;
  return operation({
    id: 'createCapture',
    method: 'post',
    path: '/v1/captures',
    summary: 'A note, in line.',
    scopes: ['own'],
    body: captureInput,
    waits: true,
    answers: { 200: { description: 'Ready.', schema: captureShape } },
    problems: ['body-invalid'],
    async handle({ caller, body, requestId }) {
      const current = { ...begin(keyring, caller, body), requestId };
      await database.transaction(async (client) => {
        await insertCapture(client, keyring, current);
        await jobs.send(client, { orgId: current.orgId, captureId: current.captureId });
      });
      const reading: Reading = { ...readText(current.text, body.language), corrected: false };
      const today = dayIn(body.timeZone, new Date(body.capturedAt));
      const asked = { reading, kind: body.kind, today, language: body.language ?? null, context: body.context };
      const found = ground(extract(asked), reading.text).extraction;
      const drafts = draftsOf(current, found);
      await database.transaction(async (client) => {
        await finishCapture(client, current, reading, found);
        await insertFingerprint(client, keyring, current, reading.text);
        for (const draft of drafts) await insertDraft(client, draft);
      });
      return { status: 200, body: shown(current, reading, found, drafts) };
    },
  });
}

function begin(keyring: Keyring, { orgId, userId }: Caller, input: CaptureInput): Omit<Current, 'requestId'> {
  const captureId = input.id.toLowerCase();
  const key = keyring.wrap.make(keyOwner({ orgId, captureId }));
  return { orgId, captureId, ownerId: userId, input, text: input.text ?? '', ...key };
}

async function insertCapture(client: Queryable, keyring: Keyring, current: Current): Promise<void> {
  const { orgId, captureId, ownerId, input, text, seal } = current;
  await client.query(
    `insert into captures (org_id, id, owner_id, kind, state, language, captured_at, time_zone, digest, wrapped_key, source, context, request_id)
     values ($1, $2, $3, $4, 'queued', $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      orgId,
      captureId,
      ownerId,
      input.kind,
      input.language ?? null,
      new Date(input.capturedAt),
      input.timeZone,
      keyring.lookup('capture', canonicalJson({ owner: ownerId, input })),
      current.wrapped,
      seal.seal({ text, language: input.language ?? null }, place(current, 'captures.source')),
      seal.seal(input.context, place(current, 'captures.context')),
      current.requestId,
    ],
  );
}

async function finishCapture(client: Queryable, current: Current, reading: Reading, found: Extraction): Promise<void> {
  const { orgId, captureId, seal } = current;
  await client.query(
    `update captures set state = 'ready', reading = $3, extraction = $4, language = $5, updated_at = now()
     where org_id = $1 and id = $2`,
    [
      orgId,
      captureId,
      seal.seal(reading, place(current, 'captures.reading')),
      seal.seal(found, place(current, 'captures.extraction')),
      reading.language,
    ],
  );
}

async function insertFingerprint(client: Queryable, keyring: Keyring, current: Current, text: string): Promise<void> {
  await client.query(
    `with own as (insert into sources (org_id, capture_id, owner_id) values ($1, $2, $3) returning number)
     insert into source_keys (org_id, key, number, of_text) select $1, $4, number, true from own`,
    [current.orgId, current.captureId, current.ownerId, keyring.lookup('text', comparable(text))],
  );
}

function draftsOf({ orgId, captureId, ownerId, seal }: Current, { deals, extractor }: Extraction): DraftRecord[] {
  const changedAt = new Date();
  return deals.map((deal, index) => ({
    orgId,
    id: randomUUID(),
    captureId,
    ownerId,
    position: index + 1,
    state: 'open',
    version: 1,
    confidence: deal.confidence,
    content: contentOf(deal, [], extractor),
    decision: null,
    changedAt,
    seal,
  }));
}

async function insertDraft(client: Queryable, draft: DraftRecord): Promise<void> {
  await client.query(
    `insert into drafts (org_id, id, capture_id, owner_id, position, state, version, confidence, content, changed_at)
     values ($1, $2, $3, $4, $5, 'open', 1, $6, $7, $8)`,
    [
      draft.orgId,
      draft.id,
      draft.captureId,
      draft.ownerId,
      draft.position,
      draft.confidence,
      draft.seal.seal(draft.content, `drafts.content:${draft.orgId}:${draft.id}`),
      draft.changedAt,
    ],
  );
}

function shown(current: Current, reading: Reading, found: Extraction, drafts: DraftRecord[]): Capture {
  return {
    id: current.captureId,
    kind: current.input.kind,
    state: 'ready',
    reason: null,
    progress: 1,
    language: reading.language,
    capturedAt: new Date(current.input.capturedAt).toISOString(),
    received: [],
    takes: [],
    pages: null,
    heard: null,
    consent: null,
    drafts: drafts.map(toDraft),
    account: drafts.length === 0 ? found.account : null,
    contacts: drafts.length === 0 ? found.contacts : [],
    extractor: found.extractor,
  };
}

const place = ({ orgId, captureId }: Current, column: string) => `${column}:${orgId}:${captureId}`;
