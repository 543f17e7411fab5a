import { z } from 'zod';

import type { Queryable } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { KnownOpportunity } from '../facts.ts';
import { batchesOf, upsert, type MirrorRow, type MirrorTable } from './rows.ts';

/** An open opportunity as the org has it, and when it last changed there. */
export interface MirroredOpportunity extends KnownOpportunity {
  readonly modifiedAt: Date;
}

export const OPPORTUNITIES: MirrorTable = {
  object: 'Opportunity',
  name: 'mirror_opportunities',
  columns: { account_id: 'text', content: 'bytea' },
};

const content = z.object({
  name: z.string(),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  closeDate: z.string().nullable(),
  stage: z.string().nullable(),
  type: z.string().nullable(),
  ownerId: z.string().nullable(),
});

/** Writes opportunities: sealed, and found by their account. */
export async function putOpportunities(
  client: Queryable,
  keyring: Keyring,
  orgId: string,
  records: readonly MirroredOpportunity[],
  load?: string,
): Promise<void> {
  const seal = opportunitySeal(keyring, orgId);
  for (const batch of batchesOf(records)) {
    const rows = batch.map((record): MirrorRow => {
      const { recordId, accountId, modifiedAt } = record;
      return { recordId, modifiedAt, values: [accountId, seal.seal(record)] };
    });
    await upsert(client, OPPORTUNITIES, orgId, rows, load);
  }
}

/** Seals and opens an opportunity. */
export function opportunitySeal(keyring: Keyring, orgId: string) {
  const seal = keyring.sealFor(`mirror:${orgId}`);
  const place = (recordId: string) => `mirror_opportunities:${recordId}`;
  return {
    seal: (opportunity: KnownOpportunity) => seal.seal(content.parse(opportunity), place(opportunity.recordId)),
    open: (recordId: string, accountId: string | null, sealed: Buffer): KnownOpportunity => ({
      recordId,
      accountId,
      ...content.parse(seal.open(sealed, place(recordId))),
    }),
  };
}
