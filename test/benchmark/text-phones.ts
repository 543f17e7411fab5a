import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { sourceOf } from '../../middleware/src/extraction/source.ts';
import { phonesIn } from '../../middleware/src/extraction/values/phones.ts';
import type { TextCase, TextReport } from './text-report.ts';
import { reportOf } from './text-report.ts';

const OURS = join(import.meta.dirname, '../fixtures/text/phones.json');
const ourFile = z.object({
  cases: z.array(z.tuple([z.string(), z.string().length(2).nullable(), z.string().nullable()])),
});
const exampleFile = z.object({
  cases: z.array(
    z.object({
      region: z.string(),
      e164: z.string(),
      international: z.string(),
      national: z.string(),
      rfc3966: z.string(),
    }),
  ),
});

/** How many phone numbers are read right: our own, and the examples of libphonenumber when the folder `eval/text` is given. */
export function evaluatePhones(dataFolder?: string): TextReport[] {
  const ours = ourFile.parse(JSON.parse(readFileSync(OURS, 'utf8'))).cases;
  const own = reportOf(
    'phones',
    ours.map(([input, region, expected]) => ({ input, expected, got: read(input, region) })),
  );
  const path = dataFolder === undefined ? undefined : join(dataFolder, 'phones', 'libphonenumber_examples.json');
  if (path === undefined || !existsSync(path)) return [own];
  const examples = exampleFile.parse(JSON.parse(readFileSync(path, 'utf8'))).cases;
  const asked = examples.flatMap(({ region, e164, international, national, rfc3966 }): TextCase[] => [
    { input: international, expected: e164, got: read(international, null) },
    { input: `${national} (${region})`, expected: e164, got: read(national, region) },
    { input: rfc3966, expected: e164, got: read(rfc3966, null) },
  ]);
  return [own, reportOf('libphonenumber', asked)];
}

/** The number in a sentence, as a note would have it; in English words too. */
function read(text: string, region: string | null): string | null {
  const countries = region === null ? [] : [region];
  const found = (['fr', 'en'] as const).map((language) =>
    phonesIn(sourceOf(`Tel. ${text}, Dakar`, language), countries),
  );
  return (
    found
      .find((numbers) => numbers.length > 0)
      ?.map(({ e164 }) => e164)
      .join(', ') ?? null
  );
}
