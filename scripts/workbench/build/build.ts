import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import lwcPlugin from '@lwc/rollup-plugin';
import { rollup, type Plugin, type RollupLog } from 'rollup';
import { writeAssets } from './assets.ts';
import { constants } from './constants.ts';
import { onlyNamedIcons } from './icons.ts';
import { contentHash, filesUnder } from './inputs.ts';
import { platformModules } from './platform-modules.ts';
import { readProject, type SalesforceProject } from './project.ts';
import { typescript } from './typescript.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PAGE = path.join(ROOT, 'scripts/workbench/page');
const BASE_COMPONENTS = path.join(ROOT, 'node_modules/lightning-base-components/src');
/** The newest that the compiler knows; the bundles ask for one more, which changes nothing that they use. */
const API_VERSION = 66;
const BUILDS_KEPT = 5;

/** The package's types describe a CommonJS `default` member; what Node gives is the function itself. */
const lwc = lwcPlugin as unknown as typeof lwcPlugin.default;

export interface BuildOptions {
  /** The Salesforce project's `main/default` folder; the repository's own unless a test brings another. */
  readonly projectFolder?: string;
  /** Where builds are kept, one folder for each state of the sources. */
  readonly buildFolder?: string;
}

/**
 * Builds the workbench page from the unchanged bundles of the Salesforce project and gives the folder it is in.
 * A state of the sources that was built before is not built again.
 * @throws Error when a module, component, label or bundle cannot be found, or a template does not compile
 */
export async function buildPage(options: BuildOptions = {}): Promise<string> {
  const projectFolder = options.projectFolder ?? path.join(ROOT, 'force-app/main/default');
  const buildFolder = options.buildFolder ?? path.join(ROOT, '.build/workbench');
  const folder = path.join(buildFolder, contentHash(ROOT, inputFiles(projectFolder)));
  if (existsSync(folder)) return folder;
  mkdirSync(buildFolder, { recursive: true });
  // Built aside and moved at the end: a build that was cut short is never taken for a finished one.
  const unfinished = mkdtempSync(path.join(buildFolder, 'unfinished-'));
  try {
    await bundle(projectFolder, unfinished);
    moveInPlace(unfinished, folder);
    removeOldBuilds(buildFolder);
  } catch (error) {
    throw new Error(`The page could not be built. ${reasonOf(error)}`, { cause: error });
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

function inputFiles(projectFolder: string): string[] {
  return [
    ...['lwc', 'labels', 'translations', 'staticresources'].flatMap((name) =>
      filesUnder(path.join(projectFolder, name)),
    ),
    ...filesUnder(PAGE),
    ...filesUnder(import.meta.dirname),
    path.join(ROOT, 'package-lock.json'),
  ];
}

async function bundle(projectFolder: string, folder: string): Promise<void> {
  const project = readProject(projectFolder);
  const build = await rollup({
    input: path.join(PAGE, 'boot.ts'),
    onLog: (_level, log) => refuseOrTell(log),
    plugins: plugins(project, projectFolder),
  });
  await build.write({ dir: folder, format: 'esm', sourcemap: false, compact: true });
  await build.close();
  writeAssets({ folder, page: PAGE, project });
}

function plugins(project: SalesforceProject, projectFolder: string): Plugin[] {
  const sources = [path.join(projectFolder, 'lwc'), path.join(PAGE), BASE_COMPONENTS].flatMap(filesUnder);
  return [
    platformModules(project, path.join(PAGE, 'org/apex.ts')),
    onlyNamedIcons(
      sources.filter((file) => /(?<!\.d)\.(ts|js|html)$/.test(file) && !file.includes('iconSvgTemplates')),
    ),
    typescript(),
    constants({ 'process.env.NODE_ENV': '"production"', 'import.meta.env.SSR': 'false' }),
    lwc({
      rootDir: path.join(PAGE, 'lwc'),
      // Ours first: they stand in for platform modules whose package version is an empty shell.
      modules: [{ dir: path.join(PAGE, 'lwc') }, { npm: 'lightning-base-components' }],
      apiVersion: API_VERSION,
      enableDynamicComponents: true,
      // lightning-combobox calls attachInternals() inside synthetic shadow.
      enableSyntheticElementInternals: true,
    }),
  ];
}

/** A module that cannot be found would fail on the platform, so it fails here; noise of the package is not ours to tell. */
function refuseOrTell(log: RollupLog): void {
  if (log.code === 'UNRESOLVED_IMPORT') {
    throw new Error(`${log.exporter ?? 'A module'} is not offered by the workbench (used in ${log.id ?? 'the page'}).`);
  }
  const about = `${log.id ?? ''} ${log.loc?.file ?? ''} ${log.ids?.join(' ') ?? ''}`;
  if (!about.includes('node_modules') && log.code !== 'CIRCULAR_DEPENDENCY') console.warn(log.message);
}

/** What failed and where: a Rollup error also carries the file and place. */
function reasonOf(error: unknown): string {
  const { message, id, loc } = error as Partial<RollupLog>;
  const place = loc ? `${loc.file ?? id}:${loc.line}:${loc.column}` : id;
  return place === undefined || message?.includes(place) ? `${message}` : `${message} (${place})`;
}

/** A running workbench may still serve an older build, so a few are kept. */
function removeOldBuilds(buildFolder: string): void {
  const builds = readdirSync(buildFolder).filter((name) => !name.startsWith('unfinished-'));
  const newestFirst = builds
    .map((name) => path.join(buildFolder, name))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
  for (const old of newestFirst.slice(BUILDS_KEPT)) rmSync(old, { recursive: true, force: true });
}

/** Two builds of the same state may end at the same time; either result is right. */
function moveInPlace(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(await buildPage());
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
