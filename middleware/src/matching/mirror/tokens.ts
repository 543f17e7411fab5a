import { createHash } from 'node:crypto';

import type { Keyring } from '../../platform/keyring.ts';

/** Half of a hash: no two of an org's keys meet by chance, and the index is half as large. */
const HASH_BYTES = 16;

/** Makes the keys of one org's mirror. None is the same for another org, so that orgs share an index and not its entries. */
export interface Tokens {
  /** Of a word of an organisation's name, in the clear. */
  word(word: string): string;
  /** The word of such a token; undefined for what is none. */
  wordOf(token: string): string | undefined;
  /** Keyed hash of what must not stand in the clear: `kind` tells a phone from a name. */
  hash(kind: string, text: string): string;
}

export function tokensOf(keyring: Keyring, orgId: string): Tokens {
  const mark = `${createHash('sha256').update(orgId).digest('base64url').slice(0, 4)}:`;
  return {
    word: (word) => mark + word,
    wordOf: (token) => (token.startsWith(mark) ? token.slice(mark.length) : undefined),
    hash: (kind, text) => keyring.lookup(`mirror-${kind}:${orgId}`, text).subarray(0, HASH_BYTES).toString('base64url'),
  };
}
