import { z } from 'zod';

/** A whole number within limits. */
export const whole = (from: number, to: number, error = `a whole number from ${from} to ${to}`) =>
  z.coerce.number(error).int(error).min(from, error).max(to, error);

/** What `a, b,c` lists. */
export const partsOf = (text: string): string[] => text.split(',').map((part) => part.trim());

/** Names of those that there are, each at most once, in an order that matters. */
export function namesAmong<Name extends string>(known: readonly Name[]) {
  const isKnown = (name: string): name is Name => known.some((one) => one === name);
  return z
    .string()
    .transform(partsOf)
    .refine((given) => given.every(isKnown) && new Set(given).size === given.length, {
      error: `names among ${known.join(', ')}, separated by commas, each once`,
    })
    .transform((given) => given.filter(isKnown));
}

/** A key of a vendor. */
export const secret = () =>
  z.string().regex(/^(?!["'])[!-~]+$/, { error: 'the key alone: no spaces, no quotes around it' });

/** The name of a model of a vendor. */
export const modelName = () => z.string().trim().min(1, 'the name of a model');

/** Where a server is reached. */
export const webAddress = () => z.url({ protocol: /^https?$/, error: 'an http:// or https:// address' });

/** Where a file is. */
export const fileName = () => z.string().trim().min(1, 'the path of a file');

/** A private key in PEM. Where a line end cannot be written, `\n` stands for it. */
export const pemKey = () =>
  z
    .string()
    .transform((text) => text.replaceAll(String.raw`\n`, '\n'))
    .refine((text) => /-----BEGIN (?:RSA )?PRIVATE KEY-----/.test(text), { error: 'a private key in PEM' });
