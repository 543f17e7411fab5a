import type { RecordingConsent } from '../captures/schema.ts';
import type { Span } from '../extraction/source.ts';
import type { Piece, Place, Structure } from './contents.ts';
import type { FoundCapture, FoundText } from './finding.ts';

/** What a capture says of one person. */
export interface ExportedCapture {
  captureId: string;
  kind: string;
  capturedAt: string;
  ownerId: string;
  state: string;
  /** The passages of the texts that name the person, in their order, each text once. */
  passages: { place: Place; text: string }[];
  /** The contacts that are the person, whole: also the values by which nobody was looked for. */
  contacts: { place: Place; draftId?: string; contact: unknown }[];
  /**
   * The files on whose pages the person is named, and which pages these are. The originals say as much of others, and are not
   * given here: whoever may see the capture gets them whole on the review page, or part by part over HTTP. The page of a
   * recording is 1, whatever is said in it.
   */
  files: { take: number; parts: number; bytes: number; mediaType: string; pages: number[] }[];
  /** Of a recording: what those who were recorded were told, and when the one who recorded said so. */
  consent: RecordingConsent | null;
  /** Other values that name the person. */
  fields: { place: Place; draftId?: string; path: string; text: string }[];
}

/** How much of a text is given around a mention, in characters: a signature, or the sentences around. */
const REACH = 300;
const PASSAGE_END = /\n\s*\n/g;

/**
 * The person's own data out of a capture. The rest of a note is about others, so of a long text only the passages around each
 * mention are given: the paragraph, cut at 300 characters on either side.
 */
export function exportCapture({ capture, contents, texts, files }: FoundCapture): ExportedCapture {
  const whole = texts.filter(({ piece }) => piece.path === '');
  const inFields = texts.filter(({ piece }) => piece.path !== '');
  return {
    captureId: capture.captureId,
    kind: capture.kind,
    capturedAt: capture.capturedAt.toISOString(),
    ownerId: capture.ownerId,
    state: capture.state,
    passages: whole.flatMap((found) => passagesOf(found).map((text) => ({ place: found.piece.place, text }))),
    contacts: contents.structures.flatMap((structure) => contactsIn(structure, inFields)),
    files: files.map(({ take, parts, bytes, mediaType, pages }) => ({ take, parts, bytes, mediaType, pages })),
    consent: contents.consent,
    fields: otherFields(contents.pieces, inFields),
  };
}

const CONTACT = /^.*?contacts\.[^.]+/;

/**
 * What names the person beside the contacts themselves; and of those contacts what people changed and finally wrote, whatever
 * it says.
 */
function otherFields(pieces: readonly Piece[], found: readonly FoundText[]): ExportedCapture['fields'] {
  const contactOf = ({ draftId, path }: Piece) => `${draftId ?? ''} ${CONTACT.exec(path)?.[0] ?? ''}`;
  const isContact = ({ path }: Piece) => CONTACT.test(path);
  const isChange = ({ place }: Piece) => place === 'correction' || place === 'decision';
  const contacts = new Set(found.filter(({ piece }) => isContact(piece)).map(({ piece }) => contactOf(piece)));
  const named = found
    .filter(({ piece }) => !isContact(piece))
    .flatMap((one) => passagesOf(one).map((text) => ({ ...whereOf(one.piece), path: one.piece.path, text })));
  const changed = pieces
    .filter((piece) => isChange(piece) && isContact(piece) && contacts.has(contactOf(piece)))
    .map((piece) => ({ ...whereOf(piece), path: piece.path, text: piece.text }));
  return [...new Map([...named, ...changed].map((field) => [JSON.stringify(field), field])).values()];
}

/** The paragraphs around the mentions of a person; those that touch are one. */
export function passagesOf({ text, hits }: Pick<FoundText, 'text' | 'hits'>): string[] {
  const spans = hits.map((hit) => passageAround(text, hit)).sort((one, other) => one.start - other.start);
  const merged: { start: number; end: number }[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged.map(({ start, end }) => text.slice(start, end).toWellFormed());
}

function passageAround(text: string, { start, end }: Span): { start: number; end: number } {
  const from = Math.max(0, start - REACH);
  const before = [...text.slice(from, start).matchAll(PASSAGE_END)].at(-1);
  const after = text.slice(end, end + REACH).search(PASSAGE_END);
  return {
    start: before ? from + before.index + before[0].length : from,
    end: after < 0 ? Math.min(text.length, end + REACH) : end + after,
  };
}

function contactsIn(structure: Structure, found: readonly FoundText[]): ExportedCapture['contacts'] {
  const paths = new Set(
    found
      .filter(({ piece }) => piece.place === structure.place && piece.draftId === structure.draftId)
      .flatMap(({ piece }) => CONTACT.exec(piece.path)?.[0] ?? []),
  );
  return [...paths].flatMap((path) => {
    const contact = valueAt(structure.value, path.split('.'));
    return contact === undefined ? [] : [{ ...whereOf(structure), contact }];
  });
}

/** The member of a structure under a path, in which list members are named by their id where they have one. */
function valueAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const members = Array.isArray(value) ? (value as unknown[]) : undefined;
  const member =
    members?.find((one) => typeof one === 'object' && one !== null && 'id' in one && one.id === name) ??
    (Object.hasOwn(value, name) ? (Reflect.get(value, name) as unknown) : undefined);
  return valueAt(member, rest);
}

function whereOf({ place, draftId }: { place: Place; draftId?: string }): { place: Place; draftId?: string } {
  return { place, ...(draftId ? { draftId } : {}) };
}
