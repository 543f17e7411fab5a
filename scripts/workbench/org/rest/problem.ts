/** A refusal of the REST API: an HTTP status and Salesforce's list of `{message, errorCode, fields?}`. */
export class RestProblem extends Error {
  readonly status: number;
  readonly errorCode: string;
  /** What the entry of the list holds beside code and message. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, errorCode: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'RestProblem';
    this.status = status;
    this.errorCode = errorCode;
    this.details = details;
  }

  /** The body as Salesforce writes it. */
  body(): readonly unknown[] {
    return [{ message: this.message, errorCode: this.errorCode, ...this.details }];
  }
}

/** A refusal of the OAuth endpoints: `{error, error_description}` of RFC 6749, in Salesforce's words. */
export class OAuthProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(code: string, description: string, status = 400) {
    super(description);
    this.name = 'OAuthProblem';
    this.code = code;
    this.status = status;
  }

  body(): Readonly<Record<string, string>> {
    return { error: this.code, error_description: this.message };
  }
}

export function notFound(message = 'The requested resource does not exist'): RestProblem {
  return new RestProblem(404, 'NOT_FOUND', message);
}

export function malformedQuery(message: string): RestProblem {
  return new RestProblem(400, 'MALFORMED_QUERY', message);
}

export function invalidField(message: string): RestProblem {
  return new RestProblem(400, 'INVALID_FIELD', message);
}

export function invalidType(name: string): RestProblem {
  return new RestProblem(
    400,
    'INVALID_TYPE',
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

export function noSuchColumn(field: string, object: string): RestProblem {
  return invalidField(
    `No such column '${field}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}
