import fc from 'fast-check';

import type { Document, JsonSchema } from './document.ts';

/** The longest text that is made at random; longer ones are made of one character. */
const SHORT = 40;
const MOMENT_RANGE = {
  min: new Date('1971-01-01T00:00:00Z'),
  max: new Date('2999-12-31T00:00:00Z'),
  noInvalidDate: true,
};

/** Texts that deals, people and amounts are found in, so that drafts come of them. */
export const NOTES = [
  'Banque Atlas veut 20 serveurs, budget 45 M FCFA, décision le 3 mars. Awa Ndiaye (DAF), 77 123 45 67.',
  '1) Clinique du Fleuve : 40 postes, 12 M\n2) Port de Ziguinchor : renouvellement Sophos, fin avril\n',
  'Lamin Touray, IT manager at Trust Bank, wants a firewall by June, about D1.9m.',
  'Rien de neuf cette semaine.',
];

/** Words of the notes, none of which belongs into a log. */
export const SECRETS = ['Banque Atlas', 'Ndiaye', 'Ziguinchor', 'Trust Bank', '77 123 45 67'];

/** What the document cannot say of a member: which values reach the inner parts. */
const KNOWN: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant('text') },
    { weight: 1, arbitrary: fc.constantFrom('photo', 'document', 'email') },
  ),
  takes: fc.constantFrom([{ take: 1, parts: 1 }], [{ take: 1, parts: 1, fileName: 'a.txt' }], [{ take: 2, parts: 1 }]),
  text: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...NOTES) },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.constantFrom(...NOTES), fc.string({ unit: 'binary' })).map(([note, end]) => note + end),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1 }) },
  ),
  timeZone: fc.constantFrom('Africa/Dakar', 'UTC', 'America/St_Johns'),
  capturedAt: fc.date(MOMENT_RANGE).map((date) => date.toISOString()),
};

/** Values that a schema allows, boundaries among them. */
export function valuesOf(document: Document, schema: JsonSchema, name = ''): fc.Arbitrary<unknown> {
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  const described = document.resolve(schema);
  const plain = plainValues(document, described);
  return known ? fc.oneof({ weight: 30, arbitrary: known }, { weight: 1, arbitrary: plain }) : plain;
}

function plainValues(document: Document, schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf ?? typesOf(schema);
  if (choices) return fc.oneof(...choices.map((choice) => valuesOf(document, choice)));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'string':
      return strings(schema);
    case 'array':
      return arrays(document, schema);
    case 'object':
      return objects(document, schema);
    default:
      return fc.json().map((text) => JSON.parse(text) as unknown);
  }
}

/** `type: [string, null]` as a choice. */
function typesOf(schema: JsonSchema): JsonSchema[] | undefined {
  const { type } = schema;
  return Array.isArray(type) ? type.map((one) => ({ ...schema, type: one })) : undefined;
}

function numbers({ type, minimum = -1e9, maximum = 1e9 }: JsonSchema): fc.Arbitrary<number> {
  const [from, to] = [Math.max(minimum, Number.MIN_SAFE_INTEGER), Math.min(maximum, Number.MAX_SAFE_INTEGER)];
  const between =
    type === 'integer' ? fc.integer({ min: from, max: to }) : fc.double({ min: from, max: to, noNaN: true });
  return fc.oneof(between, fc.constantFrom(from, to));
}

function strings({ format, pattern, minLength = 0, maxLength = SHORT }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time') return fc.date(MOMENT_RANGE).map((date) => date.toISOString());
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern), { maxLength: Math.max(minLength, 80) });
  const most = Math.max(minLength, Math.min(maxLength, SHORT));
  return fc.oneof(
    {
      weight: 30,
      arbitrary: fc.string({ unit: 'grapheme', minLength, maxLength: most }).map((text) => text.slice(0, maxLength)),
    },
    { weight: 2, arbitrary: fc.constant('m'.repeat(minLength)) },
    { weight: 1, arbitrary: fc.constant('é'.repeat(maxLength)) },
  );
}

function arrays(document: Document, { items = {}, minItems = 0, maxItems = 4 }: JsonSchema): fc.Arbitrary<unknown[]> {
  const most = Math.max(minItems, Math.min(maxItems, 4));
  return fc.array(valuesOf(document, items), { minLength: minItems, maxLength: most });
}

function objects(document: Document, schema: JsonSchema): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const members = Object.entries(properties).map(([name, member]) => [name, valuesOf(document, member, name)] as const);
  const known = fc.record(Object.fromEntries(members), {
    requiredKeys: Object.keys(properties).filter((name) => required.includes(name) || Object.hasOwn(KNOWN, name)),
  });
  if (typeof additionalProperties !== 'object') return known;
  const others = fc.dictionary(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    valuesOf(document, additionalProperties),
    {
      maxKeys: 3,
    },
  );
  return fc.tuple(others, known).map(([more, own]) => ({ ...more, ...own }));
}
