import type { CaptureRecord, CaptureStore } from '../captures/store.ts';
import type { DraftStore } from '../drafts/store.ts';
import { UnsealError } from '../platform/encryption.ts';
import { readText } from '../readings/text.ts';
import { reading } from '../readings/schema.ts';

/** Which of the things kept of a capture. */
export type Place = 'source' | 'corrected-text' | 'reading' | 'extraction' | 'draft' | 'correction' | 'decision';

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
  /** Whether some of it could not be opened. */
  incomplete: boolean;
}

export interface Structure {
  place: Place;
  draftId?: string;
  value: unknown;
}

interface Stores {
  captures: Pick<CaptureStore, 'contents'>;
  drafts: Pick<DraftStore, 'ofCapture' | 'correctionsOfCapture'>;
}

/** Opens all that a capture holds. What cannot be opened is left out and told. */
export async function openContents({ captures, drafts }: Stores, capture: CaptureRecord): Promise<Contents> {
  const contents: Contents = { pieces: [], draftIds: [], structures: [], incomplete: false };
  const parts = [
    async () => {
      const { source, corrected_text: corrected, reading: read, extraction } = await captures.contents(capture);
      addText(contents, 'source', source?.text);
      addText(contents, 'corrected-text', corrected);
      const known = reading.safeParse(read);
      // One that failed before it was read may hold a page of HTML, in which names stand encoded.
      addText(contents, 'reading', known.success ? known.data.text : readText(corrected ?? source?.text ?? '').text);
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
        const { path, former, value } = correction;
        contents.structures.push({ place: 'correction', draftId, value: { ...correction, changedAt } });
        for (const text of [former, value]) {
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
