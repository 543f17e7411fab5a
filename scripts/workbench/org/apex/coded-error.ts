/** A failure a person is told about: a stable code, and what the code's sentence needs. */
export class CodedError extends Error {
  readonly code: string;
  /** The HTTP status when the middleware refused, else null. */
  readonly status: number | null;
  /** The problem document of the middleware, else null. */
  readonly problem: Readonly<Record<string, unknown>> | null;
  /** After how many seconds the same call may succeed; null where the middleware did not say. */
  readonly retryAfter: number | null;

  constructor(
    code: string,
    status: number | null = null,
    problem: Readonly<Record<string, unknown>> | null = null,
    retryAfter: number | null = null,
  ) {
    super(code);
    this.name = 'CodedError';
    this.code = code;
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** The file of the capture that the refusal is about; null where it is about none. */
  get take(): number | null {
    const take = this.problem?.['take'];
    return typeof take === 'number' ? take : null;
  }

  /** True when the note was erased: nothing of it will ever be there again. */
  get isErased(): boolean {
    return this.code === 'capture-erased';
  }
}
