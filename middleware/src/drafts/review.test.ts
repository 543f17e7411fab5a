import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { createCaptureStore, type CaptureRecord, type CaptureStore } from '../captures/store.ts';
import { RULES_ALONE } from '../extraction/schema.ts';
import { registerOrg } from '../orgs/registration.ts';
import { createOrgStore } from '../orgs/store.ts';
import { CodedError } from '../platform/errors.ts';
import { createLog } from '../platform/log.ts';
import { openStore, type Store } from '../platform/store.ts';
import { insertCapture, untilSomeoneWaits } from '../testing/captures.ts';
import { testDatabases } from '../testing/databases.ts';
import { dealNamed } from '../testing/facts.ts';
import { configurationFor, ORG } from '../testing/middleware.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { REP } from '../testing/tokens.ts';
import { setByPerson } from './changes.ts';
import type { Drafting, FoundDeals } from './drafting.ts';
import type { Review } from './review.ts';
import type { DraftRecord, DraftStore } from './store.ts';
import { draftPartsOf } from './testing/draft-parts.ts';

const CALLER = { orgId: ORG.orgId, userId: REP, scope: { kind: 'own' } } as const;
const TEXT = 'Deal: Postes';

for (const place of await testDatabases()) {
  describe(`reviewing drafts (${place.name})`, { skip: place.skip ?? false }, () => {
    let folder: string;
    let store: Store;
    let captures: CaptureStore;
    let drafts: DraftStore;
    let review: Review;
    let drafting: Drafting;
    before(async () => {
      folder = place.url ? await temporaryFolder() : await folderWithDatabase();
      store = await openStore(configurationFor(folder, place), createLog('silent'));
      await registerOrg(createOrgStore(store.database), { orgId: ORG.orgId, name: 'Test', key: ORG.publicKey });
      captures = createCaptureStore(store.database, store.keyring.wrap);
      ({ drafts, review, drafting } = draftPartsOf(store));
    });
    after(async () => {
      await store.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });

    const draftOf = async (capture: CaptureRecord, found: FoundDeals) => {
      const prepared = await drafting.prepare(capture, TEXT, found);
      await store.database.transaction((client) => drafting.draft(client, capture, prepared));
    };

    /** A capture with one draft, made without HTTP. */
    const newDraft = async (): Promise<DraftRecord> => {
      const capture = await store.database.transaction((client) => insertCapture(client, captures, TEXT));
      await draftOf(capture, { deals: [dealNamed(TEXT, 'Postes')], extractor: RULES_ALONE });
      const [draft] = await drafts.ofCapture(ORG.orgId, capture.captureId);
      assert.ok(draft);
      return draft;
    };

    const corrections = async (draft: DraftRecord) => {
      const { rows } = await store.database.query<{ path: string; change: Buffer; changed_by: string }>(
        'select path, change, changed_by from corrections where org_id = $1 and draft_id = $2 order by number',
        [draft.orgId, draft.id],
      );
      const place = `drafts.corrections:${draft.orgId}:${draft.id}`;
      return rows.map(({ path, change, changed_by: by }) => ({
        path,
        by,
        ...(draft.seal.open(change, place) as object),
      }));
    };

    it('keeps every correction, sealed, with who made it', async () => {
      const draft = await newDraft();
      await review.change(CALLER, draft.id, 1, { changes: [{ path: 'opportunity.name', value: 'Serveurs' }] });
      await review.decide(CALLER, draft.id, {
        decision: 'created',
        opportunityId: '006000000000001AAA',
        contactIds: [],
        values: { 'opportunity.name': 'Serveurs', 'opportunity.nextStep': 'Appeler' },
      });
      assert.deepEqual(await corrections(draft), [
        { path: 'opportunity.name', by: REP, former: 'Postes', value: 'Serveurs' },
        { path: 'opportunity.nextStep', by: REP, former: null, value: 'Appeler' },
      ]);
    });

    it('keeps no correction of a change that was refused', async () => {
      const draft = await newDraft();
      const changes = [
        { path: 'opportunity.name', value: 'Serveurs' },
        { path: 'opportunity.amount', value: 'beaucoup' },
      ];
      await assert.rejects(
        review.change(CALLER, draft.id, 1, { changes }),
        (error) => error instanceof CodedError && error.code === 'change-invalid',
      );
      assert.deepEqual(await corrections(draft), []);
      assert.equal((await drafts.find(CALLER, draft.id))?.version, 1);
    });

    it('keeps what a person sets while a corrected text is drafted', { timeout: 20_000 }, async () => {
      const draft = await newDraft();
      const capture = await captures.get(draft);
      assert.ok(capture);
      const redraft = () => draftOf(capture, { deals: [dealNamed(TEXT, 'Deal')], extractor: RULES_ALONE });
      const { opportunity } = draft.content;
      const nextStep = setByPerson(opportunity.nextStep, 'Appeler');
      const content = { ...draft.content, opportunity: { ...opportunity, nextStep } };
      // Inside this transaction nothing may use the pool, and drafting is to begin while it is open.
      const begin = Promise.withResolvers<undefined>();
      const redrafted = begin.promise.then(redraft);
      await store.database.transaction(async (client) => {
        const held = await drafts.find(CALLER, draft.id, client);
        assert.ok(held);
        begin.resolve(undefined);
        if (store.database.kind === 'server') await untilSomeoneWaits(client);
        await drafts.save(client, { ...held, content }, new Date());
      });
      await redrafted;
      const after = await drafts.find(CALLER, draft.id);
      assert.deepEqual(
        [after?.version, after?.content.opportunity.name.value, after?.content.opportunity.nextStep.value],
        [3, 'Deal', 'Appeler'],
      );
    });

    it('does not open the content of one draft in the place of another', async () => {
      const [one, other] = [await newDraft(), await newDraft()];
      await store.database.query(
        `update drafts set content = (select content from drafts where id = $1) where id = $2`,
        [one.id, other.id],
      );
      await assert.rejects(drafts.find(CALLER, other.id), { name: 'UnsealError' });
    });

    it('loses everything of a capture with its row', async () => {
      const draft = await newDraft();
      await store.database.query('delete from captures where org_id = $1 and id = $2', [draft.orgId, draft.captureId]);
      assert.equal(await drafts.find(CALLER, draft.id), undefined);
    });
  });
}
