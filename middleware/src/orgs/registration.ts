import { createHash, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';

import { z } from 'zod';

import { systemClock, type Clock } from '../platform/clock.ts';
import { MAXIMUM_KEYS, type NewKey, type SigningKey, type SigningKeys } from './signing-keys.ts';

const MINIMUM_RSA_BITS = 2048;
const MILLISECONDS_OF_A_DAY = 86_400_000;
/** How long before the end of its certificate the list begins to warn. */
const WARNING_DAYS = 30;

const orgId = z.string().regex(/^00D[A-Za-z0-9]{15}$/, 'an org id has 18 characters and begins with 00D');
const key = z.string().max(20_000, 'the file is too long for a key or a certificate');

/** An org and the key it signs with: a PEM public key, or the PEM certificate that holds one. */
export const registration = z.object({ orgId, name: z.string().trim().min(1, 'give the org a name').max(255), key });
const rotation = z.object({ orgId, key });
const revocation = z.object({ orgId: z.string(), keyId: z.string(), evenLast: z.boolean().default(false) });

/** The key cannot be registered or revoked; the message says why and what to do. */
export class RegistrationError extends Error {
  override readonly name = 'RegistrationError';
}

/** A key as the list shows it to a person. Moments are ISO. */
export interface ListedKey {
  keyId: string;
  active: boolean;
  registeredAt: string;
  certificateExpiresAt: string | null;
  /** What to do, when its certificate is about to end or has ended. */
  warning?: string;
}

interface Registered {
  orgId: string;
  keyId: string;
}

/** Registers an org's key beside the one it may have. Doing it again changes nothing but the name. */
export async function registerOrg(
  store: Pick<SigningKeys, 'register'>,
  input: unknown,
  clock: Clock = systemClock,
): Promise<Registered> {
  const { name, ...given } = parse(registration, input);
  return register(store, { ...given, name }, clock);
}

/** Registers the key that will follow the one of a known org; both are accepted until the old one is revoked. */
export async function rotateKey(
  store: Pick<SigningKeys, 'register'>,
  input: unknown,
  clock: Clock = systemClock,
): Promise<Registered> {
  return register(store, { ...parse(rotation, input), name: null }, clock);
}

/** Accepts tokens signed with a key no longer, from the next call on. */
export async function revokeKey(store: Pick<SigningKeys, 'revoke'>, input: unknown): Promise<{ keyId: string }> {
  const { orgId, keyId, evenLast } = parse(revocation, input);
  const outcome = await store.revoke(orgId, keyId, evenLast);
  if (outcome === 'no-such-key') {
    throw new RegistrationError(`Org ${orgId} has no active key ${keyId}: the command list shows those it has.`);
  }
  if (outcome === 'last-key') {
    throw new RegistrationError(
      `Key ${keyId} is the last one of org ${orgId}, whose calls would all be refused: register its next key first, or add --last.`,
    );
  }
  return { keyId };
}

/** Every org with its keys, those that ended included. */
export async function listOrgs(
  store: Pick<SigningKeys, 'list'>,
  clock: Clock = systemClock,
): Promise<{ orgId: string; name: string; keys: ListedKey[] }[]> {
  const now = clock();
  return (await store.list()).map((org) => ({ ...org, keys: org.keys.map((signingKey) => listed(signingKey, now)) }));
}

function parse<Shape extends z.ZodType>(shape: Shape, input: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(input);
  if (!parsed.success) throw new RegistrationError(parsed.error.issues[0]?.message ?? 'The input cannot be used.');
  return parsed.data;
}

async function register(
  store: Pick<SigningKeys, 'register'>,
  given: { orgId: string; name: string | null; key: string },
  clock: Clock,
): Promise<Registered> {
  const { orgId, name } = given;
  const newKey: NewKey = { orgId, name, ...readKey(given.key, clock()) };
  const outcome = await store.register(newKey);
  if (outcome === 'unknown-org') {
    throw new RegistrationError(`Org ${orgId} is not known yet: give its first key with register --name.`);
  }
  if (outcome === 'too-many-keys') {
    throw new RegistrationError(
      `Org ${orgId} has ${MAXIMUM_KEYS} active keys already: revoke the one it signs with no longer (list shows them), then try again.`,
    );
  }
  return { orgId, keyId: newKey.keyId };
}

/** A key is named by its content, so that it is the same key however it is written. */
function readKey(pem: string, now: Date): Pick<NewKey, 'keyId' | 'publicKey' | 'certificateExpiresAt'> {
  if (pem.includes('PRIVATE KEY')) {
    throw new RegistrationError(
      'This is a private key: it must never leave its owner. Give the public key or certificate.',
    );
  }
  const { publicKey, certificateExpiresAt } = parsePem(pem);
  if (certificateExpiresAt && certificateExpiresAt <= now) {
    throw new RegistrationError(
      `The certificate ended on ${day(certificateExpiresAt)}: make a new one in the org (Certificate and Key Management) and give that.`,
    );
  }
  if (
    publicKey.asymmetricKeyType !== 'rsa' ||
    (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) < MINIMUM_RSA_BITS
  ) {
    throw new RegistrationError(`The key must be RSA with at least ${MINIMUM_RSA_BITS} bits.`);
  }
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return {
    keyId: createHash('sha256').update(spki).digest('base64url'),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    certificateExpiresAt,
  };
}

function parsePem(pem: string): { publicKey: KeyObject; certificateExpiresAt: Date | null } {
  try {
    if (!pem.includes('BEGIN CERTIFICATE')) return { publicKey: createPublicKey(pem), certificateExpiresAt: null };
    const certificate = new X509Certificate(pem);
    return { publicKey: certificate.publicKey, certificateExpiresAt: certificate.validToDate };
  } catch {
    throw new RegistrationError('The file holds no PEM public key or certificate.');
  }
}

function listed({ keyId, active, registeredAt, certificateExpiresAt }: SigningKey, now: Date): ListedKey {
  const days = certificateExpiresAt
    ? Math.floor((certificateExpiresAt.getTime() - now.getTime()) / MILLISECONDS_OF_A_DAY)
    : Infinity;
  return {
    keyId,
    active,
    registeredAt: registeredAt.toISOString(),
    certificateExpiresAt: certificateExpiresAt?.toISOString() ?? null,
    ...(active && certificateExpiresAt && days <= WARNING_DAYS
      ? { warning: `${endsIn(certificateExpiresAt, days)}: make a new certificate in the org, then rotate.` }
      : {}),
  };
}

const endsIn = (end: Date, days: number) =>
  days < 0 ? `The certificate ended on ${day(end)}` : `The certificate ends on ${day(end)}, in ${days} days`;

const day = (date: Date) => date.toISOString().slice(0, 10);
