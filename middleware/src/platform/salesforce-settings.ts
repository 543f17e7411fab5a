import { z } from 'zod';

import { fileName, partsOf, pemKey, secret, webAddress, whole } from './setting-shapes.ts';

/** User names of Salesforce, which look like addresses of mail. */
export interface Usernames {
  /** The user of every org that is not named. */
  everyOrg: string | null;
  byOrg: Readonly<Record<string, string>>;
}

const USERNAME = /^(?:(00D[A-Za-z0-9]{15}):)?([^\s@:,]+@[^\s@:,]+)$/;

function usernames() {
  const isUsable = (parts: readonly string[]) =>
    parts.every((part) => USERNAME.test(part)) && parts.filter((part) => !part.includes(':')).length <= 1;
  return z
    .string()
    .transform(partsOf)
    .refine(isUsable, { error: 'a user name of Salesforce, or <org id>:<user name> pairs separated by commas' })
    .transform((parts): Usernames => {
      const read = parts.map((part) => USERNAME.exec(part) ?? []);
      const everyOrg = read.find(([, orgId]) => orgId === undefined)?.[2] ?? null;
      const pairs = read.flatMap(([, orgId, name]) => (orgId && name ? [[orgId, name] as const] : []));
      return { everyOrg, byOrg: Object.fromEntries(pairs) };
    });
}

/** How the middleware reaches the orgs for background work. Without a client id it does not, and everything else works. */
export const salesforceSettings = {
  PUBLIC_URL: webAddress()
    .optional()
    .describe(
      'where browsers reach this server from outside, `https://` (`http://` on this machine only): the admin logs in there',
    ),
  SALESFORCE_CLIENT_ID: secret()
    .optional()
    .describe('consumer key of the external client app; without it no org is connected'),
  SALESFORCE_CLIENT_SECRET: secret()
    .optional()
    .describe('its consumer secret: the client credentials flow, where no private key is set'),
  SALESFORCE_PRIVATE_KEY: pemKey()
    .optional()
    .describe(
      'RSA private key (PEM, line ends also as `\\n`) whose certificate the app holds: the JWT bearer flow, the one to prefer',
    ),
  SALESFORCE_PRIVATE_KEY_FILE: fileName().optional().describe('instead of it, the file that holds the key'),
  SALESFORCE_USERNAME: usernames()
    .optional()
    .describe(
      'integration user that the JWT bearer flow logs in, such as `integration@example.com`; for several orgs `<org id>:<user name>` pairs with commas',
    ),
  SALESFORCE_LOGIN_URL: webAddress()
    .default('https://login.salesforce.com')
    .describe(
      "where orgs log in: `https://test.salesforce.com` for sandboxes, or an org's My Domain; `login --url` names another for one org",
    ),
  SALESFORCE_SECONDS: whole(5, 600).default(60).describe('the longest one call to an org may take'),
  MIRROR_MINUTES: whole(0, 1_440)
    .default(10)
    .describe('minutes between looks at a connected org for the mirror; `0`: none by itself'),
};
