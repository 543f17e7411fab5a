import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT } from 'jose';

/** What a token lets its bearer reach: see the trust rules of the HTTP contract. */
export type Scope = 'own' | 'org' | `capture:${string}`;

/** The org's certificate: it signs who is calling, for one minute. */
export interface OrgKey {
  readonly publicKeyFile: string;
  sign(userId: string, scope: Scope, audience: string): Promise<string>;
}

const TOKEN_SECONDS = 60;

/** The key of a data folder (RSA, 2048 bits), made once; the private half is readable by its owner only. */
export function openOrgKey(dataFolder: string, orgId: string): OrgKey {
  const privateFile = join(dataFolder, 'org-private-key.pem');
  const publicKeyFile = join(dataFolder, 'org-public-key.pem');
  const privateKey = existsSync(privateFile)
    ? createPrivateKey(readFileSync(privateFile, 'utf8'))
    : makeKey(privateFile);
  writeFileSync(publicKeyFile, createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }));
  return {
    publicKeyFile,
    sign: (userId, scope, audience) => {
      const issuedAt = Math.floor(Date.now() / 1000);
      return new SignJWT({ scope })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
        .setIssuer(`sf:${orgId}`)
        .setSubject(userId)
        .setAudience(audience)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + TOKEN_SECONDS)
        .sign(privateKey);
    },
  };
}

/** Written aside and renamed: a crash leaves no half key. */
function makeKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(`${file}.new`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return privateKey;
}
