/** Why the workbench cannot start or go on; stable, for whoever starts it from a program. */
export type ProblemCode =
  'folder-in-use' | 'port-in-use' | 'middleware-failed' | 'middleware-stopped' | 'key-not-registered';

/** A failure that a person can do something about: its message is a sentence with the next step. */
export class WorkbenchProblem extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WorkbenchProblem';
    this.code = code;
  }
}
