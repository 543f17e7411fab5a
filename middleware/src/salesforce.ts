import { parseArgs } from 'node:util';

import { createOrgStore } from './orgs/store.ts';
import { systemClock } from './platform/clock.ts';
import { readConfiguration, type Configuration } from './platform/configuration.ts';
import { callControlSocket } from './platform/control-socket.ts';
import { StartupError } from './platform/errors.ts';
import { createLog } from './platform/log.ts';
import { openStore } from './platform/store.ts';
import { createSalesforceParts } from './salesforce-parts.ts';
import type { CommandAnswer, SalesforceCommand } from './salesforce/commands.ts';

const USAGE = `Usage:
  salesforce login <org id> [--url <My Domain>]    prints a link of 10 minutes; its administrator opens it and logs in, which connects the org
  salesforce connect <org id> [--url <My Domain>]  connects an org by the key or secret of the app, without anybody logging in
  salesforce check [<org id>]                      who is connected to which org, what is missing, and how old the mirror is
  salesforce refresh <org id>                      takes over now what changed in the org, and says how old the mirror is
  salesforce disconnect <org id>                   erases the tokens and the mirror here and ends the tokens in the org
An org id has 18 characters. [--data <folder>] goes with every command. The store is that of DATABASE_URL, or of the data
folder; a server that runs on the folder is asked to do it.
Exit codes: 0 done, 1 refused, 2 done, but something is left to do, which the lines marked with "!" say.
`;

interface Request {
  command: SalesforceCommand;
  input: unknown;
  data: string | undefined;
}

try {
  const request = readArguments(process.argv.slice(2));
  const variables = request.data ? { ...process.env, DATA_FOLDER: request.data } : process.env;
  const { lines, fine } = await execute(readConfiguration(variables), request);
  process.stdout.write(`${lines.join('\n')}\n`);
  if (!fine) process.exitCode = 2;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function readArguments(parameters: string[]): Request {
  const string = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: { url: string, data: string },
  });
  const [action, orgId, ...others] = positionals;
  const { url: loginUrl, data } = values;
  const takesUrl = action === 'login' || action === 'connect';
  if (others.length === 0 && (takesUrl || loginUrl === undefined)) {
    if (action === 'check') return { command: 'salesforce-check', input: { orgId }, data };
    if (takesUrl && orgId) return { command: `salesforce-${action}`, input: { orgId, loginUrl }, data };
    if ((action === 'refresh' || action === 'disconnect') && orgId) {
      return { command: `salesforce-${action}`, input: { orgId }, data };
    }
  }
  throw new StartupError(USAGE);
}

async function execute(configuration: Configuration, { command, input }: Request): Promise<CommandAnswer> {
  const answer = configuration.databaseUrl
    ? undefined
    : await callControlSocket(configuration.dataFolder, command, input);
  // The process that holds the folder is the same program.
  if (answer) return answer.result as CommandAnswer;
  const log = createLog('error', process.stderr);
  await using open = new AsyncDisposableStack();
  const store = await openStore(configuration, log);
  open.defer(() => store.close());
  const orgs = createOrgStore(store.database);
  const { salesforce: app } = configuration;
  const salesforce = createSalesforceParts({ store, orgs, configuration: app, clock: systemClock, log });
  open.defer(() => salesforce.stop());
  return await salesforce.commands[command](input);
}
