/**
 * Dockerfile, .dockerignore and compose.yaml: their syntax, and what they promise. No container engine runs here; that the files
 * which the image gets are enough to start is shown by `containers.test.ts`, which starts them.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { checkCompose } from './compose.ts';
import { checkDockerfile, readStages } from './dockerfile.ts';
import { projectFolder, report, type CheckResult, type Finding } from './findings.ts';
import { copiedFiles, copySources } from './image-files.ts';

/** What the folder's containers are made of, and what is wrong with it. */
export function checkContainers(folder: string): CheckResult {
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  const dockerfile = read('Dockerfile');
  const findings = [
    ...checkDockerfile(dockerfile, 'Dockerfile'),
    ...checkSources(folder, dockerfile),
    ...checkCompose(read('compose.yaml'), 'compose.yaml', folder),
    ...checkVariables(read('compose.yaml'), read('.env.example')),
  ];
  return { checked: 'Dockerfile, .dockerignore, compose.yaml, .env.example', findings };
}

/** Everything that is copied is there, and not kept out by .dockerignore; nothing of the tests is copied. */
function checkSources(folder: string, dockerfile: string): Finding[] {
  return readStages(dockerfile).flatMap((stage) => {
    const files = copiedFiles(folder, stage);
    const empty = copySources(stage).filter(
      ({ source }) => !existsSync(path.join(folder, source)) || !files.some((file) => file.source.startsWith(source)),
    );
    const tests = files.filter(({ source }) => /\.test\.ts$|\/testing\//.test(source));
    return [
      ...empty.map(({ source, line }) => ({
        file: 'Dockerfile',
        line,
        text: `COPY ${source} brings nothing: it is not there, or .dockerignore keeps it out.`,
      })),
      ...tests.map(({ source }) => ({
        file: '.dockerignore',
        text: `${source} comes into the image: keep tests out.`,
      })),
    ];
  });
}

/** Whoever copies .env.example finds every variable there. */
function checkVariables(compose: string, example: string): Finding[] {
  const used = new Set([...compose.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name));
  const offered = new Set([...example.matchAll(/^(\w+)=/gm)].map(([, name = '']) => name));
  const missing = [...used.difference(offered)].map((name) => `${name} of compose.yaml is not in it.`);
  const idle = [...offered.difference(used)].map((name) => `compose.yaml does not use ${name}.`);
  return [...missing, ...idle].map((text) => ({ file: '.env.example', text }));
}

if (import.meta.main) process.exitCode = report('containers', checkContainers(projectFolder));
