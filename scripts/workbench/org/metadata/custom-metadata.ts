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

/** One custom metadata record: its developer name and its fields as text (null where nil). */
export interface CustomMetadataRecord {
  readonly name: string;
  readonly values: ReadonlyMap<string, string | null>;
}

/** The records of a custom metadata type such as `Capture_Field`, in the order of their developer names. */
export function readCustomMetadata(root: string, type: string): readonly CustomMetadataRecord[] {
  return metadataFiles(join(root, 'customMetadata'), '.md-meta.xml')
    .filter(([, name]) => name.startsWith(`${type}.`))
    .map(([file, name]) => {
      const record = readMetadata(file, 'CustomMetadata', customMetadata);
      const values = record.values.map((each): [string, string | null] => [each.field, textOf(each.value)]);
      return { name: name.slice(type.length + 1), values: new Map(values) };
    });
}

function textOf(value: string | { '#text'?: string | undefined } | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : (value['#text'] ?? null);
}
