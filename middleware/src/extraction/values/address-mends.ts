import type { Mend } from '../schema.ts';

const PARTS = /[\p{L}\p{N}|!]+/gu;

/** What was read otherwise than the address is: the parts that differ, or the whole where its signs do. */
export function mendsOfAddress(read: string, address: string): Mend[] {
  if (read.toLowerCase() === address) return [];
  const [signs, meantSigns] = [read, address].map((text) => text.replace(PARTS, ''));
  const [parts, meantParts] = [read, address].map((text) => text.match(PARTS) ?? []);
  if (signs !== meantSigns || !parts || !meantParts || parts.length !== meantParts.length)
    return [{ read, meant: address }];
  return parts.flatMap((part, index) => {
    const meant = meantParts[index] ?? '';
    return part.toLowerCase() === meant ? [] : [{ read: part, meant }];
  });
}
