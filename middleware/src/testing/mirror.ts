import { rm } from 'node:fs/promises';

import type { AccountFacts, ContactFacts, DealFacts } from '../matching/facts.ts';
import {
  createMirror,
  type Mirror,
  type MirroredAccount,
  type MirroredContact,
  type MirroredOpportunity,
} from '../matching/mirror/mirror.ts';
import { createRecordMatching, type RecordFacts, type RecordMatches } from '../matching/records.ts';
import { registerOrg } from '../orgs/registration.ts';
import { createOrgStore } from '../orgs/store.ts';
import { createLog } from '../platform/log.ts';
import { openStore, type Store } from '../platform/store.ts';
import type { TestDatabase } from './databases.ts';
import { folderWithDatabase, temporaryFolder } from './folders.ts';
import { configurationFor, ORG, OTHER_ORG } from './middleware.ts';

export const MODIFIED = new Date('2026-03-01T08:00:00Z');

/** A store with two orgs and a mirror. */
export interface TestMirror {
  store: Store;
  mirror: Mirror;
  put(records: Records, orgId?: string, load?: string): Promise<void>;
  find(facts: Wishes, orgId?: string): Promise<RecordMatches>;
  remove(): Promise<void>;
}

interface Records {
  accounts?: MirroredAccount[];
  contacts?: MirroredContact[];
  opportunities?: MirroredOpportunity[];
}

export interface Wishes extends Partial<Omit<RecordFacts, 'account' | 'deal' | 'contacts'>> {
  account?: Partial<AccountFacts>;
  contacts?: Partial<ContactFacts>[];
  deal?: Partial<DealFacts>;
}

export async function openTestMirror(place: TestDatabase): Promise<TestMirror> {
  const folder = place.url ? await temporaryFolder() : await folderWithDatabase();
  const store = await openStore(configurationFor(folder, place), createLog('silent'));
  const orgs = createOrgStore(store.database);
  for (const { orgId, publicKey } of [ORG, OTHER_ORG]) await registerOrg(orgs, { orgId, name: 'Test', key: publicKey });
  const mirror = createMirror(store.database, store.keyring);
  const matching = createRecordMatching(store.keyring);
  return {
    store,
    mirror,
    put: ({ accounts = [], contacts = [], opportunities = [] }, orgId = ORG.orgId, load) =>
      store.database.transaction(async (client) => {
        await mirror.putAccounts(client, orgId, accounts, load);
        await mirror.putContacts(client, orgId, contacts, load);
        await mirror.putOpportunities(client, orgId, opportunities, load);
      }),
    find: (facts, orgId = ORG.orgId) =>
      store.database.transaction((client) => matching.find(client, orgId, recordFacts(facts))),
    async remove() {
      await store.close();
      await place.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Facts that say nothing but what is wished. */
export function recordFacts({
  account,
  contacts = [],
  deal,
  openedFrom = null,
  ownerId = 'nobody',
}: Wishes): RecordFacts {
  return {
    account: accountFacts(account),
    contacts: contacts.map(contactFacts),
    deal: { name: null, amount: null, currency: null, closeDate: null, type: null, ...deal },
    openedFrom,
    ownerId,
  };
}

export function accountFacts(wishes: Partial<AccountFacts> = {}): AccountFacts {
  return { name: null, website: null, phone: null, city: null, country: null, emails: [], ...wishes };
}

export function contactFacts(wishes: Partial<ContactFacts> = {}): ContactFacts {
  return { firstName: null, lastName: null, title: null, email: null, phones: [], ...wishes };
}

export function mirroredAccount(recordId: string, wishes: Partial<MirroredAccount> = {}): MirroredAccount {
  const nothing = { website: null, phone: null, city: null, country: null, parentId: null };
  return { recordId, name: recordId, ...nothing, modifiedAt: MODIFIED, ...wishes };
}

export function mirroredContact(recordId: string, wishes: Partial<MirroredContact> = {}): MirroredContact {
  return { recordId, accountId: null, ...contactFacts(), modifiedAt: MODIFIED, ...wishes };
}

export function mirroredOpportunity(recordId: string, wishes: Partial<MirroredOpportunity> = {}): MirroredOpportunity {
  const nothing = { amount: null, currency: null, closeDate: null, stage: null, type: null, ownerId: null };
  return { recordId, accountId: null, name: recordId, ...nothing, modifiedAt: MODIFIED, ...wishes };
}
