import type { Take } from '../captures/schema.ts';
import type { CaptureRecord } from '../captures/store.ts';
import type { Contents, OpenedFile, Piece, Place } from './contents.ts';
import { searchable, type FoundBy, type Hit, type Search } from './search.ts';

/** A field that is about a person: where it is, and by what it was found; not what it says. */
export interface FoundField {
  place: Place;
  draftId?: string;
  path: string;
  by: FoundBy[];
}

/** A text of a capture with the places in it that are about a person. */
export interface FoundText {
  piece: Piece;
  /** The text as it was searched. */
  text: string;
  hits: Hit[];
}

/** A capture that is about a person. */
export interface FoundCapture {
  capture: CaptureRecord;
  contents: Contents;
  texts: FoundText[];
  fields: FoundField[];
  /** The files on whose pages the person is named, and the numbers of these pages. */
  files: (Take & { pages: number[] })[];
}

/** Looks for a person in all that a capture holds. Undefined when nothing there is about them. */
export function findIn(capture: CaptureRecord, contents: Contents, search: Search): FoundCapture | undefined {
  const pieces = [...contents.pieces, ...namesOfContacts(contents.pieces)];
  // Most captures are about others: one look at everything tells.
  const all = [...new Set(pieces.map(({ text }) => text))].join(APART);
  if (search(searchable(all)).length === 0) return undefined;
  const texts = pieces.flatMap((piece) => {
    const text = searchable(piece.text);
    const hits = search(text);
    return hits.length > 0 ? [{ piece, text, hits }] : [];
  });
  if (texts.length === 0) return undefined;
  return { capture, contents, texts, fields: fieldsOf(texts), files: filesNaming(contents.files, search) };
}

function filesNaming(files: readonly OpenedFile[], search: Search): FoundCapture['files'] {
  return files
    .map((file) => {
      const named = file.pages.filter(({ text }) => search(searchable(text)).length > 0);
      return { ...file, pages: named.map(({ number }) => number) };
    })
    .filter(({ pages }) => pages.length > 0);
}

/** Stands between texts so that nothing of one belongs to the next. */
const APART = '\n\u0001\n';

const NAME_FIELD = /^(.*)\.(firstName|lastName)$/;

/**
 * The names that stand in two fields, as one text: every first name a contact ever had beside every last name. What people
 * changed counts with the contact they changed.
 */
function namesOfContacts(pieces: readonly Piece[]): Piece[] {
  const contacts = new Map<string, { piece: Piece; firstName: Set<string>; lastName: Set<string> }>();
  for (const piece of pieces) {
    const [, path, field] = NAME_FIELD.exec(piece.path) ?? [];
    if (path === undefined) continue;
    const key = `${piece.draftId ?? ''} ${path}`;
    const empty = { piece: { ...piece, path }, firstName: new Set<string>(), lastName: new Set<string>() };
    const contact = contacts.get(key) ?? empty;
    contact[field === 'firstName' ? 'firstName' : 'lastName'].add(piece.text);
    contacts.set(key, contact);
  }
  return [...contacts.values()].flatMap(({ piece, firstName, lastName }) =>
    [...firstName].flatMap((first) => [...lastName].map((last) => ({ ...piece, text: `${first} ${last}` }))),
  );
}

function fieldsOf(texts: readonly FoundText[]): FoundField[] {
  const fields = new Map<string, FoundField>();
  for (const { piece, hits } of texts) {
    const { place, draftId, path } = piece;
    const key = [place, draftId, path].join(' ');
    const by = [...new Set([...(fields.get(key)?.by ?? []), ...hits.map((hit) => hit.by)])];
    fields.set(key, { place, ...(draftId ? { draftId } : {}), path, by });
  }
  return [...fields.values()];
}
