import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { SignJWT } from 'jose';

import type { Clock } from '../platform/clock.ts';
import { StartupError } from '../platform/errors.ts';
import type { SalesforceApp } from '../platform/salesforce-configuration.ts';

const MINIMUM_RSA_BITS = 2048;
/** The org accepts an assertion that ends within 5 minutes of its own clock. */
const ASSERTION_SECONDS = 180;

/**
 * The private key of the app, opened once at start.
 * @throws StartupError when it is not there or no RSA key; the message holds nothing of it.
 */
export function readPrivateKey(given: SalesforceApp['privateKey']): KeyObject | null {
  if (given === null) return null;
  const setting = 'pem' in given ? 'SALESFORCE_PRIVATE_KEY' : 'SALESFORCE_PRIVATE_KEY_FILE';
  const key = openKey('pem' in given ? given.pem : readKeyFile(given.file));
  if (key?.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= MINIMUM_RSA_BITS)
    return key;
  throw new StartupError(
    `${setting} must be an RSA private key in PEM, without a password, of at least ${MINIMUM_RSA_BITS} bits: give the key that belongs to the certificate of the app.`,
  );
}

function readKeyFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new StartupError(`The file of SALESFORCE_PRIVATE_KEY_FILE cannot be read (${code}): correct the path.`);
  }
}

function openKey(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}

interface Bearer {
  clientId: string;
  username: string;
  loginUrl: string;
}

/** The assertion of the JWT bearer flow (RFC 7523): the app vouches for its integration user for three minutes. */
export function signAssertion(key: KeyObject, { clientId, username, loginUrl }: Bearer, clock: Clock): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(clientId)
    .setSubject(username)
    .setAudience(audienceOf(loginUrl))
    .setExpirationTime(Math.floor(clock().getTime() / 1000) + ASSERTION_SECONDS)
    .sign(key);
}

/** Salesforce knows itself by two names: a My Domain is an address, not an audience. Sandboxes have theirs in the host. */
function audienceOf(loginUrl: string): string {
  const { hostname, protocol, origin } = new URL(loginUrl);
  if (protocol === 'http:') return origin;
  const isTest = hostname === 'test.salesforce.com' || /\.(?:sandbox|scratch)\.my\.salesforce\.com$/.test(hostname);
  return isTest ? 'https://test.salesforce.com' : 'https://login.salesforce.com';
}
