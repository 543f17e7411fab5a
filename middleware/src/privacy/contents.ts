import { hasFiles, type RecordingConsent, type Take } from '../captures/schema.ts';
import type { CaptureRecord, CaptureStore } from '../captures/store.ts';
import type { DraftStore } from '../drafts/store.ts';
import { UnsealError } from '../platform/encryption.ts';
import { readText } from '../readings/text.ts';
import { reading, type Page, type Reading, type Sound } from '../readings/schema.ts';
import type { SoundSlices } from '../readings/speech/slices.ts';
import { transcriptOf } from '../readings/speech/transcript.ts';

/** Which of the things kept of a capture. */
export type Place =
  | 'source'
  | 'corrected-text'
  | 'reading'
  /** What was read in the files, before anybody corrected it. */
  | 'files-reading'
  /** What files are called. */
  | 'files'
  | 'extraction'
  | 'draft'
  | 'correction'
  | 'decision';

/** One text kept of a capture. `path` names a value inside a structure as changes to a draft do; it is empty for a whole text. */
export interface Piece {
  place: Place;
  draftId?: string;
  path: string;
  text: string;
}

/** Everything sealed of a capture, in the clear. */
export interface Contents {
  pieces: Piece[];
  draftIds: string[];
  /** The structures whole, for an export. */
  structures: Structure[];
  files: OpenedFile[];
  /** Of a recording: what the others were told. */
  consent: RecordingConsent | null;
  /** Whether some of it could not be opened, or stands in files that nobody read. */
  incomplete: boolean;
}

/** A file that was sent, with the text of its pages; the bytes stay where they are. All that is said in a take is one page. */
export interface OpenedFile extends Take {
  pages: { number: number; text: string }[];
}

export interface Structure {
  place: Place;
  draftId?: string;
  value: unknown;
}

interface Stores {
  captures: Pick<CaptureStore, 'contents'>;
  drafts: Pick<DraftStore, 'ofCapture' | 'correctionsOfCapture'>;
  slices: Pick<SoundSlices, 'list'>;
}

/** Opens all that a capture holds. What cannot be opened is left out and told. */
export async function openContents({ captures, drafts, slices }: Stores, capture: CaptureRecord): Promise<Contents> {
  const contents: Contents = {
    pieces: [],
    draftIds: [],
    structures: [],
    files: [],
    consent: null,
    incomplete: false,
  };
  const parts = [
    async () => {
      const { source, corrected_text: corrected, extraction, ...found } = await captures.contents(capture);
      addText(contents, 'source', source?.text);
      addConsent(contents, source?.consent ?? null);
      addText(contents, 'corrected-text', corrected);
      const known = reading.safeParse(found.reading);
      // One that failed before it was read may hold a page of HTML, in which names stand encoded.
      addText(contents, 'reading', known.success ? known.data.text : readText(corrected ?? source?.text ?? '').text);
      const read = found.files_reading ?? (await heardOf(contents, slices, capture, found.takes)) ?? found.reading;
      if (hasFiles(capture.kind)) addFiles(contents, found.takes ?? [], read);
      addStructure(contents, { place: 'extraction', value: extraction });
    },
    async () => {
      for (const { id: draftId, content, decision } of await drafts.ofCapture(capture.orgId, capture.captureId)) {
        contents.draftIds.push(draftId);
        addStructure(contents, { place: 'draft', draftId, value: content });
        if (decision) addStructure(contents, { place: 'decision', draftId, value: decision });
      }
    },
    async () => {
      for (const { draftId, changedAt, ...correction } of await drafts.correctionsOfCapture(capture)) {
        const { path, former, value, reason } = correction;
        contents.structures.push({ place: 'correction', draftId, value: { ...correction, changedAt } });
        for (const text of [former, value, reason]) {
          if (typeof text === 'string') contents.pieces.push({ place: 'correction', draftId, path, text });
        }
      }
    },
  ];
  for (const open of parts) await open().catch((error: unknown) => noteUnsealed(contents, error));
  return contents;
}

function noteUnsealed(contents: Contents, error: unknown): void {
  if (!(error instanceof UnsealError)) throw error;
  contents.incomplete = true;
}

function addText({ pieces }: Contents, place: Place, text: string | undefined): void {
  if (text !== undefined && !pieces.some((piece) => piece.text === text)) pieces.push({ place, path: '', text });
}

function addConsent(contents: Contents, consent: RecordingConsent | null): void {
  contents.consent = consent;
  if (consent) addText(contents, 'source', consent.notice);
}

/** What was heard in a recording that nobody has read to its end: it waits, or a person typed what it says. */
async function heardOf(
  contents: Contents,
  slices: Stores['slices'],
  capture: CaptureRecord,
  takes: readonly Take[] = [],
): Promise<Reading | undefined> {
  if (capture.kind !== 'audio') return undefined;
  // Nobody knows what else it says.
  contents.incomplete = true;
  const byTake = Map.groupBy(await slices.list(capture), ({ take }) => take);
  const heard = takes.map(({ take }) => ({ take, slices: byTake.get(take) ?? [] }));
  return heard.some((one) => one.slices.length > 0) ? transcriptOf(heard, '') : undefined;
}

/** @param stored what was read in the files, as it is kept. */
function addFiles(contents: Contents, takes: readonly Take[], stored: unknown): void {
  const read = reading.safeParse(stored).data;
  addText(contents, 'files-reading', read?.text);
  const pages = read?.pages ?? [];
  const names = [
    ...takes.map(({ take, fileName }) => ({ path: `takes.${take}.fileName`, text: fileName })),
    // Files inside files have names of their own.
    ...pages.map(({ number, fileName }) => ({ path: `pages.${number}.fileName`, text: fileName })),
  ];
  for (const { path, text } of names) {
    for (const written of wordsOfName(text ?? '')) contents.pieces.push({ place: 'files', path, text: written });
  }
  const textOf = ({ number, start, end }: Page) => ({ number, text: read?.text.slice(start, end) ?? '' });
  const { sound } = read ?? {};
  contents.files = takes.map((file) => ({
    ...file,
    pages:
      read && sound ? [saidIn(read, sound, file.take)] : pages.filter(({ take }) => take === file.take).map(textOf),
  }));
  contents.incomplete ||= !read || pages.some(({ problem }) => problem !== null);
}

function saidIn({ text }: Reading, { takes, words }: Sound, take: number): OpenedFile['pages'][number] {
  const place = takes.find((one) => one.take === take);
  const said = place ? words.filter(({ from, to }) => from >= place.from && to <= place.to) : [];
  return { number: 1, text: text.slice(said[0]?.start ?? 0, said.at(-1)?.end ?? 0) };
}

/** The name of a file as words: an ending is none of them, and in `Awa_Ndiaye.pdf` underscores stand for spaces. */
function wordsOfName(fileName: string): string[] {
  const stem = fileName.replace(/\.[a-z0-9]{1,5}$/i, '');
  return stem === '' ? [] : [...new Set([stem, stem.replaceAll('_', ' ')])];
}

function addStructure({ pieces, structures }: Contents, structure: Structure): void {
  if (structure.value === undefined) return;
  structures.push(structure);
  const { value, ...where } = structure;
  // The final values of a decision are keyed by paths already.
  for (const { path, text } of textsIn(value)) pieces.push({ ...where, path: path.replace(/^values\./, ''), text });
}

/** Every text in a structure with the path of its value; members of a list that have an id are named by it. */
function textsIn(value: unknown, path = ''): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path: fieldOf(path), text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
    const name = Array.isArray(value) && hasId(member) ? member.id : key;
    return textsIn(member, path === '' ? name : `${path}.${name}`);
  });
}

const hasId = (member: unknown): member is { id: string } =>
  typeof member === 'object' && member !== null && 'id' in member && typeof member.id === 'string';

/** A value, its alternatives and its evidence are one field. */
const fieldOf = (path: string) => path.replace(/\.(?:value|alternatives\.\d+\..+|evidence\.\d+\.quote)$/, '');
