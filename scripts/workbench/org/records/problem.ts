/** The reasons for which Salesforce refuses to save, by their status codes in SOAP, REST and Apex. */
export type StatusCode =
  | 'DUPLICATES_DETECTED'
  | 'DUPLICATE_VALUE'
  | 'FIELD_CUSTOM_VALIDATION_EXCEPTION'
  | 'INSUFFICIENT_ACCESS_OR_READONLY'
  | 'INVALID_CROSS_REFERENCE_KEY'
  | 'INVALID_EMAIL_ADDRESS'
  | 'INVALID_FIELD_FOR_INSERT_UPDATE'
  | 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'
  | 'INVALID_TYPE_ON_FIELD_IN_RECORD'
  | 'NUMBER_OUTSIDE_VALID_RANGE'
  | 'REQUIRED_FIELD_MISSING'
  | 'STRING_TOO_LONG';

/** One refusal: the message is in the user's language, `fields` are API names and empty when the whole record is meant. */
export interface SaveProblem {
  readonly statusCode: StatusCode;
  readonly message: string;
  readonly fields: readonly string[];
  /** With DUPLICATES_DETECTED: the rule, whether saving may be insisted on, and the records found. */
  readonly duplicate?: {
    readonly rule: string;
    readonly allowSave: boolean;
    readonly recordIds: readonly string[];
  };
}

/** A save that Salesforce would refuse: Apex's DmlException. Nothing of it was written. */
export class SaveRefused extends Error {
  readonly object: string;
  readonly problems: readonly SaveProblem[];

  constructor(object: string, problems: readonly SaveProblem[]) {
    super(problems.map((problem) => `${problem.statusCode}: ${problem.message}`).join('; '));
    this.name = 'SaveRefused';
    this.object = object;
    this.problems = problems;
  }
}
