/**
 * A middleware whose extraction does what a file says, for tests that make notes fail and get well again: `fail` throws, `stick`
 * never ends, anything else, or no file, is the product's own extraction. Takes the place of `main.ts`; the file is named by
 * EXTRACTION_MOOD.
 */
import { existsSync, readFileSync } from 'node:fs';

import { startApp } from '../app.ts';
import { extract } from '../extraction/extract.ts';
import { readConfiguration } from '../platform/configuration.ts';
import { createLog } from '../platform/log.ts';

const mood = (): string => {
  const file = process.env['EXTRACTION_MOOD'] ?? '';
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
};

const configuration = readConfiguration(process.env);
const app = await startApp({
  configuration,
  log: createLog(configuration.logLevel),
  extract: (request) => {
    if (mood() === 'fail') return Promise.reject(new Error('told to fail'));
    if (mood() === 'stick') return new Promise(() => undefined);
    return Promise.resolve(extract(request));
  },
});
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
