import { StartupError } from './errors.ts';
import { isLoopback, loginAddress } from './salesforce-addresses.ts';
import type { Usernames } from './salesforce-settings.ts';
import type { Settings } from './settings.ts';

/** How one middleware process reaches the orgs. */
export interface SalesforceConfiguration {
  /** Null: no org can be connected. */
  app: SalesforceApp | null;
  /** Origin where orgs log in that name no other. */
  loginUrl: string;
  /** Origin where browsers reach this server; null: no admin can log in. */
  publicUrl: string | null;
  /** The longest one call to an org may take. */
  milliseconds: number;
  /** Between looks at a connected org for its mirror; 0: none by itself. */
  mirrorMinutes: number;
}

/** The external client app, as the orgs know it. Secret and key are in no log and in no message. */
export interface SalesforceApp {
  clientId: string;
  clientSecret: string | null;
  /** PEM, or the file that holds it. */
  privateKey: { pem: string } | { file: string } | null;
  /** The integration users of the JWT bearer flow. */
  usernames: Usernames;
}

export function salesforceOf(read: Settings): SalesforceConfiguration {
  return {
    app: read.SALESFORCE_CLIENT_ID === undefined ? null : appOf(read, read.SALESFORCE_CLIENT_ID),
    loginUrl: loginAddress(read.SALESFORCE_LOGIN_URL) ?? read.SALESFORCE_LOGIN_URL,
    publicUrl: read.PUBLIC_URL === undefined ? null : new URL(read.PUBLIC_URL).origin,
    milliseconds: read.SALESFORCE_SECONDS * 1000,
    mirrorMinutes: read.MIRROR_MINUTES,
  };
}

function appOf(read: Settings, clientId: string): SalesforceApp {
  return {
    clientId,
    clientSecret: read.SALESFORCE_CLIENT_SECRET ?? null,
    privateKey: privateKeyOf(read),
    usernames: read.SALESFORCE_USERNAME ?? { everyOrg: null, byOrg: {} },
  };
}

function privateKeyOf(read: Settings): SalesforceApp['privateKey'] {
  if (read.SALESFORCE_PRIVATE_KEY !== undefined) return { pem: read.SALESFORCE_PRIVATE_KEY };
  return read.SALESFORCE_PRIVATE_KEY_FILE === undefined ? null : { file: read.SALESFORCE_PRIVATE_KEY_FILE };
}

const NEED_AN_APP = [
  'SALESFORCE_CLIENT_SECRET',
  'SALESFORCE_PRIVATE_KEY',
  'SALESFORCE_PRIVATE_KEY_FILE',
  'SALESFORCE_USERNAME',
] as const;

/** @throws StartupError naming the settings that do not go together, and the way out. */
export function refuseSalesforceContradictions(read: Settings): void {
  const lonely = read.SALESFORCE_CLIENT_ID === undefined && NEED_AN_APP.find((name) => read[name] !== undefined);
  if (lonely) {
    throw new StartupError(
      `${lonely} needs SALESFORCE_CLIENT_ID: set it to the consumer key of the app, or unset ${lonely}.`,
    );
  }
  if (read.SALESFORCE_PRIVATE_KEY !== undefined && read.SALESFORCE_PRIVATE_KEY_FILE !== undefined) {
    throw new StartupError(
      'SALESFORCE_PRIVATE_KEY and SALESFORCE_PRIVATE_KEY_FILE are both set, and one is enough: unset the one that is not meant.',
    );
  }
  const hasKey = read.SALESFORCE_PRIVATE_KEY !== undefined || read.SALESFORCE_PRIVATE_KEY_FILE !== undefined;
  const hasUser = read.SALESFORCE_USERNAME !== undefined;
  if (hasUser !== hasKey) {
    const [given, missing] = hasUser
      ? ['SALESFORCE_USERNAME', 'SALESFORCE_PRIVATE_KEY_FILE']
      : ['The private key', 'SALESFORCE_USERNAME'];
    throw new StartupError(
      `${given} needs ${missing}: the JWT bearer flow signs for an integration user with the key of the app. Set both or none.`,
    );
  }
  if (loginAddress(read.SALESFORCE_LOGIN_URL) === null) {
    throw new StartupError(
      'SALESFORCE_LOGIN_URL is no address of Salesforce: write https://login.salesforce.com, https://test.salesforce.com, or the My Domain of the org, such as https://example.my.salesforce.com.',
    );
  }
  refusePublicUrl(read.PUBLIC_URL);
}

function refusePublicUrl(given: string | undefined): void {
  if (given === undefined) return;
  const address = new URL(given);
  const isBare = address.pathname === '/' && !address.search && !address.hash && !address.username && !address.password;
  const isSafe = address.protocol === 'https:' || isLoopback(address);
  if (isBare && isSafe) return;
  throw new StartupError(
    'PUBLIC_URL must be https:// and a host alone, such as https://notes.example.com (http:// only for this machine): correct it.',
  );
}
