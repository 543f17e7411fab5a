import { createCipheriv, createHash } from 'node:crypto';

/** The standard security handler of ISO 32000: revision 3 with RC4, revision 4 with AES, keys of 128 bits. */
export interface Encryption {
  readonly cipher: 'rc4' | 'aes';
  /** What a reader must know; empty for files that only forbid things, which everyone may read. */
  readonly userPassword: string;
}

export type Seal = (bytes: Uint8Array, objectNumber: number) => Uint8Array;

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const OWNER_PASSWORD = 'owner';
const PERMISSIONS = -44;
const FILE_ID = Buffer.from('create-from-notes');

/** How the streams of a PDF are sealed, and what its trailer says about it. Strings of the made PDFs are none to read. */
export function encryptionOf(encryption: Encryption | undefined): { seal: Seal; dictionary: string; id: string } {
  if (!encryption) return { seal: (bytes) => bytes, dictionary: '', id: '' };
  const owner = ownerEntry(encryption.userPassword);
  const key = fileKey(encryption.userPassword, owner);
  const user = Buffer.concat([repeated(key, md5(PADDING, FILE_ID)), Buffer.alloc(16)]);
  const aes = encryption.cipher === 'aes';
  const filters = '/CF << /StdCF << /CFM /AESV2 /AuthEvent /DocOpen /Length 16 >> >> /StmF /StdCF /StrF /StdCF';
  const version = aes ? `/V 4 /R 4 ${filters}` : '/V 2 /R 3';
  return {
    seal: (bytes, objectNumber) => sealed(bytes, objectNumber, key, aes),
    dictionary:
      `/Encrypt << /Filter /Standard ${version} /Length 128 /P ${PERMISSIONS} ` +
      `/O <${owner.toString('hex')}> /U <${user.toString('hex')}> >>`,
    id: `/ID [<${FILE_ID.toString('hex')}> <${FILE_ID.toString('hex')}>]`,
  };
}

function md5(...parts: readonly Uint8Array[]): Buffer {
  return parts.reduce((hash, part) => hash.update(part), createHash('md5')).digest();
}

function padded(password: string): Buffer {
  return Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, 32);
}

function hashedOften(hash: Buffer): Buffer {
  let result = hash;
  for (let round = 0; round < 50; round += 1) result = md5(result);
  return result;
}

function ownerEntry(userPassword: string): Buffer {
  return repeated(hashedOften(md5(padded(OWNER_PASSWORD))), padded(userPassword));
}

function fileKey(userPassword: string, owner: Buffer): Buffer {
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(PERMISSIONS);
  return hashedOften(md5(padded(userPassword), owner, permissions, FILE_ID));
}

/** RC4 twenty times, each with the key changed by the number of the round. */
function repeated(key: Buffer, bytes: Buffer): Buffer {
  let result = bytes;
  for (let round = 0; round < 20; round += 1) result = rc4(key.map((byte) => byte ^ round) as Buffer, result);
  return result;
}

function sealed(bytes: Uint8Array, objectNumber: number, fileKeyBytes: Buffer, aes: boolean): Uint8Array {
  const number = Buffer.from([objectNumber & 255, (objectNumber >> 8) & 255, (objectNumber >> 16) & 255, 0, 0]);
  const key = md5(fileKeyBytes, number, ...(aes ? [Buffer.from('sAlT')] : []));
  if (!aes) return rc4(key, Buffer.from(bytes));
  const start = md5(number);
  const cipher = createCipheriv('aes-128-cbc', key, start);
  return Buffer.concat([start, cipher.update(bytes), cipher.final()]);
}

/** The library that Node ships no longer offers this cipher, and old PDFs still need it. */
function rc4(key: Uint8Array, bytes: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number): number => state[index & 255] ?? 0;
  const swap = (first: number, second: number): void => {
    const kept = at(first);
    state[first & 255] = at(second);
    state[second & 255] = kept;
  };
  for (let index = 0, other = 0; index < 256; index += 1) {
    other = (other + at(index) + (key[index % key.length] ?? 0)) & 255;
    swap(index, other);
  }
  let other = 0;
  return Buffer.from(bytes).map((byte, index) => {
    other = (other + at(index + 1)) & 255;
    swap(index + 1, other);
    return byte ^ at(at(index + 1) + at(other));
  }) as Buffer;
}
