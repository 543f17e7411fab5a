import { salesforceCommands } from './commands.ts';
import { createSalesforceConnections, type ConnectionParts } from './connections.ts';
import type { MirrorFilling } from './filling/filling.ts';
import { createLoginStore } from './logins-store.ts';
import { createLogins } from './logins.ts';
import { loginPages } from './routes.ts';

interface Parts extends ConnectionParts {
  mirror: Pick<MirrorFilling, 'freshness' | 'refresh' | 'lookSoon' | 'forget'>;
}

/**
 * The connections of one process, with the pages and commands of their admins.
 * @throws StartupError when the private key cannot be read.
 */
export function createSalesforceAccess(parts: Parts) {
  const { configuration, database, keyring, registeredOrgs, mirror, clock, log } = parts;
  const { publicUrl, loginUrl } = configuration;
  const connections = createSalesforceConnections(parts);
  const store = createLoginStore(database);
  const { lookSoon: onConnected } = mirror;
  const logins = createLogins({ store, connections, keyring, publicUrl, onConnected, clock, log });
  return {
    connections,
    pages: loginPages({ connections, mirror, logins, publicUrl, log }),
    commands: salesforceCommands({ connections, mirror, logins, loginUrl, registeredOrgs }),
    /** Ends the calls that are under way. */
    stop: () => connections.stop(),
  };
}
