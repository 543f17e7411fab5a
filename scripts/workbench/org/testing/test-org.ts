import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openOrganisation } from '../organisation.ts';
import type { Org } from '../organisation.ts';

export const FORCE_APP = join(import.meta.dirname, '../../../../force-app/main/default');

/** The day on which tests of the org take place. */
export const TODAY = new Date('2026-03-02T09:00:00Z');

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'org-'));
}

/** The demo org on the project's own metadata, in a folder of its own; `remove` ends it. */
export function openTestOrg(): Org & { remove(): void } {
  const folder = temporaryFolder();
  const org = openOrganisation(folder, FORCE_APP, () => TODAY);
  return {
    ...org,
    remove: () => {
      org.store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
