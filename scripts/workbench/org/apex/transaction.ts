import type { MiddlewareDoor } from './middleware.ts';
import type { CaptureSettings } from './settings.ts';
import type { ServerMessages } from './server-messages.ts';
import type { OrgUser } from '../records/access.ts';
import type { Organisation, Records } from '../records/user-mode.ts';
import type { Language } from '../schema/description.ts';

/** What an Apex transaction of one user has around it: `UserInfo`, user-mode data, settings, labels and callouts. */
export interface Transaction {
  readonly user: OrgUser;
  readonly language: Language;
  readonly organisation: Organisation;
  readonly organisationName: string;
  readonly currencies: readonly string[];
  readonly records: Records;
  readonly settings: CaptureSettings;
  readonly messages: ServerMessages;
  readonly middleware: MiddlewareDoor;
  /** A UUID that every call to the middleware carries, and the rows and errors that come of it. */
  readonly requestId: string;
  /** Does work after this transaction, as a Queueable does: it can no longer fail it. */
  enqueue(work: () => Promise<void>): void;
  /** Notes a failure that nobody foresaw; a coded one says enough to the person. */
  unforeseen(where: string, failure: unknown): void;
}
