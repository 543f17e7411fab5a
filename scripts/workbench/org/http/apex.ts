import express from 'express';
import type { Request, Router } from 'express';

import { CodedError } from '../apex/coded-error.ts';
import { InvalidArguments } from '../apex/method.ts';
import type { ApexMethod } from '../apex/method.ts';
import type { Transaction } from '../apex/transaction.ts';

/** The controllers by class name. */
export type Controllers = Readonly<Record<string, Readonly<Record<string, ApexMethod>>>>;

/**
 * `POST /apex/{Class}.{method}` with an object of named parameters. A failure is 400 `{message}`, as an Apex error reaches a
 * component in `error.body`.
 */
export function apex(controllers: Controllers, transactionOf: (request: Request) => Transaction): Router {
  const router = express.Router();
  router.post('/:className.:methodName', async (request, response) => {
    const { className, methodName } = request.params;
    const called = methodOf(controllers, className, methodName);
    if (!called) {
      response.status(404).json({ message: `No Apex action available for ${className}.${methodName}` });
      return;
    }
    if (request.is('application/json') === false) {
      response.status(415).json({ message: 'Send the parameters as application/json.' });
      return;
    }
    const transaction = transactionOf(request);
    try {
      response.json(withoutNulls(await called.call(transaction, request.body ?? {})));
    } catch (failure) {
      const message =
        failure instanceof InvalidArguments
          ? failure.message
          : transaction.messages.thrown(failure, transaction.requestId);
      response.status(400).json({ message });
      const foreseen = failure instanceof InvalidArguments || failure instanceof CodedError;
      if (!foreseen) transaction.unforeseen(`${className}.${methodName}`, failure);
    }
  });
  return router;
}

/** Lightning's encoder writes no null: members and entries without a value are absent, and components live with that. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((entry) => entry !== null).map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(present.map(([name, member]) => [name, withoutNulls(member)]));
}

function methodOf(controllers: Controllers, className: string, methodName: string): ApexMethod | undefined {
  const controller = Object.hasOwn(controllers, className) ? controllers[className] : undefined;
  return controller && Object.hasOwn(controller, methodName) ? controller[methodName] : undefined;
}
