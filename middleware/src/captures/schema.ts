import { z } from 'zod';

import { formatIn } from './day.ts';

/** What a person can give. `tender` is refused with `kind-not-supported`: nothing reads it. */
export const captureKind = z
  .enum(['text', 'photo', 'audio', 'document', 'email', 'tender'])
  .meta({ id: 'CaptureKind' });
export type CaptureKind = z.infer<typeof captureKind>;

/** Where a capture stands. `waiting` and `failed` always carry a reason. */
export const captureState = z
  .enum(['receiving', 'waiting', 'queued', 'reading', 'extracting', 'matching', 'ready', 'failed'])
  .meta({ id: 'CaptureState' });
export type CaptureState = z.infer<typeof captureState>;

export const language = z.enum(['fr', 'en']).meta({ id: 'Language' });
export type Language = z.infer<typeof language>;

/** The longest text of a capture, in UTF-16 code units (what JavaScript, Apex and the page all count). */
export const MAXIMUM_TEXT_LENGTH = 200_000;

/** The kinds whose content is files, sent in parts. What a file is, its bytes say: the kind is a hint. */
export const FILE_KINDS = ['photo', 'document', 'email', 'audio'] as const satisfies CaptureKind[];
/** Whether the content of a capture of this kind is files. */
export const hasFiles = (kind: CaptureKind): boolean => FILE_KINDS.some((one) => one === kind);

/** The most bytes of a part, which is as much as Apex can carry with ease. */
export const MAXIMUM_PART_BYTES = 1_048_576;
/** The most bytes of one file, and of all files of a capture. */
export const MAXIMUM_FILE_BYTES = 20 * MAXIMUM_PART_BYTES;
export const MAXIMUM_CAPTURE_BYTES = 60 * MAXIMUM_PART_BYTES;
export const MAXIMUM_FILES = 20;
/** The same of a recording, which is one capture whatever its takes. */
export const MAXIMUM_SOUND_BYTES = 100 * MAXIMUM_PART_BYTES;
/** The longest recording, in seconds. */
export const MAXIMUM_SOUND_SECONDS = 4 * 3600;
/** The highest number of a take: files that were put aside before the end keep theirs. */
export const MAXIMUM_TAKE = MAXIMUM_FILES * 5;
/** Parts may be sent smaller than they could be: one every ten seconds of a recording. */
export const MAXIMUM_PARTS = 2_000;

/** A file, or a stretch of recording, that was sent: which take it is, in how many parts, and what the person calls it. */
export const takeInput = z
  .object({
    take: z.int().min(1).max(MAXIMUM_TAKE),
    parts: z.int().min(1).max(MAXIMUM_PARTS),
    fileName: z.string().max(255).nullish(),
    mediaType: z.string().max(255).nullish(),
  })
  .meta({ id: 'TakeInput' });
export type TakeInput = z.infer<typeof takeInput>;

/** The files of a capture in the order in which they are read. What was sent and is not named is dropped. */
export const completion = z
  .object({ takes: z.array(takeInput).min(1).max(MAXIMUM_TAKE).refine(areDistinct, { error: 'a take stands twice' }) })
  .meta({ id: 'CaptureCompletion' });
export type CaptureCompletion = z.infer<typeof completion>;

function areDistinct(takes: readonly TakeInput[]): boolean {
  return new Set(takes.map((one) => one.take)).size === takes.length;
}

/** A file of a complete capture. `mediaType` is what its bytes say, not what its sender said. */
export const take = z
  .object({
    take: z.int(),
    parts: z.int(),
    bytes: z.int(),
    fileName: z.string().nullable(),
    mediaType: z.string(),
  })
  .meta({ id: 'Take' });
export type Take = z.infer<typeof take>;

/** The parts of a take that arrived so far: the others are still to be sent. */
export const receivedTake = z.object({ take: z.int(), parts: z.array(z.int()) }).meta({ id: 'ReceivedTake' });
export type ReceivedTake = z.infer<typeof receivedTake>;

const picklistValue = z
  .object({
    value: z.string().min(1).max(255),
    label: z.string().min(1).max(255),
    default: z.boolean().optional(),
  })
  .meta({ id: 'PicklistValue' });
export type PicklistValue = z.infer<typeof picklistValue>;

/**
 * The values a draft takes when the source says nothing. They are the org's configuration, never the code's.
 * A default that is not among the org's picklist values is ignored: the value stays blank.
 */
const captureDefaults = z
  .object({
    stage: z.string().max(255).nullish(),
    country: z.string().max(255).nullish(),
    leadSource: z.string().max(255).nullish(),
    type: z.string().max(255).nullish(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .nullish(),
    closeDateDays: z.int().min(0).max(3650).nullish(),
  })
  .meta({ id: 'CaptureDefaults' });
export type CaptureDefaults = z.infer<typeof captureDefaults>;

/** The rep's own company: never an account, never a contact. */
const vendor = z
  .object({
    names: z.array(z.string().min(1).max(255)).max(50),
    domains: z.array(z.string().min(1).max(255)).max(50),
    people: z.array(z.string().min(1).max(255)).max(5000).optional(),
  })
  .meta({ id: 'Vendor' });

/** Speech recognisers by name; one that the middleware does not know is passed over. */
export const speechAllowed = z.array(z.string().min(1).max(50)).max(20);

/** That the person who records told the others: the notice that they were shown, and when they said so. */
export const recordingConsent = z
  .object({ notice: z.string().min(1).max(4000), givenAt: z.iso.datetime({ offset: true }) })
  .meta({ id: 'RecordingConsent' });
export type RecordingConsent = z.infer<typeof recordingConsent>;

/**
 * What the org knows and the source does not. Built by Apex, never by the page.
 * The keys of `picklists` are the product's names (`Opportunity.StageName`, `Opportunity.Type`, `Opportunity.LeadSource`,
 * `Opportunity.Country__c`), whatever field the org maps them to.
 */
export const captureContext = z
  .object({
    recordId: z.string().max(18).nullish(),
    picklists: z.record(z.string().max(255), z.array(picklistValue).max(2000)),
    currencies: z.array(z.string().regex(/^[A-Z]{3}$/)).max(200),
    defaults: captureDefaults,
    vendor,
    /**
     * The language models that may read this org's sources, by name; absent or empty: none. A name that the middleware does
     * not know is passed over: a note is never refused for it.
     */
    models: z.array(z.string().min(1).max(50)).max(20).nullish(),
    /** The same of the speech recognisers that may hear this org's recordings. */
    speech: speechAllowed.nullish(),
    /** Names that may be heard in a recording: accounts, contacts and products, the most telling first. */
    vocabulary: z.array(z.string().min(1).max(255)).max(500).nullish(),
  })
  .meta({ id: 'CaptureContext' });
export type CaptureContext = z.infer<typeof captureContext>;

const LAST_MOMENT = Date.UTC(3000, 0);

const timeZone = z.string().max(64).refine(isTimeZone, { error: 'not an IANA time zone' });

function isTimeZone(name: string): boolean {
  try {
    formatIn(name);
    return true;
  } catch {
    return false;
  }
}

/** Years that databases and calendars disagree about, or that have five digits, are no day of a note. */
function isInOurTime(moment: string): boolean {
  return Date.parse(moment) >= 0 && Date.parse(moment) < LAST_MOMENT;
}

export const captureInput = z
  .object({
    id: z.uuid(),
    kind: captureKind,
    text: z.string().max(MAXIMUM_TEXT_LENGTH).optional(),
    mediaType: z.string().max(255).optional(),
    fileName: z.string().max(255).optional(),
    capturedAt: z.iso.datetime({ offset: true }).refine(isInOurTime, { error: 'not between 1970 and 2999' }),
    timeZone,
    language: language.nullish(),
    consent: recordingConsent.nullish(),
    context: captureContext,
  })
  .meta({ id: 'CaptureInput' });
export type CaptureInput = z.infer<typeof captureInput>;
