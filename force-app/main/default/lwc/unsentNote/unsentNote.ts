import type { CaptureInput, CaptureKind } from 'c/captureTypes';

/** The note being typed. `sent` is what was handed over and not yet accepted: sent again as it is, it makes one capture. */
export interface UnsentNote {
  text: string;
  sent: CaptureInput | null;
}

const NOTHING: UnsentNote = { text: '', sent: null };

/** Takes the place of a storage that is blocked or full, as long as the page stays open. */
const memory = new Map<string, string>();

/** @returns the note that this user typed on this device and that was not accepted yet */
export function readNote(userId: string): UnsentNote {
  try {
    const stored: unknown = JSON.parse(readStored(storageKey(userId)) ?? 'null');
    return isUnsentNote(stored) ? stored : NOTHING;
  } catch {
    return NOTHING;
  }
}

/**
 * Keeps the text as it is typed. A text other than the one handed over is another note: it gets its own capture.
 * @returns false when the device keeps nothing beyond this page, so that the page can say so
 */
export function keepText(userId: string, text: string): boolean {
  const { sent } = readNote(userId);
  return write(userId, { text, sent: sent && textOf(sent) === text ? sent : null });
}

/** Puts a text into the note; one already being typed stays above it. */
export function addText(userId: string, text: string): boolean {
  const typed = readNote(userId).text;
  if (text === '') return true;
  return keepText(userId, typed.trim() === '' || typed === text ? text : `${typed}\n\n${text}`);
}

/**
 * Makes of the note what is handed over, and keeps it: the same text of the same kind from the same record again (a second
 * click, a lost answer, a reload) gives the same id, moment and time zone.
 * @param kind that of the files that go with the text, or `text` for a text alone
 */
export function sealNote(
  userId: string,
  text: string,
  recordId: string | null,
  moment: Pick<CaptureInput, 'capturedAt' | 'timeZone'>,
  kind: CaptureKind = 'text',
): CaptureInput {
  const { sent } = readNote(userId);
  if (sent && textOf(sent) === text && sent.kind === kind && sent.recordId === recordId) {
    return sent;
  }
  const input: CaptureInput = {
    captureId: crypto.randomUUID(),
    kind,
    text: text.trim() === '' ? null : text,
    ...moment,
    language: null,
    recordId,
  };
  write(userId, { text, sent: input });
  return input;
}

/** Forgets the note of a capture: it was accepted, or erased. One typed meanwhile, in another tab, stays. */
export function dropNote(userId: string, captureId: string): void {
  if (readNote(userId).sent?.captureId === captureId) {
    write(userId, NOTHING);
  }
}

/** Keeps the text, and makes another note of it: the capture it was handed over as is no more. */
export function unsealNote(userId: string): void {
  write(userId, { text: readNote(userId).text, sent: null });
}

function write(userId: string, note: UnsentNote): boolean {
  const key = storageKey(userId);
  memory.delete(key);
  try {
    if (note.text === '' && note.sent === null) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, JSON.stringify(note));
    }
    return true;
  } catch {
    memory.set(key, JSON.stringify(note));
    return false;
  }
}

function textOf({ text }: CaptureInput): string {
  return text ?? '';
}

function readStored(key: string): string | null {
  return memory.get(key) ?? localStorage.getItem(key);
}

function storageKey(userId: string): string {
  return `createFromNotes.note.${userId}`;
}

function isUnsentNote(value: unknown): value is UnsentNote {
  const note = value as Partial<UnsentNote> | null;
  return typeof note?.text === 'string' && (note.sent === null || typeof note.sent?.captureId === 'string');
}
