import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';

/** A text in the two languages of the product. */
export interface Translated {
  readonly en: string;
  readonly fr: string;
}

/** What the page needs from the Salesforce project: its bundles and its custom labels. Paths are absolute. */
export interface SalesforceProject {
  /** LWC name -> the file its module begins with (the TypeScript source where there is one). */
  readonly bundles: ReadonlyMap<string, string>;
  /** Custom label name -> its text; a label without a translation keeps its base text, as on the platform. */
  readonly labels: ReadonlyMap<string, Translated>;
  /** Static resource name -> its file. */
  readonly resources: ReadonlyMap<string, string>;
}

interface LabelXml {
  readonly fullName?: string;
  readonly value?: string;
  readonly name?: string;
  readonly label?: string;
}

/** Extensions in the order in which a bundle's module is looked for; a bundle may be a style sheet alone. */
const MODULE_EXTENSIONS = ['.ts', '.js', '.html', '.css'];

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'labels' || name === 'customLabels',
});

/**
 * Reads the parts of a Salesforce project that the page is built from.
 * `folder` is a package directory's `main/default`. A folder without bundles or labels gives empty maps.
 */
export function readProject(folder: string): SalesforceProject {
  return {
    bundles: readBundles(path.join(folder, 'lwc')),
    labels: readLabels(folder),
    resources: readResources(path.join(folder, 'staticresources')),
  };
}

function readBundles(folder: string): Map<string, string> {
  const bundles = new Map<string, string>();
  for (const name of namesIn(folder)) {
    const candidates = MODULE_EXTENSIONS.map((extension) => path.join(folder, name, name + extension));
    const entry = candidates.find((file) => existsSync(file));
    if (entry !== undefined) bundles.set(name, entry);
  }
  return bundles;
}

function readLabels(folder: string): Map<string, Translated> {
  const base = readXml(path.join(folder, 'labels', 'CustomLabels.labels-meta.xml'))?.CustomLabels?.labels ?? [];
  const translations =
    readXml(path.join(folder, 'translations', 'fr.translation-meta.xml'))?.Translations?.customLabels ?? [];
  const french = new Map(translations.map(({ name, label }) => [name, label]));
  return new Map(
    base.flatMap(({ fullName, value }) =>
      fullName === undefined ? [] : [[fullName, { en: value ?? '', fr: french.get(fullName) || (value ?? '') }]],
    ),
  );
}

function readResources(folder: string): Map<string, string> {
  const files = namesIn(folder).filter((name) => !name.endsWith('-meta.xml'));
  return new Map(files.map((file) => [path.parse(file).name, path.join(folder, file)]));
}

interface LabelsDocument {
  readonly CustomLabels?: { readonly labels?: readonly LabelXml[] };
  readonly Translations?: { readonly customLabels?: readonly LabelXml[] };
}

function readXml(file: string): LabelsDocument | undefined {
  return existsSync(file) ? (parser.parse(readFileSync(file, 'utf8')) as LabelsDocument) : undefined;
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
