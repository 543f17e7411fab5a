import { join } from 'node:path';
import { z } from 'zod';

import type { Bilingual } from '../schema/description.ts';
import { many, metadataFiles, readMetadata } from './xml.ts';

const listView = z.object({
  fullName: z.string(),
  label: z.string(),
  filterScope: z.enum(['Everything', 'Mine']),
  booleanFilter: z.string().optional(),
  columns: many(z.string()),
  filters: many(z.object({ field: z.string(), operation: z.string(), value: z.string().default('') })),
});

export interface ListFilter {
  readonly field: string;
  readonly operation: string;
  /** Several values mean any of them. */
  readonly values: readonly string[];
}

export interface ListView {
  readonly name: string;
  readonly label: Bilingual;
  readonly scope: 'Everything' | 'Mine';
  readonly columns: readonly string[];
  readonly filters: readonly ListFilter[];
}

/** How list view metadata spell standard fields of custom objects. */
const STANDARD_NAMES: Readonly<Record<string, string>> = {
  NAME: 'Name',
  CREATED_DATE: 'CreatedDate',
  LAST_UPDATE: 'LastModifiedDate',
  'OWNER.ALIAS': 'OwnerId',
  'OWNER.FIRST_NAME': 'OwnerId',
  'OWNER.LAST_NAME': 'OwnerId',
  OBJECT_ID: 'Id',
};

/** The list views force-app ships for an object, in the order of their file names. */
export function readListViews(root: string, objectName: string): readonly ListView[] {
  const folder = join(root, 'objects', objectName, 'listViews');
  return metadataFiles(folder, '.listView-meta.xml').map(([file]) => {
    const view = readMetadata(file, 'ListView', listView);
    if (view.booleanFilter) throw new Error(`${file}: the stand-in knows no booleanFilter`);
    return {
      name: view.fullName,
      // The platform translates no list view: everyone reads the one label.
      label: { en: view.label, fr: view.label },
      scope: view.filterScope,
      columns: view.columns.map(fieldName),
      filters: view.filters.map((filter) => ({
        field: fieldName(filter.field),
        operation: filter.operation,
        values: filter.value.split(',').map((value) => value.trim()),
      })),
    };
  });
}

function fieldName(spelled: string): string {
  return STANDARD_NAMES[spelled] ?? spelled;
}
