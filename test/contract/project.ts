import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FORCE_APP = join(import.meta.dirname, '../../force-app/main/default');

/** The source of one Apex class of the project. */
export function apexClass(name: string): string {
  return readFileSync(join(FORCE_APP, 'classes', `${name}.cls`), 'utf8');
}

/** All Apex classes of the project, tests left out. */
export function apexClasses(): readonly string[] {
  return readdirSync(join(FORCE_APP, 'classes'))
    .filter((name) => name.endsWith('.cls'))
    .map((name) => readFileSync(join(FORCE_APP, 'classes', name), 'utf8'))
    .filter((source) => !/@IsTest\b/i.test(source.slice(0, source.indexOf('{'))));
}

/** The written sources of the components: what a person wrote, not what is emitted beside it. */
export function componentSources(): readonly (readonly [file: string, source: string])[] {
  const folder = join(FORCE_APP, 'lwc');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('__tests__'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
}

/** The components' own description of everything that passes. */
export function componentTypes(): string {
  const files = ['captureTypes.ts', 'creation.ts', 'files.ts', 'matching.ts', 'reading.ts'];
  return files.map((file) => readFileSync(join(FORCE_APP, 'lwc/captureTypes', file), 'utf8')).join('\n');
}
