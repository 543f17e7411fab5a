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
  org-keys revoke --org <18-character org id> --key-id <id as list shows it> [--data <folder>]
  org-keys list [--data <folder>]
The store is that of DATABASE_URL, or of the data folder; a server that runs on the folder is asked to do it.
`;

interface Request {
  command: OrgCommand;
  input: unknown;
  data: string | undefined;
}

try {
  const request = await readArguments(process.argv.slice(2));
  const variables = request.data ? { ...process.env, DATA_FOLDER: request.data } : process.env;
  const result = await execute(readConfiguration(variables), request);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function readArguments(parameters: string[]): Promise<Request> {
  const string = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: { org: string, name: string, key: string, 'key-id': string, data: string },
  });
  const [name] = positionals;
  if (name === 'list') return { command: 'list-orgs', input: null, data: values.data };
  if (name === 'revoke' && values.org && values['key-id']) {
    return { command: 'revoke-key', input: { orgId: values.org, keyId: values['key-id'] }, data: values.data };
  }
  if (name !== 'register' || !values.org || !values.name || !values.key) throw new StartupError(USAGE);
  const key = await readFile(values.key, 'utf8');
  return { command: 'register-org', input: { orgId: values.org, name: values.name, key }, data: values.data };
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
