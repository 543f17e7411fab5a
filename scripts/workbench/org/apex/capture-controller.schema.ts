import type { z } from 'zod';

import { anything, decimal, dto, flag, id, integer, json, listOf, text, textByKey } from './types.ts';

const fieldSetting = dto('FieldSetting', {
  key: text,
  objectName: text,
  field: text,
  required: flag,
  position: integer,
});

export const configuration = dto('Configuration', {
  fields: listOf(fieldSetting),
  currencies: listOf(text),
  defaultCurrency: text,
  toCheckBelow: decimal,
  maximumTextLength: integer,
  recordingNotice: text,
  transcribes: flag,
  blocked: flag,
  canAdminister: flag,
  canCreate: flag,
  canReviewTeam: flag,
  userName: text,
});

export const settingsProblem = dto('SettingsProblem', {
  code: text,
  severity: text,
  settingRecord: text,
  wrong: text,
  remedy: text,
});

const recordingConsent = dto('RecordingConsent', { notice: text, givenAt: text });

export const captureInput = dto('CaptureInput', {
  captureId: text,
  kind: text,
  text,
  capturedAt: text,
  timeZone: text,
  language: text,
  recordId: id,
  consent: recordingConsent,
});

const draftRow = dto('DraftRow', {
  recordId: id,
  draftId: text,
  status: text,
  ownerId: id,
  ownerName: text,
  mine: flag,
  opportunityId: id,
  opportunityName: text,
  accountId: id,
  contactIds: listOf(id),
  requestId: text,
});

export const recordMatch = dto('RecordMatch', {
  draftId: text,
  target: text,
  contactId: text,
  recordId: id,
  otherDraftId: text,
  captureId: text,
  name: text,
  detail: text,
  score: decimal,
  verdict: text,
  reasons: listOf(text),
  hidden: flag,
  ownerName: text,
  mine: flag,
  values: textByKey,
});

export const captureView = dto('CaptureView', {
  capture: json,
  rows: listOf(draftRow),
  matches: listOf(recordMatch),
  erasedAt: text,
});

export const sourceView = dto('SourceView', {
  text,
  language: text,
  corrected: flag,
  pages: listOf(anything),
  unsure: listOf(anything),
  sound: json,
});

export const unfinishedCapture = dto('UnfinishedCapture', {
  captureId: text,
  draftId: text,
  recordId: id,
  title: text,
  kind: text,
  status: text,
  reason: text,
  deals: integer,
  toCheck: integer,
  capturedAt: text,
});

export type FieldSetting = NonNullable<z.output<typeof fieldSetting>>;
export type Configuration = NonNullable<z.output<typeof configuration>>;
export type SettingsProblem = NonNullable<z.output<typeof settingsProblem>>;
export type CaptureInput = NonNullable<z.output<typeof captureInput>>;
export type DraftRow = NonNullable<z.output<typeof draftRow>>;
export type RecordMatch = NonNullable<z.output<typeof recordMatch>>;
export type CaptureView = NonNullable<z.output<typeof captureView>>;
export type SourceView = NonNullable<z.output<typeof sourceView>>;
export type UnfinishedCapture = NonNullable<z.output<typeof unfinishedCapture>>;
