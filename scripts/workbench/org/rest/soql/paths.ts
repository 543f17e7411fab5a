import { invalidField, noSuchColumn } from '../problem.ts';
import type { Reader, Source } from '../reader.ts';
import { valueOf } from '../values.ts';
import { relationshipName } from '../../schema/description.ts';
import type { FieldDescription } from '../../schema/description.ts';
import type { FieldValue, StoredRecord } from '../../records/store.ts';

/** A field, and the lookups that lead to it: `Account.Owner.Name`. */
export interface Path {
  readonly steps: readonly Step[];
  readonly field: FieldDescription;
  /** As Salesforce spells it, whatever the query's capitals. */
  readonly name: string;
  read(record: StoredRecord): FieldValue;
}

export interface Step {
  readonly name: string;
  readonly target: Source;
  /** The record the lookup leads to; null where there is none or the user may not see it. */
  follow(record: StoredRecord): StoredRecord | null;
}

const MAXIMUM_STEPS = 5;

/** Finds paths from one object; what lookups lead to is read once for the whole query. */
export interface PathFinder {
  readonly source: Source;
  /** @throws RestProblem INVALID_FIELD for what is not there or not for this user */
  path(text: string): Path;
}

export function pathFinder(reader: Reader, source: Source, alias: string | null): PathFinder {
  const followed = new Map<string, StoredRecord | null>();
  const step = (from: Source, name: string): Step => {
    const lookup = from.fields.find((each) => relationshipName(each)?.toLowerCase() === name.toLowerCase());
    const target = lookup?.referenceTo ? reader.source(lookup.referenceTo) : null;
    if (!lookup || !target) throw unknownRelationship(name);
    const get = (id: string): StoredRecord | null => {
      const known = followed.get(id);
      if (known !== undefined) return known;
      const found = target.get(id);
      followed.set(id, found);
      return found;
    };
    const follow = (record: StoredRecord): StoredRecord | null => {
      const id = record.fields[lookup.name];
      return typeof id === 'string' ? get(id) : null;
    };
    return { name: relationshipName(lookup) ?? name, target, follow };
  };
  return {
    source,
    path(text) {
      const names = text.split('.');
      if (alias !== null && names.length > 1 && sameName(names[0], alias)) names.shift();
      if (names.length > 1 && sameName(names[0], source.described.name)) names.shift();
      const fieldName = names.pop() ?? '';
      if (names.length > MAXIMUM_STEPS) throw invalidField('SOQL relationship queries cannot go up more than 5 levels');
      let at = source;
      const steps = names.map((name) => {
        const next = step(at, name);
        at = next.target;
        return next;
      });
      const field = at.field(fieldName);
      if (!field) throw noSuchColumn(fieldName, at.described.name);
      return {
        steps,
        field,
        name: [...steps.map((each) => each.name), field.name].join('.'),
        read: reading(steps, field),
      };
    },
  };
}

function reading(steps: readonly Step[], field: FieldDescription): Path['read'] {
  return (record) => {
    let at: StoredRecord | null = record;
    for (const step of steps) at = at && step.follow(at);
    return at && valueOf(at, field);
  };
}

function sameName(first: string | undefined, second: string): boolean {
  return first?.toLowerCase() === second.toLowerCase();
}

function unknownRelationship(name: string): ReturnType<typeof invalidField> {
  return invalidField(
    `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}
