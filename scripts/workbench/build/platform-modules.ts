import path from 'node:path';
import type { Plugin } from 'rollup';
import type { SalesforceProject } from './project.ts';

/** Prefix that keeps other plugins away from a module that has no file (a Rollup convention). */
const VIRTUAL = '\0salesforce:';

const BASE_VALUES = path.resolve(import.meta.dirname, '../../../node_modules/lightning-base-components/scopedImports');

/** Values that the base components read at start and that follow the person's language in an org. */
const BASE_VALUE_FILE =
  /[\\/]lightning-base-components[\\/]scopedImports[\\/]@salesforce-(label|i18n|client)-(.+)\.js$/;
const DEFAULT_EXPORT = /export default ([\s\S]*?);?\s*$/;

/**
 * Gives the modules that only exist on the Salesforce platform: `c/*` from the project's bundles and `@salesforce/*`.
 * What depends on the person (labels, locale, permissions, user) is read when the page starts, from
 * `globalThis.workbench`, so that one build serves every person and language. A label, resource or
 * bundle that the project does not have is an error, as it would be at deployment.
 *
 * @param apexModule absolute path of the module that exports `apexMethod`, `refreshApex` and `getSObjectValue`
 */
export function platformModules(project: SalesforceProject, apexModule: string): Plugin {
  return {
    name: 'platform-modules',
    resolveId(specifier, importer) {
      if (specifier.startsWith('c/')) return bundleOf(project, specifier, importer);
      if (specifier.startsWith('@salesforce/') && !isBaseComponent(importer)) return ownModule(specifier);
      return null;
    },
    load(id) {
      return id.startsWith(VIRTUAL) ? platformModule(id.slice(VIRTUAL.length), project, apexModule) : null;
    },
    transform(code, id) {
      const name = BASE_VALUE_FILE.exec(id)?.[2];
      if (name === undefined) return null;
      return {
        code: code.replace(DEFAULT_EXPORT, (_all, value: string) => exported(baseValue(name, value))),
        map: null,
      };
    },
  };
}

/** The LWC compiler takes a component's namespace and name from the `specifier` query, not from the folder `lwc`. */
function bundleOf(project: SalesforceProject, specifier: string, importer = 'the page'): string {
  const entry = project.bundles.get(specifier.slice('c/'.length));
  if (entry === undefined) throw new Error(`There is no LWC bundle for ${specifier} (used in ${importer}).`);
  return `${entry}?specifier=${specifier}`;
}

/** `i18n` and `client` have files in the base components' package, with English values; the rest has none anywhere. */
function ownModule(specifier: string): string {
  const [, kind = '', name = ''] = specifier.split('/');
  return kind === 'i18n' || kind === 'client'
    ? path.join(BASE_VALUES, `@salesforce-${kind}-${name}.js`)
    : VIRTUAL + specifier;
}

function isBaseComponent(importer: string | undefined): boolean {
  return importer?.includes(`${path.sep}lightning-base-components${path.sep}`) ?? false;
}

/**
 * The source of one `@salesforce/<kind>/<name>` module.
 * @throws Error naming the module when the workbench cannot offer it
 */
export function platformModule(specifier: string, project: SalesforceProject, apexModule: string): string {
  const [, kind = '', ...rest] = specifier.split('/');
  const name = rest.join('/');
  switch (kind) {
    case 'apex':
      return apexSource(name, apexModule);
    case 'label':
      return exported(labelValue(name, project));
    case 'schema':
      return exported(JSON.stringify(schemaReference(name)));
    case 'user':
      return exported(name === 'Id' ? 'globalThis.workbench.session.user.id' : 'false');
    case 'customPermission':
      return exported(`globalThis.workbench.permission(${JSON.stringify(name)})`);
    case 'resourceUrl':
      return exported(JSON.stringify(resourceUrl(name, project)));
    default:
      throw new Error(`The workbench has no stand-in for ${specifier}.`);
  }
}

function apexSource(name: string, apexModule: string): string {
  const from = JSON.stringify(apexModule);
  if (name === '') return `export { refreshApex, getSObjectValue } from ${from};`;
  return `import { apexMethod } from ${from};\n${exported(`apexMethod(${JSON.stringify(name)})`)}`;
}

function labelValue(name: string, project: SalesforceProject): string {
  const label = name.replace(/^c\./, '');
  if (!project.labels.has(label)) throw new Error(`The custom label ${label} is in no labels file.`);
  return `globalThis.workbench.label(${JSON.stringify(label)})`;
}

function schemaReference(name: string): { objectApiName: string; fieldApiName?: string } {
  const [objectApiName = '', ...field] = name.split('.');
  return field.length === 0 ? { objectApiName } : { objectApiName, fieldApiName: field.join('.') };
}

/** Where a static resource is in the built page. */
export function resourceUrl(name: string, project: SalesforceProject): string {
  const file = project.resources.get(name);
  if (file === undefined) throw new Error(`There is no static resource ${name}.`);
  return `/resource/${path.basename(file)}`;
}

function baseValue(name: string, fallback: string): string {
  return `globalThis.workbench.baseValue(${JSON.stringify(name)}, ${fallback})`;
}

function exported(expression: string): string {
  return `export default ${expression};`;
}
