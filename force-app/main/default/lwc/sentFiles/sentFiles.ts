/* eslint-disable no-await-in-loop -- One part at a time: each is a call of its own, and a page has few of them at once. */
import { getPart } from 'c/captureApi';
import type { Take } from 'c/captureTypes';
import { bytesFrom } from 'c/mediaShelf';

/**
 * @param type what the browser is to take the file for
 * @param tell how many of its parts are there
 * @returns a file as it was handed over
 */
export async function readSentFile(
  captureId: string,
  { take, parts }: Pick<Take, 'take' | 'parts'>,
  type: string,
  tell: (parts: number) => void,
): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let part = 1; part <= parts; part += 1) {
    pieces.push(bytesFrom(await getPart(captureId, take, part)));
    tell(part);
  }
  return new Blob(pieces, { type });
}
