/** The memory of the page while it records, in real time: in Chromium, with the microphone that plays speech. */
import { DESKTOP, skipWithoutBrowser } from '../end-to-end/browser.ts';
import { beginRecording, createMicrophone, untilRecorded, watchParts } from '../end-to-end/dictation.ts';
import { skipWithoutSpeech, speak } from '../end-to-end/spoken.ts';
import { raiseStage, type Seat } from '../end-to-end/stage.ts';
import { tableOf } from './table.ts';

/** After the first parts everything that a recording needs is there; a leak of a minute shows in a minute. */
const [FIRST_SECONDS, LAST_SECONDS] = [15, 90];
/** What is recorded is on the device and with the middleware: the page's own memory has no reason to grow by more. */
const MOST_GROWTH_MEGABYTES = 5;

/** Records and prints what the page holds. Gives what is wrong. */
export async function measurePage(): Promise<string[]> {
  const skip = skipWithoutBrowser || skipWithoutSpeech;
  if (skip) {
    console.log(`SKIPPED the page: ${skip}`);
    return [];
  }
  const microphone = createMicrophone();
  const stage = await raiseStage({}, microphone.file);
  try {
    const seat = await stage.sit('rep', 'fr', DESKTOP);
    const sent = watchParts(seat);
    await microphone.hears(speak('fr'), () => beginRecording(stage, seat));
    await untilRecorded(seat, FIRST_SECONDS);
    const first = await heapMegabytes(seat);
    await untilRecorded(seat, LAST_SECONDS);
    const last = await heapMegabytes(seat);
    const row = [LAST_SECONDS - FIRST_SECONDS, sent.parts.length, first.toFixed(1), last.toFixed(1)].map(String);
    console.log(`\n${tableOf(['page, seconds', 'parts sent', 'heap MB before', 'after'], [row])}`);
    const grown = last - first;
    return grown > MOST_GROWTH_MEGABYTES ? [`the page holds ${grown.toFixed(1)} MB more after ${LAST_SECONDS} s`] : [];
  } finally {
    await stage.strike();
    microphone.remove();
  }
}

/** What JavaScript of the page still needs. */
async function heapMegabytes({ page, context }: Seat): Promise<number> {
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1_048_576;
}
