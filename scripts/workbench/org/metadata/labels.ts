import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import type { Bilingual, Language } from '../schema/description.ts';
import { many, readMetadata } from './xml.ts';

const labelsFile = z.object({ labels: many(z.object({ fullName: z.string(), value: z.string() })) });
const translationsFile = z.object({
  customLabels: many(z.object({ name: z.string(), label: z.string() })),
});

/** Custom labels as Apex sees them: `text('Server_X', language, ...)` with `{0}` filled in. */
export interface Labels {
  text(name: string, language: Language, ...parameters: readonly string[]): string;
}

/** Reads the custom labels and their French translations. An unknown label is an Error, as it would not compile in Apex. */
export function readLabels(root: string): Labels {
  const base = join(root, 'labels', 'CustomLabels.labels-meta.xml');
  const french = join(root, 'translations', 'fr.translation-meta.xml');
  const translations = new Map(
    existsSync(french)
      ? readMetadata(french, 'Translations', translationsFile).customLabels.map((each) => [each.name, each.label])
      : [],
  );
  const labels = new Map<string, Bilingual>(
    existsSync(base)
      ? readMetadata(base, 'CustomLabels', labelsFile).labels.map((each) => [
          each.fullName,
          { en: each.value, fr: translations.get(each.fullName) ?? each.value },
        ])
      : [],
  );
  return {
    text(name, language, ...parameters) {
      const label = labels.get(name);
      if (!label) throw new Error(`There is no custom label ${name}`);
      return label[language].replace(/\{(\d)\}/g, (whole, at: string) => parameters[Number(at)] ?? whole);
    },
  };
}
