import { parseArgs } from 'node:util';

import { masterKeyCommands, type ListedMasterKey, type MasterKeyCommand } from './captures/commands.ts';
import { createRewrapping, type RewrappedBatch } from './captures/rewrapping.ts';
import type { CaptureRef } from './captures/store.ts';
import { readConfiguration, type Configuration } from './platform/configuration.ts';
import { callControlSocket } from './platform/control-socket.ts';
import { StartupError } from './platform/errors.ts';
import { lockFolder } from './platform/folder-lock.ts';
import { createLog } from './platform/log.ts';
import { nextMasterKey, parseMasterKeys, rotateEmbeddedKeys } from './platform/master-keys.ts';
import { openStore } from './platform/store.ts';

const USAGE = `Usage:
  master-keys list [--data <folder>]
  master-keys rotate [--data <folder>]              embedded: while nothing runs on the folder
  master-keys rewrap [--batch <captures>] [--data <folder>]
  master-keys retire <id> [--data <folder>]
The store is that of DATABASE_URL, or of the data folder; a server that runs on the folder is asked to do it.
`;

const AFTER_SERVER_ROTATION = `This key is shown once and kept nowhere: put it where you keep MASTER_KEYS. Next, for one process:
  1. MASTER_KEYS=<this key>,<the present value>; restart.
  2. master-keys rewrap, then master-keys retire <old id>, then take the old key out of MASTER_KEYS.
For several processes, 1. takes two rounds, so that none meets a key it does not have: first
MASTER_KEYS=<the present value>,<this key> for each, and only then the new one first.
`;

const AFTER_EMBEDDED_ROTATION = `Start the middleware, then: master-keys rewrap, and master-keys retire <old id>.
`;

const BATCH = '200';
const PROGRESS_MILLISECONDS = 2_000;

/** Asks the store to do something, wherever it is open. */
type Ask = (command: MasterKeyCommand, input: unknown) => Promise<unknown>;

try {
  await run(process.argv.slice(2));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function run(parameters: string[]): Promise<void> {
  const string = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: { data: string, batch: { ...string, default: BATCH } },
  });
  const [action, id] = positionals;
  const variables = values.data ? { ...process.env, DATA_FOLDER: values.data } : process.env;
  const configuration = readConfiguration(variables);
  if (action === 'rotate') return rotate(configuration);
  if (action === 'list') return withStore(configuration, async (ask) => print(await ask('list-master-keys', null)));
  if (action === 'rewrap' && /^[1-9]\d{0,3}$/.test(values.batch)) {
    return withStore(configuration, (ask) => rewrap(ask, Number(values.batch)));
  }
  if (action !== 'retire' || !id) throw new StartupError(USAGE);
  return withStore(configuration, async (ask) => {
    print(await ask('retire-master-key', { id }));
    say(afterRetirement(id, configuration));
  });
}

/** Adds a key to `master.key`, or says what to set: a server's keys are wherever its operator keeps secrets. */
async function rotate({ masterKeys, dataFolder }: Configuration): Promise<void> {
  if (masterKeys) {
    const { id, pair } = nextMasterKey(parseMasterKeys(masterKeys));
    print({ id, masterKey: pair });
    say(AFTER_SERVER_ROTATION);
    return;
  }
  const lock = lockFolder(dataFolder);
  try {
    print(await rotateEmbeddedKeys(dataFolder));
    say(AFTER_EMBEDDED_ROTATION);
  } finally {
    lock.release();
  }
}

/** Goes through the table until nothing is wrapped by an older key: what others held, or made meanwhile, comes next time. */
async function rewrap(ask: Ask, limit: number): Promise<void> {
  const { rewrapped: keyring } = (await ask('rewrap-keyring', null)) as { rewrapped: number };
  let total = 0;
  let pass;
  do {
    pass = await rewrapOnce(ask, limit, total);
    total += pass.rewrapped;
  } while (pass.rewrapped > 0);
  const keys = (await ask('list-master-keys', null)) as ListedMasterKey[];
  const left = keys.filter(({ newest }) => !newest).reduce((sum, { captures }) => sum + captures, 0);
  print({ rewrapped: total, keyring, left, unreadable: pass.unreadable });
  if (pass.unreadable > 0) {
    throw new Error(`${pass.unreadable} captures open with none of the keys given: list shows which key they need.`);
  }
  if (left > 0) throw new Error(`${left} captures were in use or new: run rewrap again.`);
}

async function rewrapOnce(ask: Ask, limit: number, before: number): Promise<Omit<RewrappedBatch, 'next'>> {
  const pass = { rewrapped: 0, unreadable: 0 };
  let said = -Infinity;
  let after: CaptureRef | null = null;
  do {
    const batch: RewrappedBatch = (await ask('rewrap-captures', { after, limit })) as RewrappedBatch;
    pass.rewrapped += batch.rewrapped;
    pass.unreadable += batch.unreadable;
    after = batch.next;
    if (batch.rewrapped > 0 && performance.now() - said > PROGRESS_MILLISECONDS) {
      said = performance.now();
      say(`captures rewrapped: ${before + pass.rewrapped}`);
    }
  } while (after);
  return pass;
}

/** One place for the whole command: it must not open a folder itself whose server has just died under it. */
async function withStore(configuration: Configuration, work: (ask: Ask) => Promise<void>): Promise<void> {
  const { dataFolder, databaseUrl } = configuration;
  if (!databaseUrl && (await callControlSocket(dataFolder, 'list-master-keys', null))) {
    return work(async (command, input) => {
      const answer = await callControlSocket(dataFolder, command, input);
      if (!answer) throw new Error('The server stopped meanwhile: run the command again; it goes on where it was.');
      return answer.result;
    });
  }
  const store = await openStore(configuration, createLog('error'));
  try {
    const rewrapping = createRewrapping(store.database, store.keyring);
    const commands = masterKeyCommands(store.keyring, rewrapping);
    await work((command, input) => commands[command](input));
  } finally {
    await store.close();
  }
}

function afterRetirement(id: string, { databaseUrl, dataFolder }: Configuration): string {
  const place = databaseUrl ? 'MASTER_KEYS' : `${dataFolder}/master.key`;
  return `Processes start without "${id}" now. Take it out of ${place}, and keep a copy of it elsewhere as long as you keep backups made before today.`;
}

function print(result: unknown): void {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

function say(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}
