import { z } from 'zod';

import type { Queryable } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.ts';
import { registrableDomain } from '../accounts/domains.ts';
import type { ContactFacts, KnownContact } from '../facts.ts';
import { readPersonName } from '../people/names.ts';
import { phoneKeys } from '../phones.ts';
import { storable } from './account-keys.ts';
import { batchesOf, upsert, type MirrorRow, type MirrorTable } from './rows.ts';
import { tokensOf, type Tokens } from './tokens.ts';

/** A contact as the org has it, and when it last changed there. */
export interface MirroredContact extends KnownContact {
  readonly modifiedAt: Date;
}

export const CONTACTS: MirrorTable = {
  object: 'Contact',
  name: 'mirror_contacts',
  columns: { account_id: 'text', content: 'bytea', email: 'text', domain: 'text', tokens: 'words' },
};

const MOST_PHONES = 8;
const MOST_NAME_WORDS = 8;

const content = z.object({
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  title: z.string().nullable(),
  email: z.string().nullable(),
  phones: z.array(z.string()),
});

/** What a person is looked up by: keyed hashes. */
export interface PersonKeys {
  readonly email: string | null;
  readonly domain: string | null;
  readonly phones: readonly string[];
  readonly names: readonly string[];
}

export function personKeys(facts: ContactFacts, tokens: Tokens): PersonKeys {
  const email = facts.email === null ? null : storable(facts.email).trim().toLowerCase();
  const domain = email === null ? null : registrableDomain(email);
  const cut = (text: string | null) => text && storable(text);
  const { words } = readPersonName(cut(facts.firstName), cut(facts.lastName));
  return {
    email: email === null || email === '' ? null : tokens.hash('email', email),
    domain: domain === null ? null : tokens.hash('domain', domain),
    phones: facts.phones
      .slice(0, MOST_PHONES)
      .flatMap((phone) => phoneKeys(storable(phone)))
      .map((key) => tokens.hash('phone', key)),
    names: [...new Set(words)].slice(0, MOST_NAME_WORDS).map((word) => tokens.hash('name', word)),
  };
}

/** Writes contacts: sealed, and found by hashes. */
export async function putContacts(
  client: Queryable,
  keyring: Keyring,
  orgId: string,
  records: readonly MirroredContact[],
  load?: string,
): Promise<void> {
  const tokens = tokensOf(keyring, orgId);
  const seal = contactSeal(keyring, orgId);
  for (const batch of batchesOf(records)) {
    const rows = batch.map((record): MirrorRow => {
      const { email, domain, phones, names } = personKeys(record, tokens);
      const { recordId, accountId, modifiedAt } = record;
      const values = [accountId, seal.seal(record), email, domain, [...names, ...phones].join(' ')];
      return { recordId, modifiedAt, values };
    });
    await upsert(client, CONTACTS, orgId, rows, load);
  }
}

/** Seals and opens a contact. */
export function contactSeal(keyring: Keyring, orgId: string) {
  const seal = keyring.sealFor(`mirror:${orgId}`);
  const place = (recordId: string) => `mirror_contacts:${recordId}`;
  return {
    seal: (contact: KnownContact) => seal.seal(content.parse(contact), place(contact.recordId)),
    open: (recordId: string, accountId: string | null, sealed: Buffer): KnownContact => ({
      recordId,
      accountId,
      ...content.parse(seal.open(sealed, place(recordId))),
    }),
  };
}
