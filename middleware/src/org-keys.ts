import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { orgCommands, type OrgCommand } from './orgs/commands.ts';
import { createOrgStore } from './orgs/store.ts';
import { readConfiguration, type Configuration } from './platform/configuration.ts';
import { callControlSocket } from './platform/control-socket.ts';
import { StartupError } from './platform/errors.ts';
import { createLog } from './platform/log.ts';
import { openStore } from './platform/store.ts';

const USAGE = `Usage:
  org-keys register --org <18-character org id> --name <text> --key <PEM public key or certificate> [--data <folder>]
  org-keys rotate --org <18-character org id> --key <PEM public key or certificate> [--data <folder>]
  org-keys revoke --org <18-character org id> --key-id <id as list shows it> [--last] [--data <folder>]
  org-keys list [--data <folder>]
The store is that of DATABASE_URL, or of the data folder; a server that runs on the folder is asked to do it.
`;

const AFTER_ROTATION = `Both keys are accepted now. Next:
  1. In the org, put the new certificate in the place of the old one, under the same unique name.
  2. Open "Create from notes" in the org: it must answer as before.
  3. Revoke the old key: org-keys revoke --org <org id> --key-id <id>; list shows both.
`;

interface Request {
  command: OrgCommand;
  input: unknown;
  data: string | undefined;
  /** What the person does next, once it is done. */
  next?: string;
}

try {
  const request = await readArguments(process.argv.slice(2));
  const variables = request.data ? { ...process.env, DATA_FOLDER: request.data } : process.env;
  const result = await execute(readConfiguration(variables), request);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  process.stderr.write(request.next ?? '');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function readArguments(parameters: string[]): Promise<Request> {
  const string = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: { org: string, name: string, key: string, 'key-id': string, last: { type: 'boolean' }, data: string },
  });
  const { org: orgId, name, data } = values;
  const [action] = positionals;
  if (action === 'list') return { command: 'list-orgs', input: null, data };
  if (action === 'revoke' && orgId && values['key-id']) {
    const input = { orgId, keyId: values['key-id'], evenLast: values.last === true };
    return { command: 'revoke-key', input, data };
  }
  if (action === 'rotate' && orgId && values.key) {
    const input = { orgId, key: await readKeyFile(values.key) };
    return { command: 'rotate-key', input, data, next: AFTER_ROTATION };
  }
  if (action !== 'register' || !orgId || !name || !values.key) throw new StartupError(USAGE);
  return { command: 'register-org', input: { orgId, name, key: await readKeyFile(values.key) }, data };
}

async function readKeyFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new StartupError(
      `The file ${path} cannot be read (${code}): give the certificate that the org let you download.`,
    );
  }
}

async function execute(configuration: Configuration, { command, input }: Request): Promise<unknown> {
  const answer = configuration.databaseUrl
    ? undefined
    : await callControlSocket(configuration.dataFolder, command, input);
  if (answer) return answer.result;
  const store = await openStore(configuration, createLog('error'));
  try {
    return await orgCommands(createOrgStore(store.database))[command](input);
  } finally {
    await store.close();
  }
}
