import type { ControlCommands } from '../platform/control-socket.ts';
import { listOrgs, registerOrg, revokeKey } from './registration.ts';
import type { OrgStore } from './store.ts';

/** What the owner of the data folder can ask of the orgs. */
export function orgCommands(store: OrgStore) {
  return {
    'register-org': (input: unknown) => registerOrg(store, input),
    'revoke-key': (input: unknown) => revokeKey(store, input),
    'list-orgs': () => listOrgs(store),
  } satisfies ControlCommands;
}

export type OrgCommand = keyof ReturnType<typeof orgCommands>;
