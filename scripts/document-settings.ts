/** Writes the table of settings into the README, between its marks: `npm run document`. A test fails while it is out of date. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { documentSettings } from './settings-table.ts';

const README = path.resolve(import.meta.dirname, '../README.md');
writeFileSync(README, await documentSettings(readFileSync(README, 'utf8')));
