import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { createCaptureStore, type CaptureRecord } from '../captures/store.ts';
import { RULES_ALONE, type Deal } from '../extraction/schema.ts';
import type { RecordFacts } from '../matching/records.ts';
import type { Match } from '../matching/schema.ts';
import { registerOrg } from '../orgs/registration.ts';
import { createOrgStore } from '../orgs/store.ts';
import { createLog } from '../platform/log.ts';
import { openStore, type Store } from '../platform/store.ts';
import { insertCapture } from '../testing/captures.ts';
import { testDatabases } from '../testing/databases.ts';
import { dealNamed, noContact, sourceValue } from '../testing/facts.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { configurationFor, ORG } from '../testing/middleware.ts';
import { REP } from '../testing/tokens.ts';
import type { DraftParts } from './parts.ts';
import type { DraftRecord } from './store.ts';
import { draftPartsOf, knownRecords, type KnownRecords } from './testing/draft-parts.ts';

const CALLER = { orgId: ORG.orgId, userId: REP, scope: { kind: 'own' } } as const;
const ACCOUNT = '001000000000001AAA';
const PERSON = '003000000000001AAA';
const DEAL = '006000000000001AAA';
const like = (recordId: string): Match => ({ recordId, score: 0.99, verdict: 'same', reasons: ['same-name'] });

/** A note of one deal with two people. */
function noteOf(name: string): Deal {
  const deal = dealNamed('Postes', 'Postes');
  deal.account.name = sourceValue(name, name);
  deal.opportunity.closeDate = { ...sourceValue('2026-12-01', '2026-12-01'), origin: 'default' };
  for (const person of ['Sarr', 'Fall']) {
    deal.contacts.push({
      ...noContact(),
      lastName: sourceValue(person, person),
      email: sourceValue('m@x.example', 'm@x.example'),
    });
  }
  return deal;
}

for (const place of await testDatabases()) {
  describe(`records that a draft may mean (${place.name})`, { skip: place.skip ?? false, timeout: 60_000 }, () => {
    let folder: string;
    let store: Store;
    let known: KnownRecords;
    let parts: DraftParts;
    const asked: RecordFacts[] = [];
    before(async () => {
      folder = place.url ? await temporaryFolder() : await folderWithDatabase();
      store = await openStore(configurationFor(folder, place), createLog('silent'));
      await registerOrg(createOrgStore(store.database), { orgId: ORG.orgId, name: 'Test', key: ORG.publicKey });
      known = knownRecords((facts) => {
        asked.push(facts);
        if (facts.account.name?.startsWith('Connu') !== true) return {};
        const refused = { account: ['001X'], contacts: [[], ['003X']], opportunities: ['006X'] };
        return { account: [like(ACCOUNT)], contacts: [[], [like(PERSON)]], opportunities: [like(DEAL)], refused };
      });
      parts = draftPartsOf(store, known);
    });
    after(async () => {
      await store.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });

    const redraft = async (capture: CaptureRecord, ...deals: Deal[]) => {
      const found = { deals, extractor: RULES_ALONE };
      const prepared = await parts.drafting.prepare(capture, 'Postes', found, { recordId: ACCOUNT });
      await store.database.transaction((client) => parts.drafting.draft(client, capture, prepared));
      return parts.drafts.ofCapture(capture.orgId, capture.captureId);
    };
    const draftOf = async (name: string): Promise<{ capture: CaptureRecord; draft: DraftRecord }> => {
      const captures = createCaptureStore(store.database, store.keyring.wrap);
      const capture = await store.database.transaction((client) => insertCapture(client, captures, 'Postes'));
      const [draft] = await redraft(capture, noteOf(name));
      return { capture, draft: draft ?? assert.fail() };
    };
    const matchesOf = ({ content: { account, contacts, opportunity } }: DraftRecord) =>
      [account.matches, ...contacts.map(({ matches }) => matches), opportunity.matches].map((all) =>
        all.map(({ recordId }) => recordId),
      );
    const refusedOf = ({ content: { account, contacts, opportunity } }: DraftRecord) =>
      [account, ...contacts, opportunity].map(({ refused }) => refused.join());
    const createdWith = (contactIds: string[]) =>
      ({ decision: 'created', opportunityId: DEAL, accountId: ACCOUNT, contactIds, values: {} }) as const;

    it('are looked up by what the source says, not by defaults', async () => {
      const { draft } = await draftOf('Connu Un');
      assert.deepEqual(matchesOf(draft), [[ACCOUNT], [], [PERSON], [DEAL]]);
      const facts = asked.at(-1);
      assert.deepEqual(
        [facts?.account.name, facts?.account.emails.length, facts?.deal.closeDate, facts?.openedFrom, facts?.ownerId],
        ['Connu Un', 2, null, ACCOUNT, REP],
      );
    });

    it('are looked up again when a person corrects what they are found by, and else not', async () => {
      const { draft } = await draftOf('Autre');
      const change = (from: DraftRecord, path: string, value: string) =>
        parts.review.change(CALLER, from.id, from.version, { changes: [{ path, value }] });
      const corrected = await change(draft, 'account.name', 'Connu Deux');
      assert.deepEqual(matchesOf(corrected), [[ACCOUNT], [], [PERSON], [DEAL]]);
      const count = asked.length;
      await change(corrected, 'opportunity.nextStep', 'Appeler');
      assert.equal(asked.length, count);
    });

    it('are looked up by what a person set when the text is corrected', async () => {
      const { capture, draft } = await draftOf('Autre');
      await parts.review.change(CALLER, draft.id, 1, { changes: [{ path: 'account.name', value: 'Connu Trois' }] });
      const [redone] = await redraft(capture, noteOf('Encore autre'));
      assert.deepEqual(redone && matchesOf(redone), [[ACCOUNT], [], [PERSON], [DEAL]]);
    });

    it('that a person refused before stand in the draft, also after a correction and in one that a person adds', async () => {
      const refused = ['001X', '', '003X', '006X'];
      const { draft, capture } = await draftOf('Connu Cinq');
      assert.deepEqual(refusedOf(draft), refused);
      const { draft: other } = await draftOf('Autre nom');
      assert.deepEqual(refusedOf(other), ['', '', '', '']);
      const changes = [{ path: 'account.name', value: 'Connu Six' }];
      assert.deepEqual(refusedOf(await parts.review.change(CALLER, other.id, 1, { changes })), refused);
      const count = asked.length;
      await parts.review.add(CALLER, { ...capture, state: 'ready' }, randomUUID());
      assert.deepEqual([asked.length, asked.at(-1)?.openedFrom], [count + 1, null]);
    });

    it('that a person refuses join them, and leave when they are the same after all', async () => {
      const { draft } = await draftOf('Connu Sept');
      const contactId = draft.content.contacts[1]?.id;
      const say = async (same: boolean, id = (recordId: string) => recordId) =>
        refusedOf(
          await parts.matchDecisions(CALLER, draft.id, {
            decisions: [
              { target: 'account', recordId: id(ACCOUNT), same },
              { target: 'contact', contactId, recordId: id(PERSON), same },
              { target: 'opportunity', recordId: id(DEAL), same },
            ],
          }),
        );
      const all = [`001X,${ACCOUNT}`, '', `003X,${PERSON}`, `006X,${DEAL}`];
      assert.deepEqual(await say(false), all);
      assert.deepEqual(await say(true, (recordId) => recordId.slice(0, 15)), ['001X', '', '003X', '006X']);
      known.remembered.splice(0);
    });

    it('that were refused are none in a draft that was stored before they were kept', async () => {
      const { draft, capture } = await draftOf('Connu Huit');
      const { account, contacts, opportunity, ...content } = draft.content;
      const former = <Part extends { refused: string[] }>({ refused: _refused, ...part }: Part) => part;
      const stored = {
        ...content,
        account: former(account),
        contacts: contacts.map(former),
        opportunity: former(opportunity),
      };
      const sealed = draft.seal.seal(stored, `drafts.content:${draft.orgId}:${draft.id}`);
      await store.database.query('update drafts set content = $2 where id = $1', [draft.id, sealed]);
      const [read] = await parts.drafts.ofCapture(capture.orgId, capture.captureId);
      assert.deepEqual(read && refusedOf(read), ['', '', '', '']);
      assert.deepEqual(read && matchesOf(read), matchesOf(draft));
    });

    it('that were made of a draft are remembered for the next one; people only when it is plain who is who', async () => {
      const { draft } = await draftOf('Neuf');
      const other = '003000000000002AAA';
      await parts.review.decide(CALLER, draft.id, createdWith([PERSON, other]));
      const told = known.remembered.splice(0);
      assert.deepEqual(
        told.map(({ target, recordId, same, by }) => [target, recordId, same, by]),
        [
          ['account', ACCOUNT, true, REP],
          ['contact', PERSON, true, REP],
          ['contact', other, true, REP],
        ],
      );
      assert.deepEqual(told[0]?.facts, { ...told[0]?.facts, name: 'Neuf' });
      await parts.review.decide(CALLER, draft.id, createdWith([PERSON, other]));
      assert.deepEqual(known.remembered, [], 'once');
      const { draft: second } = await draftOf('Neuf encore');
      await parts.review.decide(CALLER, second.id, createdWith([PERSON]));
      assert.deepEqual(
        known.remembered.splice(0).map(({ target }) => target),
        ['account'],
      );
    });

    it('that a person decides on are remembered, with the reason among the corrections', async () => {
      const { draft, capture } = await draftOf('Connu Quatre');
      const decisions = [{ target: 'account' as const, recordId: ACCOUNT, same: false, reason: ' Une filiale ' }];
      const decided = await parts.matchDecisions(CALLER, draft.id, { decisions });
      assert.deepEqual([decided.content.account.matches, decided.content.opportunity.matches.length], [[], 1]);
      assert.deepEqual(
        known.remembered.splice(0).map(({ target, recordId, same }) => [target, recordId, same]),
        [['account', ACCOUNT, false]],
      );
      const kept = await parts.drafts.correctionsOfCapture(capture);
      assert.deepEqual(
        kept.map(({ path, value, reason }) => [path, value, reason]),
        [[`account.matches.${ACCOUNT.slice(0, 15)}`, false, 'Une filiale']],
      );
    });

    it('and drafts are found in bounded work when thousands point to one', async () => {
      const { draft } = await draftOf('Multitude');
      await store.database.query(
        `with copies as (
           insert into drafts (org_id, id, capture_id, owner_id, position, state, version, confidence, content, changed_at, duplicate_of)
           select org_id, gen_random_uuid(), capture_id, owner_id, position + copy, state, version, confidence, content, changed_at, id
           from drafts, generate_series(1, 1000) copy where id = $1 returning org_id, id, number)
         insert into deal_keys (org_id, key, draft_id, is_duplicate, number)
         select k.org_id, k.key, copies.id, true, copies.number from deal_keys k, copies where k.draft_id = $1`,
        [draft.id],
      );
      await store.database.query('analyze deal_keys');
      const begin = performance.now();
      const { draft: next } = await draftOf('Multitude');
      const milliseconds = performance.now() - begin;
      const [duplicate] = next.content.duplicates.filter(({ kind }) => kind === 'draft');
      assert.deepEqual([duplicate?.draftId, duplicate?.verdict], [draft.id, 'same']);
      assert.ok(milliseconds < 1_000, `${milliseconds} ms`);
    });
  });
}
