import { isDeepStrictEqual } from 'node:util';

import { accountSeal } from '../../middleware/src/matching/mirror/accounts.ts';
import { contactSeal } from '../../middleware/src/matching/mirror/contacts.ts';
import { opportunitySeal } from '../../middleware/src/matching/mirror/opportunities.ts';
import type { Database } from '../../middleware/src/platform/database.ts';
import type { Keyring } from '../../middleware/src/platform/keyring.ts';
import { MIRRORED_OBJECTS } from '../../middleware/src/salesforce/filling/objects.ts';
import type { Fields } from '../../scripts/workbench/org/records/store.ts';
import type { RestOrg } from '../../scripts/workbench/org/testing/rest-org.ts';

/** Records of a mirror or of an org in one shape, by object and id. */
export type Contents = Record<'Account' | 'Contact' | 'Opportunity', Record<string, unknown>>;

interface Kept {
  readonly record_id: string;
}

interface KeptAccount extends Kept {
  readonly name: string;
  readonly website: string | null;
  readonly phone: Buffer | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly parent_id: string | null;
}

interface KeptContent extends Kept {
  readonly account_id: string | null;
  readonly content: Buffer;
}

/** Everything that the mirror of an org holds, opened. */
export async function contentsOfMirror(database: Database, keyring: Keyring, orgId: string): Promise<Contents> {
  const accounts = accountSeal(keyring, orgId);
  const contacts = contactSeal(keyring, orgId);
  const opportunities = opportunitySeal(keyring, orgId);
  const rows = async <Row extends Kept>(table: string) =>
    (await database.query<Row>(`select * from ${table} where org_id = $1`, [orgId])).rows;
  return {
    Account: byId(
      (await rows<KeptAccount>('mirror_accounts')).map(
        ({ record_id: id, name, website, phone, city, country, parent_id }) => [
          id,
          { name, website, phone: accounts.open(id, phone), city, country, parentId: parent_id },
        ],
      ),
    ),
    Contact: byId(
      (await rows<KeptContent>('mirror_contacts')).map(({ record_id: id, account_id, content }) => [
        id,
        contacts.open(id, account_id, content),
      ]),
    ),
    Opportunity: byId(
      (await rows<KeptContent>('mirror_opportunities')).map(({ record_id: id, account_id, content }) => [
        id,
        opportunities.open(id, account_id, content),
      ]),
    ),
  };
}

/** What the mirror of an org should hold. @param hidden fields that the user of the connection cannot see. */
export function contentsOfOrg(org: RestOrg, hidden: readonly string[] = []): Contents {
  const records = (object: string) => org.records(object).map(({ id, fields }) => [id, seen(fields, object)] as const);
  const seen = (fields: Fields, object: string) => (name: string) =>
    hidden.includes(`${object}.${name}`) || !org.org.schema.get(object)?.fields.has(name)
      ? null
      : (fields[name] ?? null);
  return {
    Account: byId(
      records('Account').map(([id, value]) => [
        id,
        {
          name: value('Name'),
          website: value('Website'),
          phone: value('Phone'),
          city: value('BillingCity'),
          country: value('BillingCountry'),
          parentId: value('ParentId'),
        },
      ]),
    ),
    Contact: byId(
      records('Contact').map(([id, value]) => [
        id,
        {
          recordId: id,
          accountId: value('AccountId'),
          firstName: value('FirstName'),
          lastName: value('LastName'),
          title: value('Title'),
          email: value('Email'),
          phones: [...new Set([value('Phone'), value('MobilePhone')].filter((phone) => phone !== null))],
        },
      ]),
    ),
    Opportunity: byId(
      records('Opportunity')
        .filter(([, value]) => value('IsClosed') !== true)
        .map(([id, value]) => [
          id,
          {
            recordId: id,
            accountId: value('AccountId'),
            name: value('Name'),
            amount: value('Amount'),
            currency: value('CurrencyIsoCode') ?? 'XOF',
            closeDate: value('CloseDate'),
            stage: value('StageName'),
            type: value('Type'),
            ownerId: value('OwnerId'),
          },
        ]),
    ),
  };
}

/** What differs between two contents, at most ten of each object: the whole of both would be a book. */
export function differences(found: Contents, expected: Contents): unknown[] {
  return MIRRORED_OBJECTS.flatMap((object) => {
    const ids = [...new Set([...Object.keys(found[object]), ...Object.keys(expected[object])])];
    return ids
      .filter((id) => !isDeepStrictEqual(found[object][id], expected[object][id]))
      .slice(0, 10)
      .map((id) => ({ id, found: found[object][id], expected: expected[object][id] }));
  });
}

const byId = (entries: (readonly [string, unknown])[]) =>
  Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
