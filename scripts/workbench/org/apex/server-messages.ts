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
  /** What reaches the page: JSON `{code, message}`. */
  thrown(failure: unknown): string;
}

/** The codes that have a sentence of their own, and the label it stands under. */
export const LABEL_OF_CODE: Readonly<Record<string, string>> = {
  'account-not-visible': 'Server_Account_Not_Visible',
  'capture-conflict': 'Server_Capture_Conflict',
  'capture-not-ready': 'Server_Capture_Not_Ready',
  'change-invalid': 'Server_Value_Invalid',
  'contact-not-visible': 'Server_Contact_Not_Visible',
  'currency-not-available': 'Server_Currency_Not_Available',
  'draft-busy': 'Server_Draft_Busy',
  'draft-decided': 'Server_Draft_Decided',
  'kind-not-supported': 'Server_Kind_Not_Supported',
  'not-found': 'Server_Not_Found',
  'not-permitted': 'Server_Not_Permitted',
  'required-field-missing': 'Server_Required_Missing',
  'scope-insufficient': 'Server_Not_Permitted',
  'text-missing': 'Server_Text_Missing',
  'text-too-long': 'Server_Text_Too_Long',
  'too-many-requests': 'Server_Too_Many_Requests',
  unauthorized: 'Server_Unauthorized',
  unavailable: 'Server_Unavailable',
  unexpected: 'Server_Unexpected',
  unreachable: 'Server_Unreachable',
  'value-invalid': 'Server_Value_Invalid',
  'version-conflict': 'Server_Version_Conflict',
};

/** A code of the middleware without a sentence of its own is explained by its HTTP status. */
function labelOfStatus(status: number): string {
  if (status === 401 || status === 403) return 'Server_Unauthorized';
  if (status === 404) return 'Server_Not_Found';
  if (status === 413) return 'Server_Text_Too_Long';
  return status >= 500 ? 'Server_Unavailable' : 'Server_Request_Refused';
}

export function serverMessages(labels: Labels, language: Language): ServerMessages {
  const label = (name: string, ...parameters: readonly string[]): string => labels.text(name, language, ...parameters);
  const of = (code: string): string => label(LABEL_OF_CODE[code] ?? 'Server_Unexpected');
  const ofAnswer = (code: string, status: number): string => label(LABEL_OF_CODE[code] ?? labelOfStatus(status));
  return {
    of,
    label,
    thrown(failure) {
      const { code, status } = coded(failure);
      return JSON.stringify({ code, message: status === null ? of(code) : ofAnswer(code, status) });
    },
  };
}

function coded(failure: unknown): { code: string; status: number | null } {
  if (failure instanceof CodedError) return failure;
  const denied =
    failure instanceof SaveRefused &&
    failure.problems.some((problem) => problem.statusCode === 'INSUFFICIENT_ACCESS_OR_READONLY');
  return { code: denied ? 'not-permitted' : 'unexpected', status: null };
}
