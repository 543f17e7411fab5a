import path from 'node:path';
import { callControlSocket } from '../../middleware/src/platform/control-socket.ts';
import { demoClient } from './org/rest/oauth/client-app.ts';

/** The settings by which a middleware reaches the org stand-in of a data folder, which need not run yet. */
export function connectionSettings(orgFolder: string, urls: { org: string; middleware: string }): NodeJS.ProcessEnv {
  const { clientId, privateKeyPem, userName } = demoClient(orgFolder);
  return {
    PUBLIC_URL: urls.middleware,
    SALESFORCE_CLIENT_ID: clientId,
    SALESFORCE_PRIVATE_KEY: privateKeyPem,
    SALESFORCE_USERNAME: userName,
    SALESFORCE_LOGIN_URL: urls.org,
    // Those of the person's own environment belong to another app.
    SALESFORCE_CLIENT_SECRET: '',
    SALESFORCE_PRIVATE_KEY_FILE: '',
    // Whoever tries something out does not wait long for the records that matching knows.
    MIRROR_MINUTES: '1',
  };
}

interface CommandAnswer {
  readonly lines: readonly string[];
  readonly fine: boolean;
}

/**
 * Connects the middleware to the org, as `npm run salesforce -- connect` does, and waits until it has read the org's records.
 * @returns what stands against it, in words; null: nothing does. Everything but matching works without.
 */
export async function connectToOrg(
  middlewareFolder: string,
  org: { readonly orgId: string; readonly url: string },
): Promise<string | null> {
  const command = (name: string, input: object) => callControlSocket(path.resolve(middlewareFolder), name, input);
  try {
    // The address is another one when the port is: what is known from the last start does not count.
    const connected = await command('salesforce-connect', { orgId: org.orgId, loginUrl: org.url });
    if (!connected) return 'The store of the middleware is not in the data folder.';
    const read = await command('salesforce-refresh', { orgId: org.orgId });
    const { fine, lines } = read?.result as CommandAnswer;
    if (fine) return null;
    // Who is not let in learns from the first why.
    const first = connected.result as CommandAnswer;
    return (first.fine ? lines : first.lines).join('\n');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
