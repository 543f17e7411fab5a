import { z } from 'zod';

import type { CaptureStore } from '../captures/store.ts';
import { operation, type Answer, type Operation } from '../orgs/operation.ts';
import { CodedError } from '../platform/errors.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { DraftView } from './draft-view.ts';
import type { DecideMatches } from './match-decisions.ts';
import type { Review } from './review.ts';
import { draft, draftChanges, draftDecision, draftPage, draftState, matchDecisions } from './schema.ts';
import type { DraftRecord, DraftStore } from './store.ts';

interface Parts {
  captures: CaptureStore;
  drafts: DraftStore;
  draftView: DraftView;
  review: Review;
  matchDecisions: DecideMatches;
}

const PAGE_SIZE = 50;

const id = z.uuid().toLowerCase();
const params = z.object({ id });
const newDraft = z.object({ id }).meta({ id: 'NewDraft' });
const query = z.object({
  state: draftState.optional(),
  owner: z
    .string()
    .regex(/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/)
    .optional(),
  changedSince: z.iso.datetime({ offset: true }).optional(),
  cursor: z.string().max(200).optional(),
});

const draftAnswer = (description: string) => ({ description, schema: draft, headers: ['ETag'] });

/** The calls that concern drafts. */
export function draftOperations(parts: Parts): Operation[] {
  return [
    listOperation(parts),
    changeOperation(parts),
    decideOperation(parts),
    decideMatchesOperation(parts),
    addOperation(parts),
  ];
}

function listOperation({ drafts, draftView }: Parts): Operation {
  return operation({
    id: 'listDrafts',
    method: 'get',
    path: '/v1/drafts',
    summary:
      'Drafts in the order of their last change. `changedSince` is inclusive; `next` is the cursor of the next page.',
    scopes: ['own', 'capture', 'org'],
    query,
    answers: { 200: { description: 'A page of drafts.', schema: draftPage } },
    problems: ['query-invalid'],
    handle: async ({ caller, query: { state, owner, changedSince, cursor } }) => {
      const found = await drafts.list(caller, {
        state,
        owner,
        changedSince: changedSince === undefined ? undefined : new Date(changedSince),
        after: cursor === undefined ? undefined : decodeCursor(cursor),
        limit: PAGE_SIZE + 1,
      });
      const page = found.slice(0, PAGE_SIZE);
      const last = found.length > PAGE_SIZE ? page.at(-1) : undefined;
      const shown = await draftView.show(caller.orgId, page);
      return { status: 200, body: { drafts: shown, next: last ? encodeCursor(last) : null } };
    },
  });
}

function changeOperation({ review, draftView }: Parts): Operation {
  return operation({
    id: 'changeDraft',
    method: 'patch',
    path: '/v1/drafts/{id}',
    summary: 'Sets values as a person typed or chose them. What they replace stays among the alternatives.',
    scopes: ['own', 'capture'],
    params,
    unknownId: 'draft-not-found',
    needsVersion: true,
    body: draftChanges,
    answers: { 200: draftAnswer('The draft with the changes.') },
    problems: [
      'draft-not-found',
      'capture-erased',
      'draft-decided',
      'version-conflict',
      'version-missing',
      'header-invalid',
      'change-invalid',
      'body-invalid',
    ],
    handle: async ({ caller, params, body, ifMatch }) =>
      answer(draftView, 200, await review.change(caller, params.id, versionOf(ifMatch), body)),
  });
}

function decideOperation({ review, draftView }: Parts): Operation {
  return operation({
    id: 'decideDraft',
    method: 'post',
    path: '/v1/drafts/{id}/decision',
    summary: 'Approved, rejected, or created with the ids of the records. The same decision again changes nothing.',
    scopes: ['own', 'capture', 'org'],
    params,
    unknownId: 'draft-not-found',
    body: draftDecision,
    answers: { 200: draftAnswer('The decided draft.') },
    problems: ['draft-not-found', 'capture-erased', 'draft-decided', 'body-invalid'],
    handle: async ({ caller, params, body }) => answer(draftView, 200, await review.decide(caller, params.id, body)),
  });
}

function decideMatchesOperation({ matchDecisions: decide, draftView }: Parts): Operation {
  return operation({
    id: 'decideMatches',
    method: 'post',
    path: '/v1/drafts/{id}/matches',
    summary:
      'Says of records, drafts and captures that may be the same whether they are. It is remembered and not asked again; the same once more changes nothing.',
    scopes: ['own', 'capture'],
    params,
    unknownId: 'draft-not-found',
    body: matchDecisions,
    answers: { 200: draftAnswer('The draft as it now stands.') },
    problems: ['draft-not-found', 'capture-erased', 'draft-decided', 'match-unknown', 'body-invalid'],
    handle: async ({ caller, params, body }) => answer(draftView, 200, await decide(caller, params.id, body)),
  });
}

function addOperation({ captures, review, draftView }: Parts): Operation {
  return operation({
    id: 'addDraft',
    method: 'post',
    path: '/v1/captures/{id}/drafts',
    summary: 'Adds an empty draft, with the account and contacts found, under an id that the client chooses.',
    scopes: ['own'],
    params,
    unknownId: 'capture-not-found',
    body: newDraft,
    answers: { 201: draftAnswer('The draft; the same one when it was added before.') },
    problems: ['capture-not-found', 'capture-erased', 'capture-not-ready', 'draft-conflict', 'body-invalid'],
    handle: async ({ caller, params, body }) => {
      const capture = await captures.require(caller, params.id);
      return answer(draftView, 201, await review.add(caller, capture, body.id));
    },
  });
}

async function answer(view: DraftView, status: number, record: DraftRecord): Promise<Answer> {
  const [body] = await view.show(record.orgId, [record]);
  return { status, body, headers: { etag: `"${record.version}"` } };
}

/** The version in If-Match: a number, with or without the quotes that an ETag has. */
function versionOf(ifMatch: string | undefined): number {
  if (!ifMatch) throw new CodedError('version-missing');
  const version = /^"?(\d{1,9})"?$/.exec(ifMatch.trim())?.[1];
  if (!version)
    throw new CodedError('header-invalid', 'If-Match must be the version of the draft in quotes, like "3".');
  return Number(version);
}
