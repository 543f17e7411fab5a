import { readFileSync } from 'node:fs';
import type { Plugin } from 'rollup';

const ICON_NAME = /\b(utility|standard|action|custom|doctype):([a-z_0-9]+)/g;
const ICON_LIST = /iconSvgTemplates\w+[\\/]buildTemplates[\\/]templates\.js$/;
const RIGHT_TO_LEFT = /iconSvgTemplates\w*Rtl[\\/]/;
const ICON_IMPORT = /^import \{ default as (\w+) \} from '([^']+)';/gm;

/** Names of the icons that a source text mentions, as `<sprite>_<icon>`. */
export function iconsNamedIn(source: string): string[] {
  return [...source.matchAll(ICON_NAME)].map(([, sprite, icon]) => `${sprite}_${icon}`);
}

/**
 * Keeps only the icons that the sources name: the package holds about 1,700, most of the build's time and size.
 * No icon is kept for right-to-left writing, which neither language of the product uses.
 */
export function onlyNamedIcons(sourceFiles: readonly string[]): Plugin {
  const named = new Set(sourceFiles.flatMap((file) => iconsNamedIn(readFileSync(file, 'utf8'))));
  return {
    name: 'only-named-icons',
    load(id) {
      if (!ICON_LIST.test(id)) return null;
      return RIGHT_TO_LEFT.test(id) ? 'export default {};' : iconList(readFileSync(id, 'utf8'), named);
    },
  };
}

/** The list module of a sprite, cut to the named icons. */
export function iconList(source: string, named: ReadonlySet<string>): string {
  const kept = [...source.matchAll(ICON_IMPORT)].filter(([, name = '']) => named.has(name));
  const imports = kept.map(([line]) => line).join('\n');
  return `${imports}\nexport default { ${kept.map(([, name]) => name).join(', ')} };`;
}
