/** What metadata names must exist: an org refuses a whole deploy for one field that a list view or a permission set misspells. */
import path from 'node:path';

import type { Finding } from './findings.ts';

export interface MetadataFile {
  readonly file: string;
  readonly xml: string;
}

const FIELD_ELEMENTS = /<(?:columns|fields?|\w+AdditionalFields)>(\w+__c)</g;

/** The parts of a project by what their files are called, each with the elements that name one. */
const NAMED_PARTS = [
  { element: 'apexClass', suffix: '.cls-meta.xml' },
  { element: 'application', suffix: '.app-meta.xml' },
  { element: 'compactLayoutAssignment', suffix: '.compactLayout-meta.xml' },
  { element: 'content', suffix: '.flexipage-meta.xml' },
  { element: 'lwcComponent', suffix: '.js-meta.xml' },
  { element: 'lightningWebComponent', suffix: '.js-meta.xml' },
  { element: 'valueSetName', suffix: '.globalValueSet-meta.xml' },
] as const;

/** Names that stand in the metadata and lead to no file of the project. Standard fields and parts are not looked at. */
export function danglingReferences(documents: readonly MetadataFile[]): Finding[] {
  const known = new Set(documents.map(({ file }) => path.basename(file)));
  const fields = fieldNames(documents);
  return documents.flatMap((document) => [...danglingFields(document, fields), ...danglingParts(document, known)]);
}

/** `Object__c.Field__c` of every field that the project defines. */
function fieldNames(documents: readonly MetadataFile[]): ReadonlySet<string> {
  const defined = documents.flatMap(({ file }) => {
    const field = /objects\/(\w+)\/fields\/(\w+)\.field-meta\.xml$/.exec(file);
    return field ? [`${field[1]}.${field[2]}`] : [];
  });
  return new Set(defined);
}

function danglingFields({ file, xml }: MetadataFile, fields: ReadonlySet<string>): Finding[] {
  const used = file.endsWith('.permissionset-meta.xml')
    ? [...xml.matchAll(/<field>(\w+\.\w+__c)</g)].map(([, name]) => name ?? '')
    : fieldsOfObject(file, xml);
  return used.filter((name) => !fields.has(name)).map((name) => ({ file, text: `there is no field ${name}` }));
}

function fieldsOfObject(file: string, xml: string): string[] {
  const object = objectOf(file);
  if (object === null) return [];
  const translated = /\/(\w+__c)\.fieldTranslation-meta\.xml$/.exec(file)?.[1];
  const named = [...xml.matchAll(FIELD_ELEMENTS)].map(([, name]) => name ?? '');
  return [...new Set(translated === undefined ? named : [...named, translated])].map((name) => `${object}.${name}`);
}

/** The object that a file speaks of, by its place. */
function objectOf(file: string): string | null {
  const place =
    /objects\/(\w+)\/(?!fields\/)/.exec(file) ??
    /layouts\/(\w+__c)-/.exec(file) ??
    /objectTranslations\/(\w+)-\w+\//.exec(file);
  if (place) return place[1] ?? null;
  const record = /customMetadata\/(\w+)\.\w+\.md-meta\.xml$/.exec(file)?.[1];
  return record === undefined ? null : `${record}__mdt`;
}

function danglingParts({ file, xml }: MetadataFile, known: ReadonlySet<string>): Finding[] {
  return NAMED_PARTS.flatMap(({ element, suffix }) =>
    [...xml.matchAll(new RegExp(`<${element}>([^<]+)</${element}>`, 'g'))]
      .map(([, name]) => name ?? '')
      .filter((name) => !known.has(`${name}${suffix}`))
      .map((name) => ({ file, text: `<${element}> names ${name}, which is not in the project` })),
  );
}
