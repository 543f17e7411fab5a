import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { many, metadataFiles, readMetadata } from './xml.ts';

const customMetadata = z.object({
  label: z.string(),
  values: many(
    z.object({
      field: z.string(),
      value: z.union([z.string(), z.looseObject({ '#text': z.string().optional() })]).optional(),
    }),
  ),
});

/** One custom metadata record: its developer name, its label and its fields as text (null where nil). */
export interface CustomMetadataRecord {
  readonly name: string;
  readonly label: string;
  readonly values: ReadonlyMap<string, string | null>;
}

/** The records of a custom metadata type such as `Capture_Field`, in the order of their developer names. */
export function readCustomMetadata(root: string, type: string): readonly CustomMetadataRecord[] {
  return recordFiles(root, type).map(([file, name]) => readRecord(file, name));
}

/**
 * The records as an admin changed them after the deploy: a file in `changes` has the values that differ, or makes a new
 * record, and an empty file stands for a deleted one.
 */
export function withChanges(
  records: readonly CustomMetadataRecord[],
  changes: string,
  type: string,
): readonly CustomMetadataRecord[] {
  const changed = new Map(records.map((record) => [record.name, record]));
  for (const [file, name] of recordFiles(changes, type)) {
    if (statSync(file).size === 0) {
      changed.delete(name);
      continue;
    }
    const { label, values } = readRecord(file, name);
    changed.set(name, { name, label, values: new Map([...(changed.get(name)?.values ?? []), ...values]) });
  }
  return [...changed.values()];
}

/** [path, developer name] of the records of a type. */
function recordFiles(root: string, type: string): readonly (readonly [string, string])[] {
  return metadataFiles(join(root, 'customMetadata'), '.md-meta.xml')
    .filter(([, name]) => name.startsWith(`${type}.`))
    .map(([file, name]) => [file, name.slice(type.length + 1)]);
}

function readRecord(file: string, name: string): CustomMetadataRecord {
  const { label, values } = readMetadata(file, 'CustomMetadata', customMetadata);
  return { name, label, values: new Map(values.map((each) => [each.field, textOf(each.value)])) };
}

function textOf(value: string | { '#text'?: string | undefined } | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : (value['#text'] ?? null);
}
