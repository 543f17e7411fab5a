import type { AccountInput, ContactInput, CreateRequest, OpportunityInput } from './draft-controller.schema.ts';

/** Values by the draft's own keys. */
export type GivenValues = Readonly<Record<string, string | number | null>>;

export function valuesOfOpportunity(input: OpportunityInput): GivenValues {
  const { name, closeDate, stage, country, leadSource, dealType, amount, nextStep, description } = input;
  return { name, closeDate, stage, country, leadSource, type: dealType, amount, nextStep, description };
}

export function valuesOfAccount({ name, website, phone, country }: AccountInput): GivenValues {
  return { name, website, phone, country };
}

export function valuesOfContact({ firstName, lastName, title, email, phone, mobile }: ContactInput): GivenValues {
  return { firstName, lastName, title, email, phone, mobile };
}

/** A request in which nothing is null that Apex fills in by itself. */
export interface CompleteRequest extends CreateRequest {
  readonly opportunity: OpportunityInput;
  readonly account: AccountInput;
  readonly contacts: ContactInput[];
  readonly additionalFields: NonNullable<CreateRequest['additionalFields']>;
}

/**
 * What was finally written, keyed by the draft's change paths; the middleware keeps it as corrections. Of an opportunity that was
 * updated, what was not given was not written.
 */
export function writtenValues({ opportunity, account, contacts }: CompleteRequest): Record<string, string | null> {
  const { recordId, currencyCode: currency } = opportunity;
  const filled = recordId === null ? (values: GivenValues) => values : withoutNulls;
  const written = [
    ...under('opportunity', filled({ ...valuesOfOpportunity(opportunity), currency, recordId })),
    ...under('account', filled({ ...valuesOfAccount(account), recordId: account.recordId })),
    ...contacts.flatMap((contact) =>
      under(`contacts.${contact.contactId}`, { ...valuesOfContact(contact), recordId: contact.recordId }),
    ),
  ];
  return Object.fromEntries(written);
}

function withoutNulls(values: GivenValues): GivenValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function under(prefix: string, values: GivenValues): readonly (readonly [string, string | null])[] {
  return Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, value === null ? null : String(value)]);
}
