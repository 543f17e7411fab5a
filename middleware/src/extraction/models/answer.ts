import { z } from 'zod';

import type { Checked } from './models.ts';

/** Why a source has no deal, in a model's words. */
export const NO_DEAL_REASONS = [
  'newsletter',
  'offer-to-us',
  'internal',
  'courtesy',
  'complaint',
  'lost',
  'logistics',
  'application',
  'invoice',
  'card',
  'other',
] as const;
export type NoDealReason = (typeof NO_DEAL_REASONS)[number];

/** Words of the source, as they stand there, and the number of the line that they begin on: a hint, and often wrong. */
const quote = z.object({ line: z.number(), quote: z.string() });
export type Quote = z.infer<typeof quote>;

/** A value of a list that the org gives, and the words that show it. */
const choice = z.object({ line: z.number(), quote: z.string(), choice: z.string() });
export type Choice = z.infer<typeof choice>;

/** Absent and null are the same; the JSON schema asks for null, because strict modes know no absent field. */
const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null);

/** A person without a name becomes no contact, so the name is no union: vendors bound how many of those a schema may have. */
const person = z.object({
  name: quote,
  title: orNull(quote),
  email: orNull(quote),
  phone: orNull(quote),
});
export type PersonAnswer = z.infer<typeof person>;

const dealAnswer = z.object({
  firstLine: z.number(),
  lastLine: z.number(),
  account: orNull(quote),
  subjects: z.array(quote).default([]),
  closeDate: orNull(quote),
  amount: orNull(quote),
  country: orNull(choice),
  leadSource: orNull(choice),
  type: orNull(choice),
  nextStep: orNull(quote),
  contacts: z.array(person).default([]),
});
export type DealAnswer = z.infer<typeof dealAnswer>;

/** What a model answers about one part of a source. It points at words and chooses from lists; it says no value. */
export const answer = z.object({
  deals: z.array(dealAnswer),
  noDeal: orNull(z.object({ line: z.number(), quote: z.string(), reason: z.enum(NO_DEAL_REASONS) })),
  account: orNull(quote),
  contacts: z.array(person).default([]),
});
export type Answer = z.infer<typeof answer>;

/** The same for whoever wants an answer to be of this shape: every field required, nothing beside them. */
export const ANSWER_FORMAT: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> } = {
  name: 'reading',
  schema: strictSchema(),
};

/** Strict modes refuse `default`, and know no dialect. */
function strictSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(answer, {
    override: ({ jsonSchema }) => {
      delete jsonSchema.default;
    },
  });
  delete schema.$schema;
  return { ...schema };
}

/**
 * Reads what a model said. Text around the object, as some add in spite of all, is passed over. A problem names fields and
 * says what to do; it holds nothing of a source.
 */
export function readAnswer(content: string): Checked<Answer> {
  const json = parseObject(content);
  if (json === undefined)
    return { ok: false, problem: 'The answer is not a JSON object. Answer with the object alone.' };
  const found = answer.safeParse(json);
  if (!found.success) return { ok: false, problem: problemOf(found.error) };
  const { deals, noDeal, account, contacts } = found.data;
  if (deals.length === 0 && noDeal === null && account === null && contacts.length === 0)
    return { ok: false, problem: 'The answer is empty. Give the deals, or say in "noDeal" why there is none.' };
  return { ok: true, value: found.data };
}

/** The paths and what is expected there; never what was received. */
function problemOf(error: z.ZodError): string {
  const lines = error.issues.slice(0, 12).map(({ path, code, message }) => {
    const where = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
    return `${where || 'the answer'}: ${code === 'invalid_value' ? 'is none of the values allowed' : message}`;
  });
  return `The answer does not fit the schema:\n${lines.join('\n')}`;
}

function parseObject(content: string): unknown {
  const first = content.indexOf('{');
  const last = content.lastIndexOf('}');
  if (first < 0 || last < first) return undefined;
  try {
    return JSON.parse(content.slice(first, last + 1));
  } catch {
    return undefined;
  }
}
