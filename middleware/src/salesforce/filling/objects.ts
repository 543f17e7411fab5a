import { z } from 'zod';

import type { KnownAccount, KnownContact, KnownOpportunity } from '../../matching/facts.ts';
import { orgMoment } from '../calls/moments.ts';

/** The objects that are mirrored, in the order in which they are loaded: what others point to comes first. */
export const MIRRORED_OBJECTS = ['Account', 'Contact', 'Opportunity'] as const;
export type MirroredObject = (typeof MIRRORED_OBJECTS)[number];

/** A record as a query gives it: texts from CSV, typed values from JSON. */
export type OrgRecord = Readonly<Record<string, unknown>>;

interface Wanted {
  /** Without these there is no mirror of the object. */
  readonly needed: readonly string[];
  /** Left out where the user of the connection cannot see them. */
  readonly wished: readonly string[];
  /** Not there in every org, and no loss where they are not. */
  readonly possible: readonly string[];
}

const WANTED: Readonly<Record<MirroredObject, Wanted>> = {
  Account: {
    needed: ['Id', 'SystemModstamp', 'Name'],
    wished: ['Website', 'Phone', 'BillingCity', 'BillingCountry', 'ParentId'],
    possible: [],
  },
  Contact: {
    needed: ['Id', 'SystemModstamp'],
    wished: ['AccountId', 'FirstName', 'LastName', 'Title', 'Email', 'Phone', 'MobilePhone'],
    possible: ['HomePhone', 'OtherPhone'],
  },
  Opportunity: {
    needed: ['Id', 'SystemModstamp', 'Name', 'IsClosed'],
    wished: ['AccountId', 'Amount', 'CloseDate', 'StageName', 'Type', 'OwnerId'],
    // Only an org of several currencies has one on each record.
    possible: ['CurrencyIsoCode'],
  },
};

/** Which fields the mirror asks for, and which it has to do without. */
export interface VisibleFields {
  readonly fields: readonly string[];
  readonly hidden: readonly string[];
}

/** @returns null where the user cannot see what the mirror cannot do without. */
export function visibleFields(object: MirroredObject, seen: ReadonlySet<string>): VisibleFields | null {
  const { needed, wished, possible } = WANTED[object];
  if (!needed.every((field) => seen.has(field))) return null;
  return {
    fields: [...needed, ...wished, ...possible].filter((field) => seen.has(field)),
    hidden: wished.filter((field) => !seen.has(field)),
  };
}

/** What of an object is mirrored, as a condition of SOQL; null: everything. */
export const mirroredCondition = (object: MirroredObject): string | null =>
  object === 'Opportunity' ? 'IsClosed = false' : null;

/** The SOQL of a full load. */
export function loadQuery(object: MirroredObject, fields: readonly string[]): string {
  const condition = mirroredCondition(object);
  return `SELECT ${fields.join(', ')} FROM ${object}${condition ? ` WHERE ${condition}` : ''}`;
}

/** The SOQL of what changed since: closed opportunities too, as they are to be taken out. */
export const changesQuery = (object: MirroredObject, fields: readonly string[], since: Date): string =>
  `SELECT ${fields.join(', ')} FROM ${object} WHERE SystemModstamp >= ${since.toISOString()}`;

/** The SOQL of what was deleted or merged since and still is in the recycle bin. */
export const deletionsQuery = (object: MirroredObject, since: Date): string =>
  `SELECT Id FROM ${object} WHERE IsDeleted = true AND SystemModstamp >= ${since.toISOString()}`;

const text = z.string().nullish();
/** CSV writes numbers and truth as text, JSON does not. */
const amount = z.union([z.number(), z.string().transform(Number).pipe(z.number())]).nullish();
const truth = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

const common = { Id: z.string().min(15).max(18), SystemModstamp: orgMoment };
const account = z.object({
  ...common,
  Name: text,
  Website: text,
  Phone: text,
  BillingCity: text,
  BillingCountry: text,
  ParentId: text,
});
const contact = z.object({
  ...common,
  AccountId: text,
  FirstName: text,
  LastName: text,
  Title: text,
  Email: text,
  Phone: text,
  MobilePhone: text,
  HomePhone: text,
  OtherPhone: text,
});
const opportunity = z.object({
  ...common,
  Name: text,
  AccountId: text,
  Amount: amount,
  CurrencyIsoCode: text,
  CloseDate: text,
  StageName: text,
  Type: text,
  OwnerId: text,
  IsClosed: truth,
});

/** When a record changed last, by the org's clock. */
interface Modified {
  readonly modifiedAt: Date;
}

/** @throws z.ZodError when the record has not the shape that was asked for. */
export function readAccount(record: OrgRecord): KnownAccount & Modified {
  const read = account.parse(record);
  return {
    recordId: read.Id,
    name: read.Name ?? '',
    website: read.Website ?? null,
    phone: read.Phone ?? null,
    city: read.BillingCity ?? null,
    country: read.BillingCountry ?? null,
    parentId: read.ParentId ?? null,
    modifiedAt: read.SystemModstamp,
  };
}

/** @throws z.ZodError as `readAccount` does. */
export function readContact(record: OrgRecord): KnownContact & Modified {
  const read = contact.parse(record);
  const phones = [read.Phone, read.MobilePhone, read.HomePhone, read.OtherPhone];
  return {
    recordId: read.Id,
    accountId: read.AccountId ?? null,
    firstName: read.FirstName ?? null,
    lastName: read.LastName ?? null,
    title: read.Title ?? null,
    email: read.Email ?? null,
    phones: [...new Set(phones.flatMap((phone) => (phone ? [phone] : [])))],
    modifiedAt: read.SystemModstamp,
  };
}

/**
 * @param standardCurrency what an amount is in where the record says nothing.
 * @throws z.ZodError as `readAccount` does.
 */
export function readOpportunity(
  record: OrgRecord,
  standardCurrency: string | null,
): KnownOpportunity & Modified & { readonly isClosed: boolean } {
  const read = opportunity.parse(record);
  return {
    recordId: read.Id,
    accountId: read.AccountId ?? null,
    name: read.Name ?? '',
    amount: read.Amount ?? null,
    currency: read.CurrencyIsoCode ?? standardCurrency,
    closeDate: read.CloseDate ?? null,
    stage: read.StageName ?? null,
    type: read.Type ?? null,
    ownerId: read.OwnerId ?? null,
    isClosed: read.IsClosed,
    modifiedAt: read.SystemModstamp,
  };
}
