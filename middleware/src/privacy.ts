import { parseArgs } from 'node:util';

import { createCaptureChanges } from './captures/changes.ts';
import { createCaptureStore } from './captures/store.ts';
import { createDraftStore } from './drafts/store.ts';
import { createOrgStore } from './orgs/store.ts';
import { systemClock } from './platform/clock.ts';
import { readConfiguration, type Configuration } from './platform/configuration.ts';
import { callControlSocket } from './platform/control-socket.ts';
import { StartupError } from './platform/errors.ts';
import { createLog } from './platform/log.ts';
import { openStore } from './platform/store.ts';
import { createPrivacy, type PrivacyCommand } from './privacy/parts.ts';

const USAGE = `Usage:
  privacy find   --org <18-character org id> <person>         where a person is named: ids and fields, no values
  privacy export --org <18-character org id> <person>         what the notes say of a person, as JSON
  privacy erase  --org <18-character org id> <person> [--yes] erases every note that names a person; without --yes it counts them
  privacy audit  --org <18-character org id> [<person>]       who asked for what, without personal data
  privacy retention                                           erases now what retention would erase within the hour
<person> is any of --email <address>, --phone <number>, --name <first and last name>, each as often as needed: one that fits is
enough. --country <two letters> tells whose a number without a country's code is. [--data <folder>] goes with every command.
The store is that of DATABASE_URL, or of the data folder; a server that runs on the folder is asked to do it.
Exit codes: 0 done, 1 refused, 2 done, but some captures could not be opened, or have files that were not read ("unreadable").
`;

const COMMANDS: Record<string, PrivacyCommand> = {
  find: 'find-person',
  export: 'export-person',
  erase: 'erase-person',
  audit: 'audit',
  retention: 'retention',
};

interface Request {
  command: PrivacyCommand;
  input: unknown;
  data: string | undefined;
}

try {
  const request = readArguments(process.argv.slice(2));
  const variables = request.data ? { ...process.env, DATA_FOLDER: request.data } : process.env;
  const result = await execute(readConfiguration(variables), request);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  if (isIncomplete(result)) process.exitCode = 2;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function readArguments(parameters: string[]): Request {
  const string = { type: 'string' } as const;
  const strings = { type: 'string', multiple: true } as const;
  const { positionals, values } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: {
      org: string,
      email: strings,
      phone: strings,
      name: strings,
      country: string,
      yes: { type: 'boolean' },
      data: string,
    },
  });
  const [name = '', ...others] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || others.length > 0 || (values.org === undefined && command !== 'retention')) {
    throw new StartupError(USAGE);
  }
  const { org: orgId, email: emails, phone: phones, name: names, country, yes = false, data } = values;
  return { command, input: { orgId, emails, phones, names, country, confirmed: yes }, data };
}

async function execute(configuration: Configuration, { command, input }: Request): Promise<unknown> {
  const answer = configuration.databaseUrl
    ? undefined
    : await callControlSocket(configuration.dataFolder, command, input);
  if (answer) return answer.result;
  const log = createLog('error', process.stderr);
  const store = await openStore(configuration, log);
  const { database, keyring } = store;
  const privacy = createPrivacy({
    store,
    orgs: createOrgStore(database),
    captures: createCaptureStore(database, keyring.wrap),
    drafts: createDraftStore(database, keyring.wrap),
    changes: createCaptureChanges(),
    retention: configuration.retention,
    clock: systemClock,
    log,
  });
  try {
    return await privacy.commands[command](input);
  } finally {
    await privacy.stop();
    await store.close();
  }
}

function isIncomplete(result: unknown): boolean {
  if (typeof result !== 'object' || result === null || !('unreadable' in result)) return false;
  return Array.isArray(result.unreadable) && result.unreadable.length > 0;
}
