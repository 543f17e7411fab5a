import type { Labels } from '../metadata/labels.ts';
import { SaveRefused } from '../records/problem.ts';
import type { Language } from '../schema/description.ts';
import { CodedError } from './coded-error.ts';

/** The sentences a person reads when something fails: the Apex class ServerMessages. */
export interface ServerMessages {
  /** The sentence of a code; of an unknown code, the general one. */
  of(code: string): string;
  /** A label by its name, with `{0}` filled in. */
  label(name: string, ...parameters: readonly string[]): string;
  /** What reaches the page: JSON `{code, message, requestId, retryAfter, take}`; the last two only where they are known. */
  thrown(failure: unknown, requestId: string): string;
}

/** The codes that have a sentence of their own, and the label it stands under. */
export const LABEL_OF_CODE: Readonly<Record<string, string>> = {
  'account-not-visible': 'Server_Account_Not_Visible',
  'capture-complete': 'Server_Capture_Complete',
  'capture-conflict': 'Server_Capture_Conflict',
  'capture-erased': 'Server_Capture_Erased',
  'capture-not-ready': 'Server_Capture_Not_Ready',
  'change-invalid': 'Server_Value_Invalid',
  'contact-not-visible': 'Server_Contact_Not_Visible',
  'currency-not-available': 'Server_Currency_Not_Available',
  'digest-mismatch': 'Server_Part_Damaged',
  'draft-busy': 'Server_Draft_Busy',
  'draft-decided': 'Server_Draft_Decided',
  'file-empty': 'Server_File_Empty',
  'file-too-large': 'Server_File_Too_Large',
  'file-type-unsupported': 'Server_File_Type_Unsupported',
  'kind-not-supported': 'Server_Kind_Not_Supported',
  'merge-closed': 'Server_Merge_Closed',
  'not-editable': 'Server_Not_Editable',
  'not-found': 'Server_Not_Found',
  'not-permitted': 'Server_Not_Permitted',
  'page-not-found': 'Server_Page_Not_Found',
  'part-conflict': 'Server_Part_Conflict',
  'part-missing': 'Server_Part_Missing',
  'part-not-found': 'Server_Part_Not_Found',
  'sound-not-found': 'Server_Sound_Not_Found',
  'part-too-large': 'Server_Part_Too_Large',
  'record-busy': 'Server_Record_Busy',
  'record-closed': 'Server_Record_Closed',
  'record-gone': 'Server_Record_Gone',
  'required-field-missing': 'Server_Required_Missing',
  'scope-insufficient': 'Server_Not_Permitted',
  'text-missing': 'Server_Text_Missing',
  'text-too-long': 'Server_Text_Too_Long',
  'too-many-captures': 'Server_Too_Many_Captures',
  'too-many-files': 'Server_Too_Many_Files',
  'too-many-requests': 'Server_Too_Many_Requests',
  unauthorized: 'Server_Unauthorized',
  unavailable: 'Server_Unavailable',
  unexpected: 'Server_Unexpected',
  unreachable: 'Server_Unreachable',
  'value-invalid': 'Server_Value_Invalid',
  'version-conflict': 'Server_Version_Conflict',
};

const MINUTE = 60;

/** A code of the middleware without a sentence of its own is explained by its HTTP status. */
function labelOfStatus(status: number): string {
  if (status === 401 || status === 403) return 'Server_Unauthorized';
  if (status === 404) return 'Server_Not_Found';
  if (status === 413) return 'Server_Text_Too_Long';
  return status >= 500 ? 'Server_Unavailable' : 'Server_Request_Refused';
}

export function serverMessages(labels: Labels, language: Language): ServerMessages {
  const label = (name: string, ...parameters: readonly string[]): string => labels.text(name, language, ...parameters);
  const timed = (name: string, seconds: number | null): string => label(name, waitText(label, seconds ?? MINUTE));
  const of = (code: string): string => timed(LABEL_OF_CODE[code] ?? 'Server_Unexpected', null);
  return {
    of,
    label,
    thrown(failure, requestId) {
      const { code, status, retryAfter, take } = coded(failure);
      const name = LABEL_OF_CODE[code] ?? (status === null ? 'Server_Unexpected' : labelOfStatus(status));
      const wait = retryAfter === null ? {} : { retryAfter };
      return JSON.stringify({
        code,
        message: timed(name, retryAfter),
        requestId,
        ...wait,
        ...(take === null ? {} : { take }),
      });
    },
  };
}

/** In how long to try again, in words. */
function waitText(label: ServerMessages['label'], seconds: number): string {
  if (seconds < MINUTE) {
    return seconds <= 1 ? label('Server_Wait_Second') : label('Server_Wait_Seconds', String(seconds));
  }
  const minutes = Math.ceil(seconds / MINUTE);
  return minutes === 1 ? label('Server_Wait_Minute') : label('Server_Wait_Minutes', String(minutes));
}

interface Coded {
  readonly code: string;
  readonly status: number | null;
  readonly retryAfter: number | null;
  readonly take: number | null;
}

function coded(failure: unknown): Coded {
  if (failure instanceof CodedError) return failure;
  const denied =
    failure instanceof SaveRefused &&
    failure.problems.some((problem) => problem.statusCode === 'INSUFFICIENT_ACCESS_OR_READONLY');
  return { code: denied ? 'not-permitted' : 'unexpected', status: null, retryAfter: null, take: null };
}
