import type { Queryable } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { KnownAccount } from '../facts.ts';
import { phoneKeys } from '../phones.ts';
import { accountKeys, storable } from './account-keys.ts';
import { batchesOf, upsert, type MirrorRow, type MirrorTable } from './rows.ts';
import { tokensOf, type Tokens } from './tokens.ts';
import { changeWords, countWords, type WordChanges } from './words.ts';

/** An account as the org has it, and when it last changed there. */
export interface MirroredAccount extends KnownAccount {
  readonly modifiedAt: Date;
}

export const ACCOUNTS: MirrorTable = {
  object: 'Account',
  name: 'mirror_accounts',
  columns: {
    name: 'text',
    website: 'text',
    city: 'text',
    country: 'text',
    parent_id: 'text',
    phone: 'bytea',
    joined: 'text',
    sorted: 'text',
    initials: 'text',
    pairs: 'text',
    domain: 'text',
    label: 'text',
    tokens: 'words',
  },
};

/** Writes accounts, and how many of them hold each word. */
export async function putAccounts(
  client: Queryable,
  keyring: Keyring,
  orgId: string,
  records: readonly MirroredAccount[],
  load?: string,
): Promise<void> {
  const tokens = tokensOf(keyring, orgId);
  const seal = accountSeal(keyring, orgId);
  const changes: WordChanges = new Map();
  for (const batch of batchesOf(records)) {
    const rows = batch.map((record) => rowOf(record, tokens, seal));
    for (const { row, former } of await upsert(client, ACCOUNTS, orgId, rows, load)) {
      countWords(changes, tokens, former ?? [], -1);
      countWords(changes, tokens, String(row.values.at(-1)).split(' '), 1);
    }
  }
  await changeWords(client, orgId, tokens, changes);
}

/** Seals and opens the phone of an account. */
export function accountSeal(keyring: Keyring, orgId: string) {
  const seal = keyring.sealFor(`mirror:${orgId}`);
  const place = (recordId: string) => `mirror_accounts:${recordId}`;
  return {
    seal: (recordId: string, phone: string | null) => (phone === null ? null : seal.seal(phone, place(recordId))),
    open: (recordId: string, sealed: Buffer | null) =>
      sealed === null ? null : String(seal.open(sealed, place(recordId))),
  };
}

function rowOf(account: MirroredAccount, tokens: Tokens, seal: ReturnType<typeof accountSeal>): MirrorRow {
  const { recordId, name, website, phone, city, country, parentId, modifiedAt } = account;
  const keys = accountKeys(name, website);
  const phones = phone === null ? [] : phoneKeys(phone, country).map((key) => tokens.hash('phone', key));
  return {
    recordId,
    modifiedAt,
    values: [
      storable(name),
      website && storable(website),
      city && storable(city),
      country && storable(country),
      parentId,
      seal.seal(recordId, phone && storable(phone)),
      keys.joined,
      keys.sorted,
      keys.initials,
      keys.pairs,
      keys.domain,
      keys.label,
      [...keys.words.map(tokens.word), ...phones].join(' '),
    ],
  };
}
