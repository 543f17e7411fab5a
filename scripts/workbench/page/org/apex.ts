import type { WireAdapterConstructor } from 'lwc';
import { ask, type CallFailure } from './door.ts';
import { refreshWired, wireAdapter } from './wires.ts';

/** An Apex method as a component imports it: callable, and usable with `@wire`. */
export interface ApexMethod {
  (parameters?: Record<string, unknown>): Promise<unknown>;
  readonly adapter: WireAdapterConstructor;
}

/** The module behind `@salesforce/apex/<Class>.<method>`. Parameters and answer cross JSON, as on the platform. */
export function apexMethod(name: string): ApexMethod {
  const call = (parameters: Record<string, unknown> = {}): Promise<unknown> =>
    ask(`/apex/${name}`, { method: 'POST', body: JSON.stringify(parameters) }).catch(asApexFailure);
  return Object.assign(call, { adapter: wireAdapter(call) });
}

/** Whatever went wrong in Apex, Lightning reports it as a server error with the exception as body. */
function asApexFailure(error: CallFailure): never {
  throw { ...error, status: 500, statusText: 'Server Error' };
}

export const refreshApex = refreshWired;

/** The value of a field in an sObject that Apex returned, also along a relationship. */
export function getSObjectValue(
  record: Record<string, unknown>,
  field: string | { readonly fieldApiName: string },
): unknown {
  const path = typeof field === 'string' ? field.split('.').slice(1) : field.fieldApiName.split('.');
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], record);
}
