import { z } from 'zod';

import type { Transaction } from './transaction.ts';

/** An `@AuraEnabled` method: how it is called, what it gives, and what it does. */
export interface ApexMethod {
  /** Parameters by name, in Apex's order. */
  readonly parameters: Shape;
  readonly returns: z.ZodType;
  readonly cacheable: boolean;
  /** Checks the arguments, runs, and checks what it gives: a wrong shape is a fault of the stand-in and must show. */
  call(transaction: Transaction, given: unknown): Promise<unknown>;
}

/** Arguments that the platform would not even pass to the method. */
export class InvalidArguments extends Error {
  constructor(detail: string) {
    super(`Value provided is invalid for an action parameter. ${detail}`);
    this.name = 'InvalidArguments';
  }
}

type Shape = Readonly<Record<string, z.ZodType>>;

interface Definition<Parameters extends Shape, Result extends z.ZodType> {
  readonly parameters: Parameters;
  readonly returns: Result;
  readonly cacheable?: boolean;
  run(transaction: Transaction, given: z.output<z.ZodObject<Parameters>>): z.output<Result> | Promise<z.output<Result>>;
}

export function method<Parameters extends Shape, Result extends z.ZodType>(
  definition: Definition<Parameters, Result>,
): ApexMethod {
  const { parameters, returns, cacheable = false } = definition;
  const shape = z.strictObject(parameters);
  return {
    parameters,
    returns,
    cacheable,
    async call(transaction, given) {
      const parsed = shape.safeParse(given);
      if (!parsed.success) throw new InvalidArguments(z.prettifyError(parsed.error));
      const result = await definition.run(transaction, parsed.data as z.output<z.ZodObject<Parameters>>);
      return returns.parse(result);
    },
  };
}
