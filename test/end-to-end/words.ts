/** The words of the pages, from the same label files that the org deploys. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

const FOLDER = path.resolve(import.meta.dirname, '../../force-app/main/default');
const read = (file: string): unknown =>
  new XMLParser({ parseTagValue: false }).parse(readFileSync(path.join(FOLDER, file), 'utf8'));

const english = z
  .object({ CustomLabels: z.object({ labels: z.array(z.object({ fullName: z.string(), value: z.string() })) }) })
  .parse(read('labels/CustomLabels.labels-meta.xml'))
  .CustomLabels.labels.map(({ fullName, value }): [string, string] => [fullName, value]);
const french = z
  .object({ Translations: z.object({ customLabels: z.array(z.object({ name: z.string(), label: z.string() })) }) })
  .parse(read('translations/fr.translation-meta.xml'))
  .Translations.customLabels.map(({ name, label }): [string, string] => [name, label]);

const LABELS = { en: new Map(english), fr: new Map(french) };
export type Language = keyof typeof LABELS;

/** The text of a label in a language, its placeholders filled. */
export function words(language: Language): (name: string, ...values: (string | number)[]) => string {
  return (name, ...values) => {
    const text = LABELS[language].get(name);
    if (text === undefined) throw new Error(`no label ${name}`);
    return values.reduce<string>((filled, value, index) => filled.replaceAll(`{${index}}`, String(value)), text);
  };
}
