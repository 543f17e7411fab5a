/** What the page asks to be created, and what came of it. Types only. */

import type { RecordMatch } from './matching';

export interface OpportunityInput {
  /** Set: update this one, and leave as it is what is null. Null: create one. */
  recordId: string | null;
  name: string | null;
  closeDate: string | null;
  stage: string | null;
  country: string | null;
  leadSource: string | null;
  dealType: string | null;
  amount: number | null;
  currencyCode: string | null;
  nextStep: string | null;
  description: string | null;
}

export interface AccountInput {
  /** Set: link to this account. Null: create one. */
  recordId: string | null;
  name: string | null;
  website: string | null;
  phone: string | null;
  country: string | null;
}

export interface ContactInput {
  contactId: string;
  recordId: string | null;
  firstName: string | null;
  lastName: string | null;
  title: string | null;
  email: string | null;
  phone: string | null;
  mobile: string | null;
}

export interface AdditionalField {
  objectName: string;
  field: string;
  value: string | null;
}

export interface CreateRequest {
  captureId: string;
  draftId: string;
  version: number;
  allowDuplicates: boolean;
  opportunity: OpportunityInput;
  account: AccountInput;
  contacts: ContactInput[];
  additionalFields: AdditionalField[];
  /** Of an opportunity to update: the values that will be replaced, as the person saw them. */
  seen: Readonly<Record<string, string>> | null;
}

export interface CreationProblem {
  code: string;
  message: string;
  target: string | null;
  contactId: string | null;
  /** The draft's key (`closeDate`) where it is mapped, else the API name; null means the whole record. */
  field: string | null;
  canAllow: boolean;
  duplicates: RecordMatch[] | null;
}

export interface CreateResult {
  created: boolean;
  /** The opportunity was there before, and took the values. */
  updated?: boolean | null;
  opportunityId: string | null;
  opportunityName: string | null;
  accountId: string | null;
  accountName: string | null;
  contactIds: string[] | null;
  problems: CreationProblem[] | null;
}
