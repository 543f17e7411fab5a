import type { ControlCommands } from '../platform/control-socket.ts';
import { listOrgs, registerOrg, revokeKey, rotateKey } from './registration.ts';
import type { SigningKeys } from './signing-keys.ts';

/** What the owner of the data folder can ask of the orgs. */
export function orgCommands(store: SigningKeys) {
  return {
    'register-org': (input: unknown) => registerOrg(store, input),
    'rotate-key': (input: unknown) => rotateKey(store, input),
    'revoke-key': (input: unknown) => revokeKey(store, input),
    'list-orgs': () => listOrgs(store),
  } satisfies ControlCommands;
}

export type OrgCommand = keyof ReturnType<typeof orgCommands>;
