import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

import { z } from 'zod';

import type { Org, OrgStore } from './store.ts';

const MINIMUM_RSA_BITS = 2048;

/** An org and the key it signs with: a PEM public key, or the PEM certificate that holds one. */
export const registration = z.object({
  orgId: z.string().regex(/^00D[A-Za-z0-9]{15}$/, 'an org id has 18 characters and begins with 00D'),
  name: z.string().trim().min(1, 'give the org a name').max(255),
  key: z.string().max(20_000),
});

/** The key cannot be registered; the message says why and what to do. */
export class RegistrationError extends Error {
  override readonly name = 'RegistrationError';
}

/** Registers an org's key beside those it has. Doing it again changes nothing but the name. */
export async function registerOrg(
  store: Pick<OrgStore, 'register'>,
  input: unknown,
): Promise<{ orgId: string; keyId: string }> {
  const parsed = registration.safeParse(input);
  if (!parsed.success) throw new RegistrationError(parsed.error.issues[0]?.message ?? 'The input cannot be used.');
  const { orgId, name, key } = parsed.data;
  const publicKey = readPublicKey(key);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const keyId = createHash('sha256').update(spki).digest('base64url');
  await store.register({ orgId, name, keyId, publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() });
  return { orgId, keyId };
}

const revocation = z.object({ orgId: z.string(), keyId: z.string() });

/** Accepts tokens signed with a key no longer, from the next call on. */
export async function revokeKey(store: Pick<OrgStore, 'revoke'>, input: unknown): Promise<{ keyId: string }> {
  const { orgId, keyId } = revocation.parse(input);
  if (!(await store.revoke(orgId, keyId))) {
    throw new RegistrationError(`Org ${orgId} has no active key ${keyId}: the command list shows those it has.`);
  }
  return { keyId };
}

export function listOrgs(store: OrgStore): Promise<Org[]> {
  return store.list();
}

function readPublicKey(pem: string): KeyObject {
  if (pem.includes('PRIVATE KEY')) {
    throw new RegistrationError(
      'This is a private key: it must never leave its owner. Give the public key or certificate.',
    );
  }
  const key = parseKey(pem);
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < MINIMUM_RSA_BITS) {
    throw new RegistrationError(`The key must be RSA with at least ${MINIMUM_RSA_BITS} bits.`);
  }
  return key;
}

function parseKey(pem: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch {
    throw new RegistrationError('The file holds no PEM public key or certificate.');
  }
}
