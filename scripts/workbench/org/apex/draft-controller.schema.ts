import type { z } from 'zod';

import { recordMatch } from './capture-controller.schema.ts';
import { decimal, dto, flag, id, integer, json, listOf, text, textByKey } from './types.ts';

export const valueChange = dto('ValueChange', { path: text, value: text });

export const saveResult = dto('SaveResult', { conflict: flag, draft: json });

export const opportunityInput = dto('OpportunityInput', {
  recordId: id,
  name: text,
  closeDate: text,
  stage: text,
  country: text,
  leadSource: text,
  dealType: text,
  amount: decimal,
  currencyCode: text,
  nextStep: text,
  description: text,
});

const accountInput = dto('AccountInput', {
  recordId: id,
  name: text,
  website: text,
  phone: text,
  country: text,
});

export const contactInput = dto('ContactInput', {
  contactId: text,
  recordId: id,
  firstName: text,
  lastName: text,
  title: text,
  email: text,
  phone: text,
  mobile: text,
});

const additionalField = dto('AdditionalField', { objectName: text, field: text, value: text });

export const createRequest = dto('CreateRequest', {
  captureId: text,
  draftId: text,
  version: integer,
  allowDuplicates: flag,
  opportunity: opportunityInput,
  account: accountInput,
  contacts: listOf(contactInput),
  additionalFields: listOf(additionalField),
  seen: textByKey,
});

const creationProblem = dto('CreationProblem', {
  code: text,
  message: text,
  target: text,
  contactId: text,
  field: text,
  canAllow: flag,
  duplicates: listOf(recordMatch),
});

export const createResult = dto('CreateResult', {
  created: flag,
  updated: flag,
  opportunityId: id,
  opportunityName: text,
  accountId: id,
  accountName: text,
  contactIds: listOf(id),
  problems: listOf(creationProblem),
});

export const matchDecision = dto('MatchDecision', {
  target: text,
  contactId: text,
  recordId: id,
  draftId: text,
  captureId: text,
  same: flag,
  reason: text,
});

export type ValueChange = NonNullable<z.output<typeof valueChange>>;
export type SaveResult = NonNullable<z.output<typeof saveResult>>;
export type OpportunityInput = NonNullable<z.output<typeof opportunityInput>>;
export type AccountInput = NonNullable<z.output<typeof accountInput>>;
export type ContactInput = NonNullable<z.output<typeof contactInput>>;
export type CreateRequest = NonNullable<z.output<typeof createRequest>>;
export type CreationProblem = NonNullable<z.output<typeof creationProblem>>;
export type MatchDecision = NonNullable<z.output<typeof matchDecision>>;
export type CreateResult = NonNullable<z.output<typeof createResult>>;
