import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import type { Instruction } from './dockerfile.ts';

/** One file that a Dockerfile brings from the project, and where it stands in the image, both relative. */
export interface CopiedFile {
  readonly source: string;
  readonly target: string;
}

/**
 * Which paths Docker does not send to a build: the last pattern that matches a path or a folder above it decides, and "!" takes it
 * back in (https://docs.docker.com/build/concepts/context/#dockerignore-files).
 */
export function readIgnore(text: string): (file: string) => boolean {
  const patterns = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return (file) => {
    const parts = file.split('/');
    const pathAndFolders = parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
    let ignored = false;
    for (const pattern of patterns) {
      const glob = globExpression(pattern.replace(/^!/, '').replace(/^\//, ''));
      if (pathAndFolders.some((candidate) => glob.test(candidate))) ignored = !pattern.startsWith('!');
    }
    return ignored;
  };
}

/** Docker's patterns match names that begin with a dot; the globs of Node.js do not. */
function globExpression(glob: string): RegExp {
  const parts = glob.split(/(\*\*\/|\*\*|\*|\?)/).map((part) => {
    const wildcards: Record<string, string> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
    return wildcards[part] ?? part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}

/** The sources that a stage copies from the project, as written. What comes from other stages is left out. */
export function copySources(stage: readonly Instruction[]): { source: string; target: string; line: number }[] {
  return stage
    .filter(({ name, value }) => name === 'COPY' && !value.includes('--from='))
    .flatMap(({ value, line }) => {
      const words = value.split(/\s+/).filter((word) => !word.startsWith('--'));
      const target = words.at(-1) ?? '';
      return words.slice(0, -1).map((source) => ({ source, target, line }));
    });
}

/** Every file that a stage brings from the project in `folder`, as `docker build` would. */
export function copiedFiles(folder: string, stage: readonly Instruction[]): CopiedFile[] {
  const isIgnored = readIgnore(readFileSync(path.join(folder, '.dockerignore'), 'utf8'));
  return copySources(stage).flatMap(({ source, target }) =>
    filesOf(folder, source)
      .filter((file) => !isIgnored(path.join(source, file)))
      .map((file) => ({ source: path.join(source, file), target: targetOf(source, file, target) })),
  );
}

/** The files of a folder, relative to it; of a file, nothing more than itself. */
function filesOf(folder: string, source: string): string[] {
  const full = path.join(folder, source);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [''];
  const entries = readdirSync(full, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => path.relative(full, path.join(entry.parentPath, entry.name)));
}

function targetOf(source: string, file: string, target: string): string {
  if (file !== '') return path.join(target, file);
  return target.endsWith('/') ? path.join(target, path.basename(source)) : path.normalize(target);
}
