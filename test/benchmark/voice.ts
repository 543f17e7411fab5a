/** Recordings: how long from Stop to the draft, whatever the length, with a recogniser that takes two seconds for each slice. */
import { testDatabases, type TestDatabase } from '../../middleware/src/testing/databases.ts';
import { makeOrg } from '../../middleware/src/testing/tokens.ts';
import type { OnDatabases } from './http.ts';
import { watchMemory } from './memory.ts';
import { recordingOf } from './recording.ts';
import { startServer } from './servers.ts';
import { tableOf } from './table.ts';
import { measurePage } from './voice-page.ts';
import { startSlowRecogniser, type SlowRecogniser } from './voice-recogniser.ts';
import { sendRecording, type Sent } from './voice-sending.ts';
import { cutFiles } from './voice-slices.ts';

interface Settings {
  /** Lengths of recordings. */
  minutes: readonly number[];
  /** A folder of recordings, which are cut. */
  data: string | undefined;
}

/** What the recogniser takes for a slice. */
const SLICE_MILLISECONDS = 2_000;
/** What the longest recording may take more than the shortest, from Stop to the draft. */
const MOST_GROWTH_SECONDS = 2;
/** What may be left of a recording at Stop: a slice that could not be cut yet, and its rest. */
export const MOST_SLICES_AFTER_STOP = 2;

interface Row extends Sent {
  readonly database: string;
  readonly recordedSeconds: number;
  readonly bytes: number;
  readonly peakMegabytes: number;
}

/** Measures Stop to draft, memory, and the cutting of files. Gives the exit code. */
export async function benchmarkVoice({ databases, minutes, data }: Settings & OnDatabases): Promise<number> {
  const failures: string[] = [];
  const rows: Row[] = [];
  const recogniser = await startSlowRecogniser(SLICE_MILLISECONDS);
  try {
    for (const database of await testDatabases()) {
      if (databases && !databases.includes(database.name)) console.log(`SKIPPED ${database.name}: not asked for`);
      else if (database.skip) console.log(`SKIPPED ${database.name} database: ${database.skip}`);
      else rows.push(...(await measureOn(database, recogniser, minutes)));
      await database.drop();
    }
  } finally {
    await recogniser.close();
  }
  console.log(
    `\nOne slice takes the recogniser ${SLICE_MILLISECONDS / 1000} s; parts follow as soon as those before are heard\n`,
  );
  console.log(tableOf(HEADS, rows.map(textsOf)));
  failures.push(...missedAims(rows), ...(await measurePage()));
  if (data === undefined) console.log('SKIPPED: no recordings to cut. Give their folder as --data DIR.');
  else failures.push(...(await cutFiles(data)));
  for (const failure of failures) console.log(`FAILED ${failure}`);
  return failures.length > 0 ? 1 : 0;
}

async function measureOn(
  database: TestDatabase,
  recogniser: SlowRecogniser,
  minutes: readonly number[],
): Promise<Row[]> {
  const org = makeOrg('00D000000000005AAA');
  const server = await startServer('ours', database, org, { env: recogniser.env });
  const rows: Row[] = [];
  try {
    // The first recording of a process meets code that is not compiled and readers that are not started.
    await sendRecording({ url: server.url, org }, recordingOf(WARM_UP_MINUTES), recogniser);
    for (const length of minutes) {
      const recording = recordingOf(length);
      const memory = watchMemory(server.pid);
      const sent = await sendRecording({ url: server.url, org }, recording, recogniser).finally(() => memory.stop());
      const { seconds: recordedSeconds, bytes } = recording;
      rows.push({
        ...sent,
        database: database.name,
        recordedSeconds,
        bytes: bytes.length,
        peakMegabytes: memory.peak(),
      });
    }
    for (const error of server.errors) console.log(`ERROR ${error}`);
  } finally {
    await server.stop();
  }
  return rows;
}

const WARM_UP_MINUTES = 0.5;

const HEADS = [
  'database',
  'minutes',
  'parts',
  'kB a minute',
  'slices',
  'after Stop',
  'Stop to draft, s',
  'after last slice, s',
  'peak MB',
];

const textsOf = ({ recordedSeconds, bytes, asked, ...row }: Row): string[] => [
  row.database,
  (recordedSeconds / 60).toFixed(1),
  String(row.parts),
  ((bytes / recordedSeconds) * 0.06).toFixed(0),
  String(asked.before + asked.after),
  String(asked.after),
  row.seconds.toFixed(2),
  row.secondsAfterLastSlice.toFixed(2),
  row.peakMegabytes.toFixed(0),
];

/** Only what grows with the length fails: how fast a machine is says nothing of the program. */
export function missedAims(rows: readonly Omit<Row, 'parts' | 'bytes' | 'peakMegabytes'>[]): string[] {
  if (rows.length === 0) return ['no database to record on'];
  return Object.entries(Object.groupBy(rows, ({ database }) => database)).flatMap(([database, all = []]) => {
    const sorted = all.toSorted((a, b) => a.recordedSeconds - b.recordedSeconds);
    const growth = (sorted.at(-1)?.seconds ?? 0) - (sorted[0]?.seconds ?? 0);
    const grown = `${database}: the longest recording takes ${growth.toFixed(2)} s more than the shortest from Stop to the draft`;
    const late = all
      .filter(({ asked }) => asked.after > MOST_SLICES_AFTER_STOP)
      .map(
        ({ asked, recordedSeconds }) => `${database}: ${asked.after} slices of ${recordedSeconds} s were left at Stop`,
      );
    return [...(growth > MOST_GROWTH_SECONDS ? [grown] : []), ...late];
  });
}
