import fc from 'fast-check';

import { NOTES } from './values.ts';

/** What a call says of the bytes that it brings, in its header Content-Digest. */
export type Digest = 'right' | 'none' | { readonly raw: string };

const DIGESTS = [
  '',
  'sha-256',
  'sha-256=::',
  'sha-256=:YWJj:',
  'sha-512=:YWJj:',
  'md5=:1B2M2Y8AsgTpgAmY7PhCfg==:',
  `sha-256=:${'A'.repeat(43)}=:`,
  'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:, x',
  ',,,',
  '\u00e9',
  `sha-256=:${'A'.repeat(4000)}:`,
];

export const digests: fc.Arbitrary<Digest> = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Digest>('right') },
  { weight: 1, arbitrary: fc.constant<Digest>('none') },
  { weight: 2, arbitrary: fc.constantFrom(...DIGESTS).map((raw) => ({ raw })) },
);

/** First bytes of files, whole ones of which none is: readers must say so. */
const BEGINNINGS: readonly Buffer[] = [
  '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer <</Root 1 0 R>>',
  'From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n',
  '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
  '<html><body><p>',
  'GIF89a',
  'PK\u0003\u0004',
  '\u0000'.repeat(300),
]
  .map((text) => Buffer.from(text))
  .concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]),
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]),
    Buffer.from('RIFF\u0010\u0000\u0000\u0000WEBPVP8 '),
  ]);

/** The bytes of a part of at most `most`, and now and then of one more. */
export function bytesUpTo(most: number): fc.Arbitrary<Buffer> {
  const random = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...NOTES).map((note) => Buffer.from(note)) },
    { weight: 3, arbitrary: random },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.constantFrom(...BEGINNINGS), random).map((pieces) => Buffer.concat(pieces)),
    },
    { weight: 1, arbitrary: fc.constantFrom(0, most, most + 1).map((length) => Buffer.alloc(length, 'm')) },
  );
}
