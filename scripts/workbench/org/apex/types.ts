import { z } from 'zod';

import { longId } from '../records/ids.ts';

/**
 * Apex types as zod schemas. Each remembers how Apex spells it, so that the contract test can hold the schemas against the
 * classes. Every Apex variable may be null, and a property that the page leaves out is null too.
 */
const apexTypes = z.registry<{ readonly type: string }>();

function named<Schema extends z.ZodType>(type: string, schema: Schema) {
  const nullable = schema.nullable().default(null);
  apexTypes.add(nullable, { type });
  return nullable;
}

export const text = named('String', z.string());
/** Apex takes ids of 15 and of 18 characters and gives those of 18; anything else is no id. */
export const id = named(
  'Id',
  z
    .string()
    .refine((given) => longId(given) !== null, { error: 'Invalid id' })
    .transform((given) => longId(given) ?? given),
);
export const integer = named('Integer', z.int().min(-2_147_483_648).max(2_147_483_647));
export const decimal = named('Decimal', z.number());
export const flag = named('Boolean', z.boolean());
export const textByKey = named('Map<String, String>', z.record(z.string(), z.string().nullable()));
export const json = named('Map<String, Object>', z.record(z.string(), z.unknown()));

export const anything = named('Object', z.unknown());
/** What a method gives that gives nothing. */
export const nothing = named('void', z.null());

/** A list of a type that is already described here. */
export function listOf<Schema extends z.ZodType>(item: Schema) {
  return named(`List<${apexTypeOf(item)}>`, z.array(item));
}

/** An Apex class with `@AuraEnabled` fields; a field it does not have is refused, as by the platform. */
export function dto<Shape extends z.ZodRawShape>(name: string, shape: Shape) {
  return named(name, z.strictObject(shape));
}

/** How Apex spells the type of a schema made here. */
export function apexTypeOf(schema: z.ZodType): string {
  const known = apexTypes.get(schema);
  if (!known) throw new Error('This schema is not an Apex type');
  return known.type;
}
