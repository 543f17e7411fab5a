import { createHash } from 'node:crypto';

import type { RequestHandler } from 'express';

import { CodedError } from '../platform/errors.ts';

/** A member of the dictionary (RFC 9651) that the header is: an algorithm, bytes in base64 between colons, perhaps parameters. */
const MEMBER = /^([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):(?:;.*)?$/;
const ALGORITHM = 'sha-256';
const DIGEST_LENGTH = 32;

/**
 * The SHA-256 that a header Content-Digest (RFC 9530) names; undefined when there is none that can be read. Digests of other
 * algorithms may stand beside it.
 */
export function digestIn(header: string): Buffer | undefined {
  const members = header.split(',').map((member) => MEMBER.exec(member.trim()));
  if (members.includes(null)) return undefined;
  // Of a key that stands twice in a dictionary the last one counts.
  const digest = Buffer.from(members.findLast((member) => member?.[1] === ALGORITHM)?.[2] ?? '', 'base64');
  return digest.length === DIGEST_LENGTH ? digest : undefined;
}

/** Refuses a call that does not say what its bytes are, before they are read. */
export const requireDigest: RequestHandler = (request, _response, next) => {
  if (!digestIn(headerOf(request.headers))) {
    throw new CodedError('header-invalid', 'Content-Digest must be sha-256=:<base64>: of the bytes of the body.');
  }
  next();
};

/** Refuses bytes that are not those the caller meant to send. */
export const refuseOtherBytes: RequestHandler = (request, _response, next) => {
  const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array();
  if (!digestIn(headerOf(request.headers))?.equals(createHash('sha256').update(bytes).digest())) {
    throw new CodedError('digest-mismatch');
  }
  next();
};

const headerOf = (headers: Readonly<Record<string, string | string[] | undefined>>) =>
  [headers['content-digest'] ?? ''].flat().join(', ');
