import { isOfTheRequest, type Refusal } from '../../platform/refusals.ts';

/** How a model is asked: in which form it gets the schema, and without which options. */
export interface Manners<Form extends string> {
  readonly form: Form;
  readonly without: ReadonlySet<string>;
}

/** What is known of a model, and grows with what its vendor refuses. It is kept as long as the process lives. */
export interface Learned<Form extends string> {
  now(): Manners<Form>;
  /** Whether asking again is worth it: something was learned from the refusal of a call, or has been since it began. */
  learn(sent: Manners<Form>, refusal: Refusal): boolean;
}

/** The words by which vendors name the form of an answer when they refuse it. */
const FORM = /schema|response_format|response format|json_object|output_config|grammar|structured|tool_choice|tools\b/i;

/**
 * @param forms how the schema can be given, the strictest first, each for models that refuse the one before.
 * @param options what is sent where it is accepted.
 */
export function createManners<Form extends string>(
  forms: readonly [Form, ...Form[]],
  options: readonly string[],
): Learned<Form> {
  let manners: Manners<Form> = { form: forms[0], without: new Set() };
  return {
    now: () => manners,
    learn(sent, refusal) {
      if (!isOfTheRequest(refusal.status)) return false;
      if (sent !== manners) return true;
      const next = afterRefusal(manners, refusal, forms, options);
      if (next) manners = next;
      return next !== undefined;
    },
  };
}

function afterRefusal<Form extends string>(
  { form, without }: Manners<Form>,
  { parameter, text }: Refusal,
  forms: readonly Form[],
  options: readonly string[],
): Manners<Form> | undefined {
  const named = `${parameter} ${text}`;
  // The form first: "schema ... `temperature`" would be a property of the schema.
  const option = options.find((name) => !without.has(name) && new RegExp(`\\b${name}\\b`, 'i').test(parameter ?? text));
  if (option && !FORM.test(parameter ?? '')) return { form, without: new Set([...without, option]) };
  const next = forms[forms.indexOf(form) + 1];
  return next !== undefined && FORM.test(named) ? { form: next, without } : undefined;
}
