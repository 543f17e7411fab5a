import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
});

/** Salesforce writes booleans as text. */
export const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

/** A number written as text; undefined stays undefined. */
export const number = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .transform(Number);

/** An element that may stand any number of times: the parser gives one alone without a list. */
export function many<Item extends z.ZodType>(item: Item) {
  return z.preprocess((found) => (found === undefined ? [] : Array.isArray(found) ? found : [found]), z.array(item));
}

/** One metadata file as the given shape. Fails with the file's name: a broken file must not become a silent gap. */
export function readMetadata<Shape extends z.ZodType>(file: string, root: string, shape: Shape): z.output<Shape> {
  const document: unknown = parser.parse(readFileSync(file, 'utf8'));
  const parsed = z.object({ [root]: shape }).safeParse(document);
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data[root] as z.output<Shape>;
}

/** The files of a metadata folder that end so, as [path, name without the ending], sorted; none when the folder is missing. */
export function metadataFiles(folder: string, ending: string): readonly (readonly [path: string, name: string])[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => [join(folder, name), name.slice(0, -ending.length)]);
}
