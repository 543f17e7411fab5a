import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** Who a token speaks for, and what it was given for. */
export interface Grant {
  readonly userId: string;
  readonly clientId: string;
  readonly scope: string;
}

/** A code on its way from the login page to the client. */
export interface PendingCode extends Grant {
  readonly redirectUri: string;
  /** The S256 challenge of PKCE; null when the client gave none. */
  readonly challenge: string | null;
}

/** The tokens of the org. Only their hashes are kept, and only refresh tokens outlive the process. */
export interface Tokens {
  issueAccess(grant: Grant): string;
  /** Null for what is unknown, expired or revoked. */
  access(token: string): Grant | null;
  expireAccess(): void;
  issueRefresh(grant: Grant): string;
  refresh(token: string): Grant | null;
  issueCode(code: PendingCode): string;
  /** Each code is answered once: `spent` for one that was used, null for one that never was or is too old. */
  takeCode(code: string): PendingCode | 'spent' | null;
  /** Ends a token; a refresh token takes the access tokens of its user and client with it. False when there is no such token. */
  revoke(token: string): boolean;
  /** Ends whatever a user was given. */
  revokeUser(userId: string): void;
}

const ACCESS_MILLISECONDS = 2 * 60 * 60 * 1000;
const CODE_MILLISECONDS = 2 * 60 * 1000;

const grant = z.object({ userId: z.string(), clientId: z.string(), scope: z.string() });
const refreshFile = z.record(z.string(), grant);

/** `file` keeps the refresh tokens over a restart. */
export function openTokens(orgId: string, file: string, clock: () => number = Date.now): Tokens {
  const access = new Map<string, Grant & { readonly until: number }>();
  const codes = new Map<string, PendingCode & { readonly until: number; spent: boolean }>();
  const refresh = new Map(
    existsSync(file) ? Object.entries(refreshFile.parse(JSON.parse(readFileSync(file, 'utf8')))) : [],
  );
  const keep = (): void => {
    writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(refresh)), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  const endWhere = (ends: (grant: Grant) => boolean): void => {
    for (const [key, each] of access) if (ends(each)) access.delete(key);
  };
  return {
    issueAccess(given) {
      const token = `${orgId.slice(0, 15)}!AQ${random(72)}`;
      access.set(hash(token), { ...given, until: clock() + ACCESS_MILLISECONDS });
      return token;
    },
    access(token) {
      const found = access.get(hash(token));
      return found && found.until > clock() ? found : null;
    },
    expireAccess: () => access.clear(),
    issueRefresh(given) {
      const token = `5Aep861${random(60)}`;
      refresh.set(hash(token), { userId: given.userId, clientId: given.clientId, scope: given.scope });
      keep();
      return token;
    },
    refresh: (token) => refresh.get(hash(token)) ?? null,
    issueCode(given) {
      const code = `aPrx${random(60)}`;
      codes.set(hash(code), { ...given, until: clock() + CODE_MILLISECONDS, spent: false });
      return code;
    },
    takeCode(code) {
      const found = codes.get(hash(code));
      if (!found || found.until <= clock()) return null;
      if (found.spent) return 'spent';
      found.spent = true;
      return found;
    },
    revoke(token) {
      const ended = refresh.get(hash(token));
      if (!ended) return access.delete(hash(token));
      refresh.delete(hash(token));
      keep();
      endWhere(({ userId, clientId }) => userId === ended.userId && clientId === ended.clientId);
      return true;
    },
    revokeUser(userId) {
      for (const [key, each] of refresh) if (each.userId === userId) refresh.delete(key);
      keep();
      endWhere((each) => each.userId === userId);
    },
  };
}

function random(bytes: number): string {
  return randomBytes(bytes).toString('base64url').replaceAll('-', '.');
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Whether two secrets are the same, in a time that does not tell how far they agree. */
export function sameSecret(first: string, second: string): boolean {
  return timingSafeEqual(createHash('sha256').update(first).digest(), createHash('sha256').update(second).digest());
}
