import { z } from 'zod';

import type { ApexMethod } from '../../scripts/workbench/org/apex/method.ts';
import { apexTypeOf } from '../../scripts/workbench/org/apex/types.ts';
import type { MethodSignature, Surface } from './surface.ts';

type Controllers = Readonly<Record<string, Readonly<Record<string, ApexMethod>>>>;

/** What the stand-in's controllers offer, and every class that their schemas reach. */
export function standInSurface(controllers: Controllers): Surface {
  const methods = new Map<string, MethodSignature>();
  const classes = new Map<string, ReadonlyMap<string, string>>();
  for (const [className, offered] of Object.entries(controllers)) {
    for (const [name, method] of Object.entries(offered)) {
      methods.set(`${className}.${name}`, signatureOf(method));
      for (const schema of [...Object.values(method.parameters), method.returns]) collect(schema, classes);
    }
  }
  return { methods, classes };
}

function signatureOf({ parameters, returns, cacheable }: ApexMethod): MethodSignature {
  return {
    parameters: Object.entries(parameters).map(([name, schema]) => `${name}: ${apexTypeOf(schema)}`),
    returns: apexTypeOf(returns),
    cacheable,
  };
}

/** Notes the fields of a class, and of the classes they are of. */
function collect(schema: z.ZodType, classes: Map<string, ReadonlyMap<string, string>>): void {
  const inner = bare(schema);
  if (inner instanceof z.ZodArray) collect(asType(inner.element), classes);
  if (!(inner instanceof z.ZodObject)) return;
  const name = apexTypeOf(schema);
  if (classes.has(name)) return;
  const fields = Object.entries(inner.shape as Record<string, z.ZodType>);
  classes.set(name, new Map(fields.map(([field, type]) => [field, apexTypeOf(type)])));
  for (const [, type] of fields) collect(type, classes);
}

/** Without the wrappings that say "may be null or missing". */
function bare(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodNullable ? bare(asType(schema.unwrap())) : schema;
}

function asType(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodType) return schema;
  throw new Error('Not a schema');
}
