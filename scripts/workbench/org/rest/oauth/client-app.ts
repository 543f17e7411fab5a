import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { integrationUser } from '../../../demo/organisation.ts';
import { userNameOf } from '../../people.ts';

/** An External Client App of the org: a program that may ask for tokens. */
export interface ClientApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where codes may be sent; anything else is refused. */
  readonly redirectUris: readonly string[];
  /** The public half of the key that signs JWT assertions, as PEM. */
  readonly publicKeyPem: string;
  /** The user of the client credentials flow; without one the flow is off. */
  readonly runAs: string | null;
  /** Users who may be named in a JWT assertion: those an admin has approved. */
  readonly approved: (userName: string) => boolean;
  /** A refresh token is good for one refresh and comes with its successor. */
  readonly rotatesRefreshTokens?: boolean;
}

/** What the middleware needs to reach the workbench's org, beside the address. */
export interface DemoClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The private half of the key for JWT assertions, as PKCS #8. */
  readonly privateKeyPem: string;
  readonly publicKeyPem: string;
  /** The integration user, whom the middleware works as. */
  readonly userName: string;
}

const stored = z.strictObject({ clientId: z.string(), clientSecret: z.string(), privateKeyPem: z.string() });

/**
 * The External Client App of an org's data folder, made once; its file is readable by its owner only. It needs no running org:
 * the middleware is told of it before the org is there.
 */
export function demoClient(dataFolder: string): DemoClient {
  const file = join(dataFolder, 'client-app.json');
  if (!existsSync(file)) makeClient(dataFolder, file);
  const { privateKeyPem, ...client } = stored.parse(JSON.parse(readFileSync(file, 'utf8')));
  const publicKeyPem = createPublicKey(privateKeyPem).export({ type: 'spki', format: 'pem' }).toString();
  return { ...client, privateKeyPem, publicKeyPem, userName: userNameOf(integrationUser) };
}

/** Written aside and renamed: a crash leaves no half file. */
function makeClient(dataFolder: string, file: string): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const made = {
    clientId: `3MVG9${randomBytes(60).toString('base64url')}`,
    clientSecret: randomBytes(32).toString('hex').toUpperCase(),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
