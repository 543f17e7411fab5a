import type { Access } from '../records/access.ts';
import type { FieldDescription, FieldType, Schema } from '../schema/description.ts';
import type { FieldMapping } from './settings.ts';

/** What a value of a draft is. `place` is a country, which orgs keep as a text or as a picklist. */
export type DraftKind = 'amount' | 'currency' | 'date' | 'email' | 'phone' | 'picklist' | 'place' | 'text' | 'url';

/** Every value that a draft has, by the key an admin writes. */
export const KIND_OF_KEY: Readonly<Record<string, DraftKind>> = {
  'opportunity.name': 'text',
  'opportunity.closeDate': 'date',
  'opportunity.stage': 'picklist',
  'opportunity.country': 'picklist',
  'opportunity.leadSource': 'picklist',
  'opportunity.type': 'picklist',
  'opportunity.amount': 'amount',
  'opportunity.currency': 'currency',
  'opportunity.nextStep': 'text',
  'opportunity.description': 'text',
  'account.name': 'text',
  'account.website': 'url',
  'account.phone': 'phone',
  'account.country': 'place',
  'contact.firstName': 'text',
  'contact.lastName': 'text',
  'contact.title': 'text',
  'contact.email': 'email',
  'contact.phone': 'phone',
  'contact.mobile': 'phone',
};

const TYPES_OF_KIND: Readonly<Record<DraftKind, readonly FieldType[]>> = {
  amount: ['Currency', 'Double'],
  currency: ['Picklist'],
  date: ['Date'],
  email: ['Email', 'String', 'TextArea'],
  phone: ['Phone', 'String', 'TextArea'],
  picklist: ['Picklist'],
  place: ['Picklist', 'String', 'TextArea'],
  text: ['String', 'TextArea'],
  url: ['String', 'TextArea', 'Url'],
};

/** The platform's own field of currencies; it takes no other, and exists only where several currencies are switched on. */
export const CURRENCY_FIELD = 'CurrencyIsoCode';

export type MisfitCode =
  | 'field-not-writable'
  | 'field-twice'
  | 'field-type'
  | 'field-unknown'
  | 'key-twice'
  | 'key-unknown'
  | 'object-differs';

/** A mapping that cannot carry its value. `other` is the mapping that came first, where two want the same. */
export interface Misfit {
  readonly mapping: FieldMapping;
  readonly code: MisfitCode;
  readonly other: FieldMapping | null;
}

/** The mappings that carry their values, in the order of the form, and those that do not, with the reason. */
export interface FittedMappings {
  readonly used: readonly FieldMapping[];
  readonly misfits: readonly Misfit[];
}

/**
 * Sorts the active mappings into those that carry their value for this person and those that cannot: of two that want the
 * same value or the same field, the first in the form keeps it. The Apex class MappingFit.
 */
export function fitMappings(mappings: readonly FieldMapping[], schema: Schema, access: Access): FittedMappings {
  const used: FieldMapping[] = [];
  const misfits: Misfit[] = [];
  for (const mapping of mappings) {
    const sameKey = used.find((each) => each.key === mapping.key) ?? null;
    const sameField = used.find((each) => samePath(each, mapping.object, mapping.field)) ?? null;
    const code = misfitOf(mapping, schema, access) ?? (sameKey ? 'key-twice' : sameField ? 'field-twice' : null);
    if (code) misfits.push({ mapping, code, other: sameKey ?? sameField });
    else used.push(mapping);
  }
  return { used, misfits };
}

function misfitOf(mapping: FieldMapping, schema: Schema, access: Access): MisfitCode | null {
  const kind = KIND_OF_KEY[mapping.key];
  if (!kind) return 'key-unknown';
  if (mapping.object.toLowerCase() !== objectOfKey(mapping.key).toLowerCase()) return 'object-differs';
  if (kind === 'currency') return mapping.field === CURRENCY_FIELD ? null : 'field-type';
  const object = schema.get(objectOfKey(mapping.key));
  const field = object?.fields.get(mapping.field);
  if (!object || !field) return 'field-unknown';
  if (!access.writesField(object, field)) return 'field-not-writable';
  return takes(field, kind) ? null : 'field-type';
}

function takes(field: FieldDescription, kind: DraftKind): boolean {
  return TYPES_OF_KIND[kind].includes(field.type);
}

/** `contact.lastName` is written to Contact and to nothing else. */
export function objectOfKey(key: string): string {
  const prefix = key.slice(0, key.indexOf('.'));
  return prefix.charAt(0).toUpperCase() + prefix.slice(1);
}

export function samePath(mapping: FieldMapping, object: string, field: string): boolean {
  return mapping.object.toLowerCase() === object.toLowerCase() && mapping.field.toLowerCase() === field.toLowerCase();
}
