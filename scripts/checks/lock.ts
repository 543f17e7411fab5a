import { readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

const lockedPackage = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  hasInstallScript: z.boolean().default(false),
  dev: z.boolean().default(false),
  devOptional: z.boolean().default(false),
  optional: z.boolean().default(false),
  inBundle: z.boolean().default(false),
  link: z.boolean().default(false),
});
const lock = z.object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), lockedPackage) });

/** A package as package-lock.json has it. `place` is its folder, relative to the project: `node_modules/pg`. */
export type LockedPackage = z.infer<typeof lockedPackage> & { place: string };

/** Every package of the lock but the project itself. */
export function readLock(folder: string): LockedPackage[] {
  const { packages } = lock.parse(JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')));
  return Object.entries(packages).flatMap(([place, locked]) => (place === '' ? [] : [{ ...locked, place }]));
}

/** What `npm ci --omit=dev` installs. */
export const isProduction = ({ dev, devOptional }: LockedPackage): boolean => !dev && !devOptional;
