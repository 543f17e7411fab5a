import { describe } from '../schema/description.ts';
import type { FieldDescription, Language, ObjectDescription, Schema } from '../schema/description.ts';
import { accessOf, fullAccess } from './access.ts';
import type { Access, OrgUser, RoleHierarchy } from './access.ts';
import { findDuplicates } from './duplicates.ts';
import type { DuplicateRule } from './duplicates.ts';
import { derivedFields, writtenFields } from './platform-fields.ts';
import { SaveRefused } from './problem.ts';
import type { SaveProblem, StatusCode } from './problem.ts';
import { sameValue } from './store.ts';
import type { Fields, FieldValue, RecordStore, StoredRecord } from './store.ts';
import { validate } from './validation.ts';
import type { ValidationRule } from './validation.ts';

/** Everything that decides what happens to a record, the same for all users. */
export interface Organisation {
  readonly schema: Schema;
  readonly store: RecordStore;
  readonly roles: RoleHierarchy;
  readonly validationRules: readonly ValidationRule[];
  readonly duplicateRules: readonly DuplicateRule[];
  now(): Date;
  user(id: string): OrgUser | null;
}

export interface SaveOptions {
  /** The person has seen the duplicates and insists (`DuplicateRuleHeader.allowSave`). */
  readonly allowDuplicates?: boolean;
  /** Ids that the same insert call has made already. */
  readonly together?: ReadonlySet<string>;
  /** The language of refusals; the user's own by default. */
  readonly language?: Language;
}

/** The records as a transaction reaches them, in user mode or in system mode. */
export interface Records {
  readonly access: Access;
  /** Null when there is no such record or the user may not see it: the two are not told apart. */
  get(id: string): StoredRecord | null;
  find(object: string, equal?: Fields): readonly StoredRecord[];
  /** Fails with SaveRefused, and then nothing was written. */
  insert(object: string, fields: Fields, options?: SaveOptions): StoredRecord;
  update(id: string, changes: Fields, options?: SaveOptions): StoredRecord;
  delete(id: string): void;
}

/** What one user may see and change: `AccessLevel.USER_MODE`. */
export function asUser(organisation: Organisation, user: OrgUser): Records {
  return recordsOf(organisation, user, accessOf(user, organisation));
}

/** Everything, in the name of a user: `AccessLevel.SYSTEM_MODE`. The rules of the org hold here too. */
export function asSystem(organisation: Organisation, user: OrgUser): Records {
  return recordsOf(organisation, user, fullAccess);
}

function recordsOf(organisation: Organisation, user: OrgUser, access: Access): Records {
  const { store, schema } = organisation;
  return {
    access,
    get: (id) => {
      const record = store.get(id);
      return record && access.reads(record) ? record : null;
    },
    find: (object, equal) => store.find(object, equal).filter((record) => access.reads(record)),
    insert(object, fields, options = {}) {
      const described = describe(schema, object);
      const language = options.language ?? user.language;
      if (!access.object(object).create) throw refused(object, noAccess(described, language));
      forbidFields(access, described, fields, language);
      return save({ organisation, user, access, described, language, options }, fields, null);
    },
    update(id, changes, options = {}) {
      const before = store.get(id);
      const language = options.language ?? user.language;
      if (!before || !access.edits(before)) throw refused(before?.object ?? 'Record', noRecordAccess(language));
      const described = describe(schema, before.object);
      forbidFields(access, described, changes, language);
      return save({ organisation, user, access, described, language, options }, changes, before);
    },
    delete(id) {
      const record = store.get(id);
      if (!record || !access.edits(record) || !access.object(record.object).delete) {
        throw refused(record?.object ?? 'Record', noRecordAccess(user.language));
      }
      store.delete(id, organisation.now());
    },
  };
}

interface Saving {
  readonly organisation: Organisation;
  readonly user: OrgUser;
  readonly access: Access;
  readonly described: ObjectDescription;
  readonly language: Language;
  readonly options: SaveOptions;
}

/** Salesforce's order of save: platform values, system validation, validation rules, duplicate rules, write. */
function save(saving: Saving, given: Fields, before: StoredRecord | null): StoredRecord {
  const { organisation, user, described, language } = saving;
  const { store } = organisation;
  return store.transaction(() => {
    const now = organisation.now();
    const own = writtenFields(described, given);
    const fields = derivedFields({ described, user, now, store }, { ...before?.fields, ...own }, before === null);
    const candidate = { object: described, fields, written: new Set(Object.keys(own)), language };
    refuseIfAny(described, [
      ...validate(candidate),
      ...brokenReferences(saving, own),
      ...repeatedValues(saving, own, before),
    ]);
    refuseIfAny(described, brokenRules(saving, fields, before));
    if (before === null) refuseIfAny(described, duplicatesOf(saving, fields));
    return before ? store.update(before.id, fields) : store.insert(described.name, described.keyPrefix, fields);
  });
}

function duplicatesOf({ organisation, described, options, language }: Saving, fields: Fields): readonly SaveProblem[] {
  const insist = options.allowDuplicates ?? false;
  const together = options.together ?? new Set<string>();
  const insertion = { object: described.name, fields, insist, together, language };
  return findDuplicates(organisation.store, organisation.duplicateRules, insertion);
}

function refuseIfAny(described: ObjectDescription, problems: readonly SaveProblem[]): void {
  if (problems.length > 0) throw new SaveRefused(described.name, problems);
}

function refused(object: string, problem: SaveProblem): SaveRefused {
  return new SaveRefused(object, [problem]);
}

function forbidFields(access: Access, described: ObjectDescription, fields: Fields, language: Language): void {
  const names = Object.keys(fields).filter((name) => {
    const field = described.fields.get(name);
    return !field || !access.writesField(described, field);
  });
  if (names.length === 0) return;
  const message = {
    en: `Unable to create/update fields: ${names.join(', ')}. Please check the security settings of this field.`,
    fr: `Impossible de créer ou de modifier les champs : ${names.join(', ')}. Vérifiez les paramètres de sécurité du champ.`,
  };
  throw refused(described.name, {
    statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
    message: message[language],
    fields: names,
  });
}

/** Lookups must lead to a record of the right object that the user may see. */
function brokenReferences({ organisation, access, described, language }: Saving, own: Fields): readonly SaveProblem[] {
  return references(described, own).flatMap(([field, id]) => {
    const target = organisation.store.get(id);
    if (target && target.object === field.referenceTo && access.reads(target)) return [];
    const message = { en: `invalid cross reference id: ${id}`, fr: `référence croisée non valide : ${id}` };
    return [problemAt('INVALID_CROSS_REFERENCE_KEY', message[language], field.name)];
  });
}

function references(described: ObjectDescription, own: Fields): readonly (readonly [FieldDescription, string])[] {
  return [...described.fields.values()].flatMap((field): [FieldDescription, string][] => {
    const value = own[field.name];
    return field.referenceTo && typeof value === 'string' ? [[field, value]] : [];
  });
}

function repeatedValues(saving: Saving, own: Fields, before: StoredRecord | null): readonly SaveProblem[] {
  const { organisation, described, language } = saving;
  return [...described.fields.values()].flatMap((field) => {
    const value: FieldValue = own[field.name] ?? null;
    if (!field.unique || value === null) return [];
    const other = organisation.store
      .find(described.name, { [field.name]: value })
      .find((each) => each.id !== before?.id);
    if (!other) return [];
    const message = {
      en: `duplicate value found: ${field.name} duplicates value on record with id: ${other.id}`,
      fr: `valeur en double trouvée : ${field.name} duplique la valeur de l'enregistrement avec l'ID : ${other.id}`,
    };
    return [problemAt('DUPLICATE_VALUE', message[language], field.name)];
  });
}

function brokenRules(saving: Saving, after: Fields, before: StoredRecord | null): readonly SaveProblem[] {
  const { organisation, user, described, language } = saving;
  const today = dayIn(organisation.now(), user.timeZone);
  return organisation.validationRules
    .filter((rule) => rule.object === described.name && rule.violated(after, before?.fields ?? null, today))
    .map((rule) => ({
      statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: rule.message[language],
      fields: rule.field ? [rule.field] : [],
    }));
}

/** The calendar day of a moment in a time zone, as `YYYY-MM-DD`. */
export function dayIn(moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(moment);
}

/** Whether a save would change the field: for rules that let an old value stay. */
export function changes(field: string, after: Fields, before: Fields | null): boolean {
  return before === null || !sameValue(after[field] ?? null, before[field] ?? null);
}

function noAccess(described: ObjectDescription, language: Language): SaveProblem {
  const message = {
    en: `Access to entity '${described.name}' denied`,
    fr: `Accès refusé à l'entité « ${described.label.fr} »`,
  };
  return { statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: message[language], fields: [] };
}

function noRecordAccess(language: Language): SaveProblem {
  const message = {
    en: 'insufficient access rights on object id',
    fr: "droits d'accès insuffisants pour l'ID d'objet",
  };
  return { statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: message[language], fields: [] };
}

function problemAt(statusCode: StatusCode, message: string, field: string): SaveProblem {
  return { statusCode, message, fields: [field] };
}
