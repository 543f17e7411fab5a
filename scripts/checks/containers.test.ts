import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { constants, cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';

import { checkCompose } from './compose.ts';
import { checkContainers } from './containers.ts';
import { checkDockerfile, execForm, healthCheck, readStages, type Instruction } from './dockerfile.ts';
import { projectFolder } from './findings.ts';
import { copiedFiles, readIgnore } from './image-files.ts';
import { isProduction, readLock } from './lock.ts';

const read = (file: string) => readFileSync(path.join(projectFolder, file), 'utf8');
const DOCKERFILE = read('Dockerfile');
const COMPOSE = read('compose.yaml');

const lastStage = (): Instruction[] => readStages(DOCKERFILE).at(-1) ?? [];

describe('the container files', () => {
  it('are right', () => assert.deepEqual(checkContainers(projectFolder).findings, []));

  for (const [what, from, to, sentence] of [
    ['an unknown instruction', 'WORKDIR /app', 'WORKDIRECTORY /app', /unknown instruction/i],
    ['an unknown flag', '--from=dependencies', '--form=dependencies', /unknown flag/i],
    ['a base without a version', 'node:24-bookworm-slim\n\nFROM', 'node:latest\n\nFROM', /"node:latest" has no tag/],
    ['a user by name, or root', 'USER 1000:1000', 'USER root', /ends as root/],
    ['a command in shell form', 'CMD ["node", "middleware/src/main.ts"]', 'CMD node main.ts', /signals do not arrive/],
    ['a health check by curl', 'CMD ["node", "--eval"', 'CMD ["curl", "--eval"', /HEALTHCHECK must be CMD \["node"/],
    ['another signal', 'STOPSIGNAL SIGTERM', 'STOPSIGNAL SIGKILL', /STOPSIGNAL must be SIGTERM/],
    ['another mode', 'NODE_ENV=production', 'NODE_ENV=test', /must set NODE_ENV/],
    ['a secret', 'HOST=0.0.0.0', 'MASTER_KEYS=a:b', /A secret stands in the image/],
  ] as const) {
    it(`may not have ${what} in the Dockerfile`, () => {
      assert.ok(DOCKERFILE.includes(from));
      const findings = checkDockerfile(DOCKERFILE.replaceAll(from, to), 'Dockerfile');
      assert.ok(
        findings.some(({ text }) => sentence.test(text)),
        JSON.stringify(findings),
      );
    });
  }

  for (const [what, from, to, sentence] of [
    ['a broken line', 'name: create-from-notes', 'name: [create', /flow sequence|sequence/i],
    ['a mistyped key', '    read_only: true', '    readonly: true', /readonly/],
    ['an unknown network', 'networks: [back]', 'networks: [backs]', /no network "backs"/],
    ['an unknown volume', '- database:/var', '- data:/var', /no volume "data"/],
    ['a file that is not there', './deployment/Caddyfile', './deployment/Caddy', /no file \.\/deployment\/Caddy\./],
    ['an open port', '127.0.0.1:4680:4680', '4680:4680', /port 4680:4680 is open to the network/],
    ['a password', '${POSTGRES_PASSWORD:?set it in .env}', 'secret', /POSTGRES_PASSWORD stands in the file/],
    ['an image without a version', 'postgres:17-bookworm', 'postgres', /the image postgres has no tag/],
    ['a service that is not started again', 'restart: unless-stopped', "restart: 'no'", /is started again/],
    ['no limits', "          cpus: '2'\n", '', /cpus/],
  ] as const) {
    it(`may not have ${what} in compose.yaml`, () => {
      assert.ok(COMPOSE.includes(from));
      const findings = checkCompose(COMPOSE.replaceAll(from, to), 'compose.yaml', projectFolder);
      assert.ok(
        findings.some(({ text }) => sentence.test(text)),
        JSON.stringify(findings),
      );
    });
  }

  it('leave out what .dockerignore names last', () => {
    const isIgnored = readIgnore('*\n!src\n# tests\n**/*.test.ts\n**/testing\n!src/testing/kept.ts\n');
    const paths = ['.env', 'src', 'src/a.ts', 'src/deep/a.test.ts', 'src/testing/a.ts', 'src/testing/kept.ts', 'srcs'];
    assert.deepEqual(paths.filter(isIgnored), ['.env', 'src/deep/a.test.ts', 'src/testing/a.ts', 'srcs']);
  });
});

describe('what the image gets', { timeout: 120_000 }, () => {
  let parent: string;
  let app: string;
  before(() => {
    parent = mkdtempSync(path.join(tmpdir(), 'image-'));
    app = path.join(parent, 'app');
    for (const { source, target } of copiedFiles(projectFolder, lastStage())) {
      cpSync(path.join(projectFolder, source), path.join(app, target));
    }
    for (const { place, optional } of readLock(projectFolder).filter(isProduction)) {
      // Of a package that is built for each system, the others' builds are not installed.
      if (!optional || existsSync(path.join(projectFolder, place))) copyPackage(place);
    }
  });
  after(() => rmSync(parent, { recursive: true }));

  /** As `npm ci --omit=dev` puts it there; packages inside it have an entry of their own. */
  function copyPackage(place: string): void {
    const source = path.join(projectFolder, place);
    cpSync(source, path.join(app, place), {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (file) => !path.relative(source, file).split(path.sep).includes('node_modules'),
    });
  }
  const filesOf = () => globSync('**/*', { cwd: app }).filter((file) => !file.startsWith('node_modules'));
  const runNode = (words: readonly string[], env: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, words.slice(1), { cwd: app, env, encoding: 'utf8' });

  it('has the commands, and no test', () => {
    for (const command of ['org-keys', 'master-keys', 'privacy', 'salesforce']) {
      const { stderr } = runNode(['node', `middleware/src/${command}.ts`], { DATA_FOLDER: path.join(parent, 'none') });
      assert.match(stderr, /Usage:/);
    }
    assert.deepEqual(
      filesOf().filter((file) => /test/.test(file)),
      [],
    );
  });

  it('starts as CMD says, is healthy as HEALTHCHECK says, is ready, writes nowhere else, and stops at its signal', async () => {
    const command = execForm(lastStage().findLast(({ name }) => name === 'CMD')?.value ?? '');
    const health = healthCheck(lastStage());
    assert.ok(command && health);
    const before = filesOf();
    const env = { NODE_ENV: 'production', DATA_FOLDER: path.join(parent, 'data'), PORT: '0', METRICS_PORT: '0' };
    const child = spawn(process.execPath, command.slice(1), { cwd: app, env, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const url = await listening(child.stdout);
      const answer = await fetch(new URL('/ready', url));
      assert.equal(answer.status, 200, await answer.text());
      const port = new URL(url).port;
      assert.equal(runNode(health, { PORT: port }).status, 0);
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      assert.deepEqual(await exit, [0, null]);
      assert.equal(runNode(health, { PORT: port }).status, 1);
    } finally {
      child.kill('SIGKILL');
    }
    assert.deepEqual(filesOf(), before);
  });
});

/** The address in the log line `listening`. */
async function listening(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const { msg, url } = JSON.parse(line) as { msg?: string; url?: string };
    if (msg === 'listening' && url) return url;
  }
  throw new Error('it ended before it listened');
}
