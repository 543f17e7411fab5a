import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Ajv } from 'ajv';

import { ANSWER_FORMAT, readAnswer } from './answer.ts';
import { EXAMPLES } from './prompt.ts';

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  items?: Schema;
  anyOf?: Schema[];
}

function* schemasIn(schema: Schema): Generator<Schema> {
  yield schema;
  for (const inner of [...Object.values(schema.properties ?? {}), ...(schema.anyOf ?? [])]) yield* schemasIn(inner);
  if (schema.items) yield* schemasIn(schema.items);
}

describe('the schema of an answer', () => {
  const schemas = [...schemasIn(ANSWER_FORMAT.schema as Schema)];

  it('is one that strict modes take: every field required, nothing beside them, few unions, small', () => {
    for (const { properties, required, additionalProperties, type } of schemas) {
      if (type !== 'object') continue;
      assert.deepEqual(required, Object.keys(properties ?? {}));
      assert.equal(additionalProperties, false);
    }
    assert.ok(schemas.filter(({ anyOf }) => anyOf).length <= 16, 'Anthropic takes 16 unions');
    const text = JSON.stringify(ANSWER_FORMAT.schema);
    for (const word of ['default', 'pattern', '$ref', '$schema', 'minimum', 'minLength', 'format'])
      assert.ok(!text.includes(`"${word}"`), word);
    assert.ok(text.length < 5_000);
  });

  it('is a JSON schema that our own examples fit', () => {
    const validate = new Ajv({ strict: true }).compile(ANSWER_FORMAT.schema);
    for (const { answer } of EXAMPLES) assert.ok(validate(answer), JSON.stringify(validate.errors));
  });
});

describe('reading an answer', () => {
  const EMPTY_DEAL = { firstLine: 1, lastLine: 1 };

  it('takes an object with text around it, and absent fields for null', () => {
    const read = readAnswer(`Here:\n\`\`\`json\n${JSON.stringify({ deals: [EMPTY_DEAL] })}\n\`\`\``);
    assert.ok(read.ok);
    assert.deepEqual(read.value.deals[0]?.amount, null);
    assert.deepEqual(read.value.deals[0]?.contacts, []);
    assert.deepEqual(read.value.noDeal, null);
  });

  it('refuses what says nothing: neither a deal, nor why there is none, nor a person', () => {
    const read = readAnswer('{"deals":[],"noDeal":null,"account":null,"contacts":[]}');
    assert.ok(!read.ok);
    assert.match(read.problem, /noDeal/);
    assert.ok(readAnswer('{"deals":[],"noDeal":{"line":1,"quote":"x","reason":"card"}}').ok);
    assert.ok(readAnswer('{"deals":[],"account":{"line":1,"quote":"Atlas"}}').ok);
  });

  it('names the fields that do not fit, and nothing of what was said in them', () => {
    const secret = 'Awa Ndiaye 77 512 40 63';
    const said = [
      { deals: [{ ...EMPTY_DEAL, account: secret }] },
      { deals: secret },
      { deals: [{ ...EMPTY_DEAL, firstLine: secret, contacts: [{ title: { line: 1, quote: secret } }] }] },
      { deals: [], noDeal: { line: 1, quote: secret, reason: secret } },
    ];
    for (const one of said) {
      const read = readAnswer(JSON.stringify(one));
      assert.ok(!read.ok);
      assert.doesNotMatch(read.problem, /Awa|77 512/);
      assert.match(read.problem, /deals|noDeal/);
    }
  });

  it('refuses what is no object', () => {
    for (const content of ['', 'OK', '[]', '{deals: [}', '}{', 'null', '"{}"'.slice(0, 2)])
      assert.equal(readAnswer(content).ok, false, content);
  });

  it('is not led astray by names that objects know', () => {
    const read = readAnswer(
      '{"deals":[],"noDeal":{"line":1,"quote":"x","reason":"other"},"__proto__":{"deals":[1]},"constructor":1}',
    );
    assert.ok(read.ok);
    assert.deepEqual(Object.keys(read.value).sort(), ['account', 'contacts', 'deals', 'noDeal']);
  });
});
