import fc from 'fast-check';

/** What no caller should send in place of a value. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  2 ** 53,
  -(2 ** 63),
  1e308,
  [],
  {},
  [[[]]],
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00\ud800',
  '\ufeff',
  '\u202eabc',
  'NaN',
  'Infinity',
  'null',
  '٣٤',
  '👩‍👩‍👧‍👦'.repeat(50),
  'Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮',
  "' or 1=1; drop table captures; --",
  '../../../../etc/passwd',
  '${7*7}{{7*7}}',
  '<script>alert(1)</script>',
  'x'.repeat(33_000),
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '2026-02-30',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
];
const STRANGE_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  '\u0000',
  'x'.repeat(300),
];

/** One change to a JSON value: which of its places, and what happens there. */
export interface Mutation {
  readonly place: number;
  readonly kind: 'replace' | 'remove' | 'add' | 'nest';
  readonly value: unknown;
  readonly name: string;
}

export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    place: fc.nat({ max: 60 }),
    kind: fc.constantFrom('replace', 'replace', 'remove', 'add', 'nest'),
    value: fc.constantFrom(...STRANGE),
    name: fc.constantFrom(...STRANGE_NAMES),
  }),
  { minLength: 1, maxLength: 2 },
);

/** How deep `nest` puts a value: deeper than any reader of ours, and less than what ends a parser. */
const NESTING = 200;

/** A value with mutations: `place` counts its members in depth, and wraps around. */
export function mutate(value: unknown, changes: readonly Mutation[]): unknown {
  return changes.reduce((current, change) => mutateOnce(current, change), structuredClone(value));
}

function mutateOnce(value: unknown, { place, kind, value: given, name }: Mutation): unknown {
  // Its own copy: a later mutation may change what this one puts in.
  const strange: unknown = structuredClone(given);
  const places = placesIn(value);
  const found = places[place % places.length];
  if (!found) return kind === 'nest' ? nested(value) : strange;
  const { holder, key } = found;
  if (kind === 'remove') Reflect.deleteProperty(holder, key);
  else if (kind === 'add') define(holder, Array.isArray(holder) ? String(holder.length) : name, strange);
  else define(holder, key, kind === 'nest' ? nested(Reflect.get(holder, key)) : strange);
  return value;
}

/** `__proto__` as a member of its own, as JSON has it. */
function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function nested(value: unknown): unknown {
  let deep = value;
  for (let depth = 0; depth < NESTING; depth += 1) deep = depth % 2 ? [deep] : { a: deep };
  return deep;
}

function placesIn(value: unknown): { holder: object; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [{ holder: value, key }, ...placesIn(member)]);
}

export interface Spoiler {
  readonly name: string;
  readonly spoil: (json: string) => Buffer;
}

/** Bytes that are no JSON of ours, made of those that are. */
const SPOILERS: readonly Spoiler[] = [
  { name: 'cut', spoil: (json) => Buffer.from(json.slice(0, json.length / 2)) },
  { name: 'empty', spoil: () => Buffer.alloc(0) },
  { name: 'two', spoil: (json) => Buffer.from(json + json) },
  { name: 'byte order mark', spoil: (json) => Buffer.from(`\ufeff${json}`) },
  { name: 'trailing comma', spoil: (json) => Buffer.from(json.replace(/\}$/, ',}')) },
  { name: 'NaN', spoil: (json) => Buffer.from(json.replace(/:[^,}]*/, ':NaN')) },
  { name: 'twice a member', spoil: (json) => Buffer.from(json.replace('{', '{"id":1,"text":2,"changes":3,')) },
  {
    name: 'invalid UTF-8',
    spoil: (json) => Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from([0xc3, 0x28, 0xff, 0x7d])]),
  },
  { name: 'UTF-16', spoil: (json) => Buffer.from(json, 'utf16le') },
  { name: 'latin-1', spoil: (json) => Buffer.from(`${json}é`, 'latin1') },
  { name: 'a lone surrogate', spoil: (json) => Buffer.from(json.replace(/":"/, '":"\\ud800')) },
  { name: 'NUL', spoil: (json) => Buffer.from(json.replace(/":"/, '":"\\u0000')) },
  { name: 'deep', spoil: () => Buffer.from('['.repeat(20_000)) },
  { name: 'deep and whole', spoil: () => Buffer.from(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`) },
  { name: 'text', spoil: () => Buffer.from('"just text"') },
  { name: 'null', spoil: () => Buffer.from('null') },
];

export const spoilers: fc.Arbitrary<Spoiler> = fc.constantFrom(...SPOILERS);
