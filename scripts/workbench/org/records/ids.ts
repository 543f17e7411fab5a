const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
/** Two characters that mark the instance, one that Salesforce keeps at zero. */
const INSTANCE = 'WB0';

/**
 * An 18-character record id of the form Salesforce gives: key prefix, instance, serial number in base 62 (9 characters), and
 * the 3 characters that make the 15 before them safe where case is lost.
 */
export function recordId(keyPrefix: string, serial: number): string {
  let rest = serial;
  let digits = '';
  while (rest > 0) {
    digits = ALPHABET.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return withChecksum(keyPrefix + INSTANCE + digits.padStart(9, '0'));
}

/** The id in its 18-character form; null when the text is not a Salesforce id (wrong length, characters or checksum). */
export function longId(id: string): string | null {
  if (!/^[0-9A-Za-z]{15}([0-9A-Z]{3})?$/.test(id)) return null;
  const long = withChecksum(id.slice(0, 15));
  return id.length === 15 || id === long ? long : null;
}

/** Each of the three characters tells which of five are capitals (bit 0 is the first). */
function withChecksum(id15: string): string {
  let suffix = '';
  for (let start = 0; start < 15; start += 5) {
    let bits = 0;
    for (let at = 0; at < 5; at++) if (/[A-Z]/.test(id15.charAt(start + at))) bits |= 1 << at;
    suffix += CHECKSUM.charAt(bits);
  }
  return id15 + suffix;
}
