import type { Bilingual, Language } from '../schema/description.ts';
import type { SaveProblem } from './problem.ts';
import type { Fields, RecordStore } from './store.ts';

/** A duplicate rule of the org: records of an object that agree on all these fields (text without case). */
export interface DuplicateRule {
  readonly object: string;
  readonly name: string;
  readonly fields: readonly string[];
  /** True: the rule alerts and the person may insist. False: it blocks. */
  readonly allowSave: boolean;
  readonly message: Bilingual;
}

/** A record that is to be inserted, and how. */
export interface Insertion {
  readonly object: string;
  readonly fields: Fields;
  /** The person has read the alerts and goes on. */
  readonly insist: boolean;
  /** Records of the same insert call: Salesforce does not compare them with each other. */
  readonly together: ReadonlySet<string>;
  readonly language: Language;
}

/** What the rules say about a record that is to be inserted. Alerts are left out when the person insists. */
export function findDuplicates(
  store: RecordStore,
  rules: readonly DuplicateRule[],
  { object, fields, insist, together, language }: Insertion,
): readonly SaveProblem[] {
  const concerned = rules.filter((rule) => rule.object === object && !(insist && rule.allowSave));
  return concerned.flatMap((rule) => {
    const compared = rule.fields.map((name): [string, Fields[string]] => [name, fields[name] ?? null]);
    if (compared.some(([, value]) => value === null)) return [];
    const found = store.find(object, Object.fromEntries(compared)).filter((record) => !together.has(record.id));
    if (found.length === 0) return [];
    const duplicate = { rule: rule.name, allowSave: rule.allowSave, recordIds: found.map((record) => record.id) };
    return [{ statusCode: 'DUPLICATES_DETECTED', message: rule.message[language], fields: [], duplicate }];
  });
}
