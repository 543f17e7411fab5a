/** A failure a person is told about: a stable code, and what the code's sentence needs. */
export class CodedError extends Error {
  readonly code: string;
  /** The HTTP status when the middleware refused, else null. */
  readonly status: number | null;
  /** The problem document of the middleware, else null. */
  readonly problem: Readonly<Record<string, unknown>> | null;

  constructor(code: string, status: number | null = null, problem: Readonly<Record<string, unknown>> | null = null) {
    super(code);
    this.name = 'CodedError';
    this.code = code;
    this.status = status;
    this.problem = problem;
  }
}
