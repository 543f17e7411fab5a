import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SalesforceProject, Translated } from './project.ts';
import { resourceUrl } from './platform-modules.ts';

/** Files of the page that are served as they are. */
const PAGE_FILES = ['index.html', 'mark.svg', 'styles'];

/**
 * Puts beside the built modules everything that the page loads as a file. The design system is not among it: the
 * stand-in serves that from its package.
 */
export function writeAssets(parts: {
  readonly folder: string;
  readonly page: string;
  readonly project: SalesforceProject;
}): void {
  const { folder, page, project } = parts;
  for (const file of PAGE_FILES) {
    cpSync(path.join(page, file), path.join(folder, file), { recursive: true });
  }
  for (const [name, file] of project.resources) copyResource(file, path.join(folder, resourceUrl(name, project)));
  writeFileSync(path.join(folder, 'labels.json'), JSON.stringify(labelsByLanguage(project.labels)));
}

function copyResource(file: string, target: string): void {
  mkdirSync(path.dirname(target), { recursive: true });
  cpSync(file, target, { recursive: true });
}

/** Label texts as the page reads them at start: language, then label name. */
function labelsByLanguage(labels: ReadonlyMap<string, Translated>): {
  en: Record<string, string>;
  fr: Record<string, string>;
} {
  const entries = [...labels];
  return {
    en: Object.fromEntries(entries.map(([name, { en }]) => [name, en])),
    fr: Object.fromEntries(entries.map(([name, { fr }]) => [name, fr])),
  };
}
