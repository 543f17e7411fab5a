import { z } from 'zod';

import type { ErasureStore } from '../captures/erasure.ts';
import type { CaptureRef, CaptureStore } from '../captures/store.ts';
import type { DraftStore } from '../drafts/store.ts';
import { countryCode } from '../extraction/values/countries.ts';
import type { OrgStore } from '../orgs/store.ts';
import type { Database } from '../platform/database.ts';
import { UnsealError } from '../platform/encryption.ts';
import type { Keyring } from '../platform/keyring.ts';
import type { SoundSlices } from '../readings/speech/slices.ts';
import type { Audit, AuditAction, AuditLine } from './audit.ts';
import type { Cleaning } from './cleaning.ts';
import type { Erasing } from './erasing.ts';
import { exportCapture, type ExportedCapture } from './export.ts';
import type { FoundCapture, FoundField } from './finding.ts';
import { hashesOf, needsCountry, PersonError, personInput, readPerson, type Person } from './person.ts';
import { scanOrg, type ScanReport } from './scan.ts';
import { createSearch } from './search.ts';

interface Parts {
  database: Database;
  orgs: Pick<OrgStore, 'list'>;
  captures: CaptureStore;
  drafts: DraftStore;
  slices: Pick<SoundSlices, 'list'>;
  erasures: ErasureStore;
  erasing: Erasing;
  cleaning: Cleaning;
  audit: Audit;
  keyring: Keyring;
  /** Aborted when the process stops: a search then ends, and can be begun anew. */
  stopping: AbortSignal;
}

const personRequest = personInput.extend({ orgId: z.string() });
const erasureRequest = personRequest.extend({ confirmed: z.boolean() });
type PersonRequest = z.infer<typeof personRequest>;

/** A capture that is about a person, without what it says. */
export interface FoundLine {
  captureId: string;
  capturedAt: string;
  ownerId: string;
  state: string;
  drafts: string[];
  found: FoundField[];
}

export interface ErasureReport extends ScanReport {
  /** False for a look at what would be erased. */
  erased: boolean;
  captures: number;
  drafts: number;
}

export type Persons = ReturnType<typeof createPersons>;

/** What can be asked about one person: where they are named, what is said of them, that all of it be erased. */
export function createPersons(parts: Parts) {
  const scan = (orgId: string, person: Person, visit: (found: FoundCapture) => Promise<void> | void) =>
    scanOrg(parts, orgId, createSearch(person), parts.stopping, visit);
  const record = (orgId: string, action: AuditAction, person: Person, captures: number) =>
    parts.audit.record(parts.database, {
      orgId,
      action,
      actor: 'command',
      subjects: hashesOf(person, parts.keyring),
      captures,
    });
  return {
    /** Where a person is named: ids and fields, no values. @throws PersonError */
    async find(input: unknown): Promise<ScanReport & { captures: FoundLine[] }> {
      const { orgId, person } = await readRequest(parts, personRequest.parse(input));
      const captures: FoundLine[] = [];
      const report = await scan(orgId, person, (found) => void captures.push(lineOf(found)));
      await record(orgId, 'find-person', person, captures.length);
      return { ...report, captures };
    },

    /** What is said of a person, for the person. @throws PersonError */
    async export(input: unknown): Promise<ScanReport & { orgId: string; captures: ExportedCapture[] }> {
      const { orgId, person } = await readRequest(parts, personRequest.parse(input));
      const captures: ExportedCapture[] = [];
      const report = await scan(orgId, person, (found) => void captures.push(exportCapture(found)));
      await record(orgId, 'export-person', person, captures.length);
      return { orgId, ...report, captures };
    },

    /**
     * Erases every capture that names a person, each whole and in a transaction of its own: broken off, it can be called
     * again. Unconfirmed, it counts them and changes nothing. @throws PersonError
     */
    async erase(input: unknown): Promise<ErasureReport> {
      const { confirmed, ...request } = erasureRequest.parse(input);
      const { orgId, person } = await readRequest(parts, request);
      const counts = { captures: 0, drafts: 0 };
      const entry = confirmed ? await record(orgId, 'erase-person', person, 0) : undefined;
      const report = await scan(orgId, person, async ({ capture, contents }) => {
        if (entry !== undefined && !(await eraseFound(parts, capture, entry))) return;
        counts.captures += 1;
        counts.drafts += contents.draftIds.length;
      });
      if (counts.captures > 0 && confirmed) await parts.cleaning.run();
      return { erased: confirmed, ...counts, ...report };
    },

    /** The audit record of an org; of a person only where one is given. @throws PersonError */
    async audit(input: unknown): Promise<{ entries: AuditLine[] }> {
      const request = personRequest.parse(input);
      const isAboutPerson = request.emails.length + request.phones.length + request.names.length > 0;
      await requireOrg(parts, request.orgId);
      if (!isAboutPerson) return { entries: await parts.audit.list(request.orgId) };
      const { orgId, person } = await readRequest(parts, request);
      return { entries: await parts.audit.list(orgId, hashesOf(person, parts.keyring)) };
    },
  };
}

/** Erases and counts in one transaction. False when somebody else erased it meanwhile. */
async function eraseFound(
  { database, erasures, erasing, audit }: Parts,
  ref: CaptureRef,
  entry: string,
): Promise<boolean> {
  const erased = await database.transaction(async (client) => {
    if (!(await erasures.hold(client, ref))) return false;
    await erasing.eraseHeld(client, ref);
    await audit.count(client, ref.orgId, entry);
    return true;
  });
  if (erased) erasing.tell([ref]);
  return erased;
}

function lineOf({ capture, contents, fields }: FoundCapture): FoundLine {
  return {
    captureId: capture.captureId,
    capturedAt: capture.capturedAt.toISOString(),
    ownerId: capture.ownerId,
    state: capture.state,
    drafts: contents.draftIds,
    found: fields,
  };
}

async function readRequest(parts: Parts, request: PersonRequest): Promise<{ orgId: string; person: Person }> {
  await requireOrg(parts, request.orgId);
  const country = needsCountry(request) ? await countryOfOrg(parts.captures, request.orgId) : request.country;
  return { orgId: request.orgId, person: readPerson({ ...request, country }) };
}

async function requireOrg({ orgs }: Parts, orgId: string): Promise<void> {
  const known = await orgs.list();
  if (!known.some((org) => org.orgId === orgId)) {
    throw new PersonError(`There is no org ${orgId}: "org-keys list" shows those there are.`);
  }
}

/** The country that an org last sent as its default. */
async function countryOfOrg(captures: CaptureStore, orgId: string): Promise<string | undefined> {
  try {
    const newest = await captures.newest(orgId);
    const context = newest && (await captures.content(newest, 'context'));
    return countryCode(context?.defaults.country) ?? undefined;
  } catch (error) {
    if (error instanceof UnsealError) return undefined;
    throw error;
  }
}
