import { capture as captureShape } from '../../middleware/src/drafts/schema.ts';
import { sendFiles } from '../../middleware/src/testing/captures.ts';
import { testDatabases, type TestDatabase } from '../../middleware/src/testing/databases.ts';
import { callAt, ORG } from '../../middleware/src/testing/middleware.ts';
import { distort } from '../../middleware/src/testing/rendered/distortions.ts';
import { DOCUMENT_NAMES, renderDocument } from '../../middleware/src/testing/rendered/documents.ts';
import type { OnDatabases } from './http.ts';
import { watchMemory } from './memory.ts';
import { startServer, type Server } from './servers.ts';
import { tableOf } from './table.ts';

interface Settings {
  /** How many pages are read in all. */
  pages: number;
}

const CAPTURES_AT_ONCE = 4;
const PAGES_OF_CAPTURE = 10;
/** What the middleware and all its reading processes may hold together at any time. */
const MOST_MEGABYTES = 1_500;
/** Each is another photo; they are sent again when there are more pages to read. */
const DIFFERENT_PHOTOS = 36;

/** Reads rendered photos through a running middleware and watches the memory of all its processes. Gives the exit code. */
export async function benchmarkPages({ databases, pages }: Settings & OnDatabases): Promise<number> {
  const photos = await renderPhotos();
  const rows: string[][] = [];
  const failures: string[] = [];
  for (const database of await testDatabases()) {
    const isWanted = databases ? databases.includes(database.name) : database.name === 'embedded';
    if (isWanted && database.skip) console.log(`SKIPPED ${database.name} database: ${database.skip}`);
    if (isWanted && !database.skip) rows.push(await readOn(database, photos, pages, failures));
    await database.drop();
  }
  if (rows.length === 0) failures.push('no database to read on');
  console.log(
    tableOf(['database', 'pages', 'seconds', 'pages/s', 'peak MB', 'server MB', 'reader MB', 'processes'], rows),
  );
  for (const failure of failures) console.log(`FAILED ${failure}`);
  return failures.length > 0 ? 1 : 0;
}

/** Documents as phones see them: more or less aslant, in shadow, and with grain, no two alike. */
async function renderPhotos(): Promise<Buffer[]> {
  const photos: Buffer[] = [];
  for (let number = 0; number < DIFFERENT_PHOTOS; number += 1) {
    const name = DOCUMENT_NAMES[number % DOCUMENT_NAMES.length] ?? 'letter';
    const tilt = { tilt: (number % 7) - 3 };
    const light = { shadow: (number % 5) / 10 };
    const grain = { noise: 2 + (number % 4), seed: number };
    photos.push((await distort(renderDocument(name), tilt, light, grain)).jpeg);
  }
  return photos;
}

async function readOn(
  database: TestDatabase,
  photos: readonly Buffer[],
  pages: number,
  failures: string[],
): Promise<string[]> {
  const server = await startServer('ours', database, ORG);
  const memory = watchMemory(server.pid);
  const begin = performance.now();
  let sent = 0;
  let read = 0;
  const client = async () => {
    while (sent < pages) {
      const size = Math.min(PAGES_OF_CAPTURE, pages - sent);
      const files = Array.from({ length: size }, (_, index) => ({ bytes: photoAt(photos, sent + index) }));
      sent += size;
      const count = await readCapture(server, files, failures);
      read += count;
    }
  };
  try {
    await Promise.all(Array.from({ length: CAPTURES_AT_ONCE }, client));
  } finally {
    await memory.stop();
  }
  const seconds = (performance.now() - begin) / 1000;
  const { peak, peakOfServer, peakOfReader, processes } = memory;
  if (read !== pages) failures.push(`${database.name}: ${read} of ${pages} pages were read`);
  if (peak() > MOST_MEGABYTES)
    failures.push(`${database.name}: ${peak().toFixed(0)} MB at most, ${MOST_MEGABYTES} may be`);
  for (const error of server.errors) failures.push(`${database.name}: ${error}`);
  await server.stop();
  const held = [peak(), peakOfServer(), peakOfReader()].map((megabytes) => megabytes.toFixed(0));
  return [database.name, String(pages), seconds.toFixed(0), (pages / seconds).toFixed(2), ...held, String(processes())];
}

const photoAt = (photos: readonly Buffer[], number: number) => photos[number % photos.length] ?? Buffer.alloc(0);

/** Gives how many pages of the capture were read. */
async function readCapture(server: Server, files: { bytes: Buffer }[], failures: string[]): Promise<number> {
  const { id, answer } = await sendFiles(server.url, files, { kind: 'photo' });
  if (answer.status >= 300) failures.push(`complete: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
  while (answer.status < 300) {
    const { body } = await callAt(server.url, 'GET', `/v1/captures/${id}`, { headers: { prefer: 'wait=20' } });
    const { state, reason, pages } = captureShape.parse(body);
    if (state === 'ready') return pages?.read ?? 0;
    if (state !== 'failed') continue;
    failures.push(`a capture failed: ${reason}`);
    break;
  }
  return 0;
}
