import type { CaptureParts } from '../captures/parts.ts';
import type { CaptureView } from '../captures/routes.ts';
import { hasFiles } from '../captures/schema.ts';
import { progressOf } from '../captures/state.ts';
import type { CaptureRecord, CaptureStore } from '../captures/store.ts';
import { extraction } from '../extraction/schema.ts';
import { reading, readingView } from '../readings/schema.ts';
import type { SoundSlices } from '../readings/speech/slices.ts';
import { endOf } from '../readings/speech/transcript.ts';
import { viewOf } from '../readings/view.ts';
import type { DraftView } from './draft-view.ts';
import { capture, type Capture } from './schema.ts';
import type { DraftStore } from './store.ts';

interface Rooms {
  readonly captures: CaptureStore;
  readonly parts: CaptureParts;
  readonly drafts: DraftStore;
  readonly draftView: DraftView;
  readonly slices: Pick<SoundSlices, 'lastHeard'>;
}

/** A capture with its drafts. Expired drafts are left out: their deal is no longer in the text. */
export function createCaptureView({ captures, parts, drafts, draftView, slices }: Rooms): CaptureView {
  return {
    capture,
    reading: readingView,
    showReading(stored) {
      const read = reading.safeParse(stored);
      return read.success ? viewOf(read.data) : undefined;
    },
    findPage(stored, number) {
      const page = reading.safeParse(stored).data?.pages.find((one) => one.number === number);
      if (page?.kind !== 'picture' || page.take === null) return undefined;
      return { take: page.take, inside: page.inside, pageOfFile: page.pageOfFile };
    },
    async show(record): Promise<Capture> {
      const { orgId, captureId: id, kind, state, reason, language, capturedAt } = record;
      const all = await drafts.ofCapture(orgId, id);
      const found = state === 'ready' ? await foundIn(captures, record) : undefined;
      const beside = found?.deals.length === 0 ? found : undefined;
      return {
        id,
        kind,
        state,
        reason,
        progress: progressOf(state),
        language,
        capturedAt: capturedAt.toISOString(),
        ...(await filesOf(parts, record)),
        ...(await soundOf({ captures, slices }, record)),
        drafts: await draftView.show(
          orgId,
          all.filter((draft) => draft.state !== 'expired'),
        ),
        account: beside?.account ?? null,
        contacts: beside?.contacts ?? [],
        extractor: found?.extractor ?? null,
      };
    },
  };
}

/** As much as a person sees of what was understood up to now, in characters: a few slices hold it. */
const LAST_HEARD = 500;
const LAST_SLICES = 8;

async function soundOf(
  { captures, slices }: Pick<Rooms, 'captures' | 'slices'>,
  record: CaptureRecord,
): Promise<Pick<Capture, 'heard' | 'consent'>> {
  if (record.kind !== 'audio') return { heard: null, consent: null };
  const consent = (await captures.content(record, 'source'))?.consent ?? null;
  if (!IS_HEARD.has(record.state)) return { heard: null, consent };
  const { slices: last, takes } = await slices.lastHeard(record, LAST_SLICES);
  if (takes.length === 0) return { heard: null, consent };
  const text = endOf(
    takes.map(({ take }) => ({ take, slices: last.filter((one) => one.take === take) })),
    LAST_HEARD,
  );
  return { heard: { text, seconds: takes.reduce((sum, { seconds }) => sum + seconds, 0) }, consent };
}

/** The states in which a recording is listened to, or waits for it. */
const IS_HEARD: ReadonlySet<CaptureRecord['state']> = new Set(['receiving', 'waiting', 'queued', 'reading']);

async function filesOf(
  parts: CaptureParts,
  record: CaptureRecord,
): Promise<Pick<Capture, 'received' | 'takes' | 'pages'>> {
  const none = { received: [], takes: [], pages: null };
  if (!hasFiles(record.kind)) return none;
  if (record.state === 'receiving') return { ...none, received: await parts.received(record) };
  return { ...none, takes: await parts.takes(record), pages: await parts.pages(record) };
}

/** The account and contacts of a source that holds no deal. */
export async function foundBesideDeals(captures: CaptureStore, record: CaptureRecord) {
  const found = await foundIn(captures, record);
  return found?.deals.length === 0 ? found : undefined;
}

async function foundIn(captures: CaptureStore, record: CaptureRecord) {
  return extraction.safeParse(await captures.content(record, 'extraction')).data;
}
