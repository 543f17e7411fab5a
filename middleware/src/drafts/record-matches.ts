import type { RecordMatching } from '../matching/records.ts';
import type { Queryable } from '../platform/database.ts';
import type { DraftContent } from './content.ts';
import { accountFactsOf, contactFactsOf, dealFactsOf } from './facts.ts';

/** Of whom a draft is: the person, and the record from which the capture was begun. */
export interface Asker {
  orgId: string;
  ownerId: string;
  openedFrom: string | null;
}

/** A draft with the existing records that may be meant. In a transaction of `client`, as `RecordMatching` wants it. */
export async function withRecords(
  records: RecordMatching,
  client: Queryable,
  content: DraftContent,
  { orgId, ownerId, openedFrom }: Asker,
): Promise<DraftContent> {
  const found = await records.find(client, orgId, {
    account: accountFactsOf(content),
    contacts: content.contacts.map(contactFactsOf),
    deal: dealFactsOf(content),
    openedFrom,
    ownerId,
  });
  const { refused } = found;
  return {
    ...content,
    account: { ...content.account, matches: found.account, refused: refused.account },
    contacts: content.contacts.map((contact, index) => ({
      ...contact,
      matches: found.contacts[index] ?? [],
      refused: refused.contacts[index] ?? [],
    })),
    opportunity: { ...content.opportunity, matches: found.opportunities, refused: refused.opportunities },
  };
}
