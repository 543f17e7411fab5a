import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

import type { MasterKey } from './master-keys.ts';

const ALGORITHM = 'aes-256-gcm';
const FORMAT = 1;
const IV_LENGTH = 12;
const TAG_LENGTH = 16;

/** Sealed bytes could not be opened: another key, another row, or changed bytes. */
export class UnsealError extends Error {
  override readonly name = 'UnsealError';
}

/**
 * Seals JSON values with one key. `place` names the row and column the bytes belong to: bytes moved elsewhere do not open.
 */
export interface Seal {
  seal(value: unknown, place: string): Buffer;
  /** @throws UnsealError */
  open(sealed: Buffer, place: string): unknown;
  /** Seals bytes as they are. What was sealed so is opened by `openBytes` only. */
  sealBytes(plain: Uint8Array, place: string): Buffer;
  /** @throws UnsealError */
  openBytes(sealed: Buffer, place: string): Buffer;
}

/** Makes data keys and opens the wrapped ones. `owner` names the row the key belongs to. */
export interface KeyWrap {
  make(owner: string): { wrapped: Buffer; seal: Seal };
  /** @throws UnsealError when the master key is unknown or the bytes belong to another row. */
  unwrap(wrapped: Buffer, owner: string): Seal;
  /**
   * The same key, wrapped by the newest master key; nothing when it is already.
   * @throws UnsealError as `unwrap` does.
   */
  rewrap(wrapped: Buffer, owner: string): Buffer | undefined;
}

/** Wraps with the newest master key, unwraps with whichever one the bytes name. */
export function createKeyWrap(masterKeys: readonly [MasterKey, ...MasterKey[]]): KeyWrap {
  const [newest] = masterKeys;
  return {
    make(owner) {
      const key = randomBytes(32);
      return { wrapped: wrapKey(newest, key, owner), seal: createSeal(key) };
    },
    unwrap: (wrapped, owner) => createSeal(unwrapKey(masterKeys, wrapped, owner)),
    rewrap: (wrapped, owner) =>
      masterKeyOf(wrapped) === newest.id ? undefined : wrapKey(newest, unwrapKey(masterKeys, wrapped, owner), owner),
  };
}

/** A keyed hash for look-ups and comparisons: equal texts of one purpose give equal bytes, and nothing else is told. */
export function lookupHash(key: Buffer, purpose: string, text: string): Buffer {
  return createHmac('sha256', key).update(`${purpose}\n`).update(text, 'utf8').digest();
}

/** A seal whose key is made of another one (RFC 5869): the same key and purpose give the same seal, and neither tells the other. */
export function deriveSeal(key: Buffer, purpose: string): Seal {
  return createSeal(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `seal\n${purpose}`, 32)));
}

/** A key wrapped by a master key: format, length and id of the master key, sealed key. */
export function wrapKey(masterKey: MasterKey, key: Buffer, owner: string): Buffer {
  const id = Buffer.from(masterKey.id, 'ascii');
  return Buffer.concat([Buffer.from([FORMAT, id.length]), id, sealBytes(masterKey.key, key, `key:${owner}`)]);
}

/** The id of the master key that wrapped a key. SQL reads it at the same place: see `captures/rewrapping.ts`. */
export function masterKeyOf(wrapped: Buffer): string {
  return wrapped.subarray(2, 2 + (wrapped[1] ?? 0)).toString('ascii');
}

/** @throws UnsealError */
export function unwrapKey(masterKeys: readonly MasterKey[], wrapped: Buffer, owner: string): Buffer {
  const id = masterKeyOf(wrapped);
  const masterKey = masterKeys.find((candidate) => candidate.id === id);
  if (wrapped[0] !== FORMAT || !masterKey) throw new UnsealError(`no master key ${JSON.stringify(id)}`);
  return openBytes(masterKey.key, wrapped.subarray(2 + id.length), `key:${owner}`);
}

function createSeal(key: Buffer): Seal {
  return {
    seal: (value, place) => sealBytes(key, Buffer.from(JSON.stringify(value), 'utf8'), place),
    open: (sealed, place) => JSON.parse(openBytes(key, sealed, place).toString('utf8')) as unknown,
    sealBytes: (plain, place) => sealBytes(key, plain, place),
    openBytes: (sealed, place) => openBytes(key, sealed, place),
  };
}

function sealBytes(key: Buffer, plain: Uint8Array, place: string): Buffer {
  const iv = randomBytes(IV_LENGTH);
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_LENGTH }).setAAD(Buffer.from(place, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([FORMAT]), iv, cipher.getAuthTag(), body]);
}

function openBytes(key: Buffer, sealed: Buffer, place: string): Buffer {
  const bodyStart = 1 + IV_LENGTH + TAG_LENGTH;
  if (sealed[0] !== FORMAT || sealed.length < bodyStart) throw new UnsealError('unknown format');
  try {
    const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(1, 1 + IV_LENGTH), { authTagLength: TAG_LENGTH })
      .setAAD(Buffer.from(place, 'utf8'))
      .setAuthTag(sealed.subarray(1 + IV_LENGTH, bodyStart));
    return Buffer.concat([decipher.update(sealed.subarray(bodyStart)), decipher.final()]);
  } catch (cause) {
    throw new UnsealError('another key, another row or changed bytes', { cause });
  }
}
