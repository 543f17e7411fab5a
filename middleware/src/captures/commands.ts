import { z } from 'zod';

import type { ControlCommands } from '../platform/control-socket.ts';
import type { Keyring } from '../platform/keyring.ts';
import type { Rewrapping, RewrappedBatch } from './rewrapping.ts';

/** A master key as the list shows it: what still needs it, never the key. */
export interface ListedMasterKey {
  id: string;
  /** Wraps what is new. */
  newest: boolean;
  /** Whether the process has it. */
  given: boolean;
  retired: boolean;
  /** Captures that can be read with it only. */
  captures: number;
  /** Whether the keyring of the database can be opened with it only. */
  keyring: boolean;
}

const batch = z.object({
  after: z.object({ orgId: z.string(), captureId: z.uuid() }).nullable(),
  limit: z.int().min(1).max(10_000),
});
const retirement = z.object({ id: z.string() });

/** What the owner of the store can ask of its master keys. */
export function masterKeyCommands(keyring: Keyring, rewrapping: Rewrapping) {
  const list = () => listMasterKeys(keyring, rewrapping);
  return {
    'list-master-keys': list,
    'rewrap-captures': (input: unknown): Promise<RewrappedBatch> => {
      const { after, limit } = batch.parse(input);
      return rewrapping.rewrapBatch(after, limit);
    },
    'rewrap-keyring': async () => ({ rewrapped: await keyring.rewrapOwn() }),
    'retire-master-key': async (input: unknown) => {
      const { id } = retirement.parse(input);
      const found = (await list()).find((masterKey) => masterKey.id === id);
      refuseRetirement(id, found);
      await keyring.retire(id);
      return { id, retired: true };
    },
  } satisfies ControlCommands;
}

export type MasterKeyCommand = keyof ReturnType<typeof masterKeyCommands>;

async function listMasterKeys(keyring: Keyring, rewrapping: Rewrapping): Promise<ListedMasterKey[]> {
  const known = new Map((await keyring.masterKeys()).map((masterKey) => [masterKey.id, masterKey]));
  const captures = await rewrapping.countByMasterKey();
  const ids = new Set([...keyring.given, ...known.keys(), ...captures.keys()]);
  return [...ids].map((id) => ({
    id,
    newest: id === keyring.given[0],
    given: keyring.given.includes(id),
    retired: known.get(id)?.retired ?? false,
    captures: captures.get(id) ?? 0,
    keyring: known.get(id)?.wrapsKeyring ?? false,
  }));
}

/** A refusal is a sentence for the person at the terminal. */
function refuseRetirement(id: string, found: ListedMasterKey | undefined): void {
  if (!found) throw new Error(`There is no master key "${id}": list shows those there are.`);
  if (found.newest)
    throw new Error(`Master key "${id}" is the newest one: rotate first, so that another one takes over.`);
  if (found.captures > 0 || found.keyring) {
    throw new Error(
      `Master key "${id}" is needed still: it wraps the keys of ${found.captures} captures${found.keyring ? ' and the keyring' : ''}. Run rewrap, then try again.`,
    );
  }
}
