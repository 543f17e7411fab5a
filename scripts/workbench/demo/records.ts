import { readFileSync } from 'node:fs';
import { z } from 'zod';

import { asUser } from '../org/records/user-mode.ts';
import type { Organisation } from '../org/records/user-mode.ts';
import type { OrgUser } from '../org/records/access.ts';
import type { Fields } from '../org/records/store.ts';

const fields = z.record(z.string(), z.union([z.string(), z.number()]));
const demoRecords = z.strictObject({
  accounts: z.array(z.strictObject({ key: z.string(), owner: z.string(), parent: z.string().optional(), fields })),
  contacts: z.array(z.strictObject({ key: z.string(), owner: z.string(), account: z.string(), fields })),
  opportunities: z.array(z.strictObject({ owner: z.string(), account: z.string(), closesInDays: z.number(), fields })),
});

const DAY = 86_400_000;

/**
 * Fills a new org with its demo records, each inserted as its owner under all the org's rules; an org that has been filled
 * is left as it is. Close dates count from today, so the data never look old on the first day.
 */
export function fillOrg(organisation: Organisation, userByAlias: (alias: string) => OrgUser): void {
  const { store } = organisation;
  const file: unknown = JSON.parse(readFileSync(new URL('records.json', import.meta.url), 'utf8'));
  const demo = demoRecords.parse(file);
  store.transaction(() => {
    store.fact('filled', () => {
      insertAll(organisation, userByAlias, demo);
      return organisation.now().toISOString();
    });
  });
}

function insertAll(
  organisation: Organisation,
  userByAlias: (alias: string) => OrgUser,
  demo: z.infer<typeof demoRecords>,
): void {
  const insert = (object: string, owner: string, given: Fields): string =>
    asUser(organisation, userByAlias(owner)).insert(object, given).id;
  const accounts = new Map<string, string>();
  const accountOf = (key: string): string => accounts.get(key) ?? '';
  // A parent stands before its subsidiaries.
  for (const { key, owner, parent, fields: given } of demo.accounts) {
    const whole = parent === undefined ? given : { ...given, ParentId: accountOf(parent) };
    accounts.set(key, insert('Account', owner, whole));
  }
  for (const { owner, account, fields: given } of demo.contacts) {
    insert('Contact', owner, { ...given, AccountId: accountOf(account) });
  }
  for (const { owner, account, closesInDays, fields: given } of demo.opportunities) {
    const closes = new Date(organisation.now().getTime() + closesInDays * DAY).toISOString().slice(0, 10);
    insert('Opportunity', owner, { ...given, AccountId: accountOf(account), CloseDate: closes });
  }
}
