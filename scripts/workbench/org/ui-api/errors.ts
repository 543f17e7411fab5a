/** A refusal of the UI API, with the body that Salesforce sends. */
export class UiApiError extends Error {
  readonly status: number;
  readonly errorCode: string;

  constructor(status: number, errorCode: string, message: string) {
    super(message);
    this.name = 'UiApiError';
    this.status = status;
    this.errorCode = errorCode;
  }

  body(): Record<string, unknown> {
    return {
      statusCode: this.status,
      errorCode: this.errorCode,
      message: this.message,
      output: { errors: [], fieldErrors: {} },
    };
  }
}

/** The same answer whether a record is missing or hidden, so that nobody learns which ids exist. */
export function recordNotFound(): UiApiError {
  return new UiApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

export function invalidType(objectName: string): UiApiError {
  return new UiApiError(400, 'INVALID_TYPE', `Object api name ${objectName} is not supported or not accessible`);
}
