import type { FieldDescription } from '../schema/description.ts';
import type { FieldValue } from '../records/store.ts';
import { CodedError } from './coded-error.ts';

/**
 * Text from the page as the value of a field, by the field's own type: null for a blank text, `value-invalid` when the text
 * is no value of that type. The Apex class FieldValue.
 */
export function fieldValue(field: FieldDescription, given: string | number | null): FieldValue {
  const text = given === null ? '' : String(given).trim();
  if (text === '') return null;
  switch (field.type) {
    case 'Boolean':
      return text === 'true';
    case 'Currency':
    case 'Double':
    case 'Int':
    case 'Percent':
      return decimal(text);
    case 'Date':
      return isoDate(text);
    default:
      return String(given);
  }
}

function decimal(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new CodedError('value-invalid');
  return value;
}

function isoDate(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  const valid =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  if (!valid) throw new CodedError('value-invalid');
  return text;
}
