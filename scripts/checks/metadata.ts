/**
 * The metadata that an org would get: every XML file against Salesforce's own types, files that lack their XML, names that lead
 * nowhere, labels that code names and nobody defined, labels without French. `node scripts/checks/metadata.ts`
 */
import { readFile } from 'node:fs/promises';
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';

import { XMLParser, XMLValidator } from 'fast-xml-parser';

import { type CheckResult, type Finding, projectFolder, report } from './findings.ts';
import { danglingReferences, type MetadataFile } from './metadata-references.ts';
import { type Element, MetadataTypes } from './metadata-types.ts';

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const LABELS = 'force-app/main/default/labels/CustomLabels.labels-meta.xml';
const FRENCH = 'force-app/main/default/translations/fr.translation-meta.xml';

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  isArray: (_name, place) => String(place).includes('.'),
});

/** Checks the folders `force-app` and `unpackaged` of a project. */
export async function checkMetadata(folder: string = projectFolder): Promise<CheckResult> {
  const files = globSync('{force-app,unpackaged}/**/*', {
    cwd: folder,
    exclude: (name) => name === '__tests__',
  }).sort();
  const documents = files.filter((file) => file.endsWith('-meta.xml'));
  const types = new MetadataTypes();
  const findings: Finding[] = [];
  const read: MetadataFile[] = [];
  for (const file of documents) {
    const xml = await readFile(path.join(folder, file), 'utf8');
    read.push({ file, xml });
    findings.push(...documentProblems(xml, types).map((text) => ({ file, text })));
  }
  findings.push(...danglingReferences(read));
  findings.push(...withoutXml(files, folder), ...(await labelFindings(files, folder)));
  return { checked: `${documents.length} metadata files`, findings };
}

function documentProblems(xml: string, types: MetadataTypes): string[] {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) return [`line ${valid.err.line}: ${valid.err.msg}`];
  if (!xml.includes(NAMESPACE)) return [`the namespace is not ${NAMESPACE}`];
  const parsed = parser.parse(xml) as Record<string, Element | string>;
  return Object.entries(parsed).flatMap(([root, value]) => types.problems(root, value));
}

/** Classes and Lightning web components that an org would refuse for want of their XML. */
function withoutXml(files: readonly string[], folder: string): Finding[] {
  const wanted = files.flatMap((file) => {
    if (/\.(cls|trigger)$/.test(file)) return [`${file}-meta.xml`];
    const bundle = /^(.*\/lwc\/(\w+)\/\2)\.(ts|js|html)$/.exec(file);
    return bundle ? [`${bundle[1]}.js-meta.xml`] : [];
  });
  return [...new Set(wanted)]
    .filter((file) => !existsSync(path.join(folder, file)))
    .map((file) => ({ file, text: 'is missing' }));
}

async function labelFindings(files: readonly string[], folder: string): Promise<Finding[]> {
  const english = await names(path.join(folder, LABELS), 'fullName');
  const french = await names(path.join(folder, FRENCH), 'name');
  const findings = [...english]
    .filter((name) => !french.has(name))
    .map((name) => ({ file: FRENCH, text: `the label ${name} has no French` }));
  for (const file of files.filter((candidate) => /\.(cls|ts|html)$/.test(candidate))) {
    const code = await readFile(path.join(folder, file), 'utf8');
    const unknown = labelsNamed(code).filter((name) => !english.has(name));
    findings.push(...unknown.map((name) => ({ file, text: `the label ${name} is not defined` })));
  }
  return findings;
}

/** The labels that Apex (`System.Label.X`) or a component (`@salesforce/label/c.X`) names, each once. */
function labelsNamed(code: string): string[] {
  const uses = code.matchAll(/\bLabel\.([A-Z]\w*)|@salesforce\/label\/c\.(\w+)/g);
  return [...new Set([...uses].map(([, inApex, inComponent]) => inApex ?? inComponent ?? ''))];
}

async function names(file: string, element: string): Promise<Set<string>> {
  if (!existsSync(file)) return new Set();
  const xml = await readFile(file, 'utf8');
  return new Set([...xml.matchAll(new RegExp(`<${element}>([^<]+)</${element}>`, 'g'))].map(([, name]) => name ?? ''));
}

if (import.meta.main) process.exitCode = report('metadata', await checkMetadata());
