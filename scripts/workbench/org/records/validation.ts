import type { Bilingual, FieldDescription, Language, ObjectDescription } from '../schema/description.ts';
import type { SaveProblem, StatusCode } from './problem.ts';
import type { Fields, FieldValue } from './store.ts';

/** What is checked: the whole record as it would be saved, and which of its fields this save writes. */
export interface Candidate {
  readonly object: ObjectDescription;
  readonly fields: Fields;
  readonly written: ReadonlySet<string>;
  readonly language: Language;
}

/** A rule an admin of the org wrote. `violated` is told what is saved, what was there before, and today in the org. */
export interface ValidationRule {
  readonly object: string;
  readonly name: string;
  /** The field at which the message is shown; null for the top of the page. */
  readonly field: string | null;
  readonly message: Bilingual;
  violated(after: Fields, before: Fields | null, today: string): boolean;
}

type Complaint = readonly [statusCode: StatusCode, message: Bilingual];

/** Salesforce's own checks, in its order: required fields together, then each written field by its type. */
export function validate(candidate: Candidate): readonly SaveProblem[] {
  const missing = missingFields(candidate);
  const written = [...candidate.object.fields.values()].filter((field) => candidate.written.has(field.name));
  const complaints = written.flatMap((field) => {
    const value = candidate.fields[field.name] ?? null;
    const complaint = value === null ? null : complaintOf(field, value);
    return complaint ? [problem(complaint, [field], candidate.language)] : [];
  });
  return [...missing, ...complaints];
}

function missingFields({ object, fields, language }: Candidate): readonly SaveProblem[] {
  const missing = [...object.fields.values()].filter(
    (field) => field.required && (fields[field.name] ?? null) === null,
  );
  if (missing.length === 0) return [];
  const names = missing.map((field) => field.name).join(', ');
  const message = {
    en: `Required fields are missing: [${names}]`,
    fr: `Des champs obligatoires sont manquants : [${names}]`,
  };
  return [
    { statusCode: 'REQUIRED_FIELD_MISSING', message: message[language], fields: missing.map((each) => each.name) },
  ];
}

function problem(
  [statusCode, message]: Complaint,
  fields: readonly FieldDescription[],
  language: Language,
): SaveProblem {
  const label = fields[0]?.label[language] ?? '';
  const colon = language === 'fr' ? ' : ' : ': ';
  return { statusCode, message: label + colon + message[language], fields: fields.map((field) => field.name) };
}

function complaintOf(field: FieldDescription, value: FieldValue): Complaint | null {
  switch (field.type) {
    case 'Boolean':
      return typeof value === 'boolean' ? null : wrongType(value);
    case 'Currency':
    case 'Double':
    case 'Int':
    case 'Percent':
      return typeof value === 'number' ? outsideRange(field, value) : wrongType(value);
    case 'Date':
      return isDate(value) ? null : wrongType(value);
    case 'DateTime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? null : wrongType(value);
    default:
      return typeof value === 'string' ? (tooLong(field, value) ?? wrongText(field, value)) : wrongType(value);
  }
}

function wrongText(field: FieldDescription, value: string): Complaint | null {
  if (field.type === 'Email') return notAnEmail(value);
  return field.picklist?.restricted ? notInPicklist(field.picklist.entries, value) : null;
}

function wrongType(value: FieldValue): Complaint {
  return [
    'INVALID_TYPE_ON_FIELD_IN_RECORD',
    { en: `value not of required type: ${value}`, fr: `la valeur n'est pas du type obligatoire : ${value}` },
  ];
}

function tooLong(field: FieldDescription, value: string): Complaint | null {
  if (field.length === 0 || value.length <= field.length) return null;
  const shown = value.length > 40 ? `${value.slice(0, 40)}…` : value;
  return [
    'STRING_TOO_LONG',
    {
      en: `data value too large: ${shown} (max length=${field.length})`,
      fr: `valeur de données trop grande : ${shown} (longueur max.=${field.length})`,
    },
  ];
}

function notAnEmail(value: string): Complaint | null {
  if (/^[^\s@<>()[\],;:"\\]+@[^\s@.<>()[\],;:"\\]+(\.[^\s@.<>()[\],;:"\\]+)+$/.test(value)) return null;
  return [
    'INVALID_EMAIL_ADDRESS',
    { en: `invalid email address: ${value}`, fr: `adresse e-mail non valide : ${value}` },
  ];
}

function notInPicklist(entries: readonly { readonly value: string }[], value: string): Complaint | null {
  if (entries.some((entry) => entry.value === value)) return null;
  return [
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    {
      en: `bad value for restricted picklist field: ${value}`,
      fr: `valeur incorrecte pour le champ de liste de sélection restreinte : ${value}`,
    },
  ];
}

/** The digits before the point are limited; those after it are rounded on save, never refused. */
function outsideRange(field: FieldDescription, value: number): Complaint | null {
  if (Number.isFinite(value) && Math.abs(value) < 10 ** (field.precision - field.scale)) return null;
  return [
    'NUMBER_OUTSIDE_VALID_RANGE',
    {
      en: `value outside of valid range on numeric field: ${value}`,
      fr: `valeur en dehors de la plage valide du champ numérique : ${value}`,
    },
  ];
}

function isDate(value: FieldValue): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
