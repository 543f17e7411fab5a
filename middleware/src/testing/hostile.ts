import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { z } from 'zod';

import type { Capture } from '../drafts/schema.ts';
import { evidence } from '../extraction/schema.ts';
import { openEmbeddedDatabase } from '../platform/embedded-database.ts';
import { openServerDatabase, type Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import type { TestMiddleware } from './middleware.ts';

const FIXTURES = new URL('../../../test/fixtures/hostile/', import.meta.url);
const stringsOf = (file: string): string[] =>
  z.array(z.string()).parse(JSON.parse(readFileSync(new URL(file, FIXTURES), 'utf8')));

/** Strings that programs stumble over. */
export const naughtyStrings = (): string[] => stringsOf('blns.json');
/** Notes that give orders to whatever reads them. */
export const orders = (): string[] => stringsOf('orders.json');

/** Every quote of a capture stands where it says. */
export function assertQuotesStand(capture: Capture, text: string): void {
  for (const { quote, start, end } of evidenceIn(capture)) assert.equal(text.slice(start, end), quote);
}

function evidenceIn(value: unknown): z.infer<typeof evidence>[] {
  const found = evidence.safeParse(value);
  if (found.success) return [found.data];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(evidenceIn) : [];
}

/** Does something with each item, several at a time. */
export async function several<Item>(items: readonly Item[], work: (item: Item, index: number) => Promise<void>) {
  const left = items.entries();
  const lane = async () => {
    for (const [index, item] of left) await work(item, index);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}

/** How many captures a stopped middleware keeps, and how many of them are not whole. */
export async function capturesKept({ configuration }: TestMiddleware): Promise<{ all: number; broken: number }> {
  const database = await openStopped(configuration);
  const { rows } = await database.query<{ all: number; broken: number }>(
    `select count(*)::int as all,
       count(*) filter (where state <> 'ready' or reading is null or extraction is null)::int as broken from captures`,
  );
  await database.close();
  return rows[0] ?? { all: 0, broken: 0 };
}

async function openStopped({ databaseUrl, dataFolder }: TestMiddleware['configuration']): Promise<Database> {
  const log = createLog('silent');
  return databaseUrl ? openServerDatabase(databaseUrl, log) : openEmbeddedDatabase(dataFolder);
}
