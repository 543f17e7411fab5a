import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import { serverMessages } from '../apex/server-messages.ts';
import { fitted } from '../apex/settings.ts';
import type { CaptureSettings } from '../apex/settings.ts';
import type { Transaction } from '../apex/transaction.ts';
import type { Org } from '../organisation.ts';
import { asUser } from '../records/user-mode.ts';
import type { Language, Schema } from '../schema/description.ts';

export interface Wishes {
  readonly alias?: string;
  readonly settings?: Partial<CaptureSettings>;
  readonly language?: Language;
  readonly schema?: Schema;
}

/** A transaction of one person, the sales rep unless another is wished for, in which nothing is called out. */
export function testTransaction(org: Org, wishes: Wishes = {}): Transaction {
  const { alias = 'asarr', settings = {}, language = 'fr', schema = org.schema } = wishes;
  const user = org.people.byAlias(alias);
  const organisation = { ...org, schema };
  const records = asUser(organisation, user);
  return {
    user,
    language,
    requestId: randomUUID(),
    organisation,
    organisationName: org.name,
    currencies: org.currencies,
    records,
    settings: fitted({ ...org.settings, ...settings }, schema, records.access),
    messages: serverMessages(org.labels, language),
    middleware: () => assert.fail('no call is made'),
    enqueue: () => assert.fail('nothing is queued'),
    unforeseen: () => assert.fail('nothing fails'),
  };
}
