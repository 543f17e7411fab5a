import { addText, dropNote, keepText, readNote, sealNote, unsealNote } from 'c/unsentNote';

const USER = '005A';
const MOMENT = { capturedAt: '2026-03-03T11:42:00Z', timeZone: 'Africa/Dakar' };
const LATER = { capturedAt: '2026-03-03T11:50:00Z', timeZone: 'Europe/Paris' };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('c-unsent-note', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    keepText(USER, '');
    localStorage.clear();
  });

  it('keeps what is typed, for this user only', () => {
    expect(keepText(USER, 'Met Mrs Diop')).toBe(true);
    expect(readNote(USER).text).toBe('Met Mrs Diop');
    expect(readNote('005B').text).toBe('');
  });

  it('hands the same note over under the same id, moment and time zone', () => {
    const first = sealNote(USER, 'note', '001A', MOMENT);
    expect(first).toEqual({
      captureId: expect.stringMatching(UUID),
      kind: 'text',
      text: 'note',
      ...MOMENT,
      language: null,
      recordId: '001A',
    });
    expect(sealNote(USER, 'note', '001A', LATER)).toEqual(first);
  });

  it.each([
    ['another text', 'note 2', '001A'],
    ['another record', 'note', null],
  ])('takes %s for another capture', (_case, text, recordId) => {
    const first = sealNote(USER, 'note', '001A', MOMENT);
    expect(sealNote(USER, text, recordId, LATER).captureId).not.toBe(first.captureId);
  });

  it('hands files without a text over as one capture, and the same files with another kind as another', () => {
    const first = sealNote(USER, '', null, MOMENT, 'photo');
    expect(first).toMatchObject({ kind: 'photo', text: null });
    expect(readNote(USER).text).toBe('');
    expect(sealNote(USER, '', null, LATER, 'photo')).toEqual(first);
    expect(sealNote(USER, '', null, LATER, 'document').captureId).not.toBe(first.captureId);
    unsealNote(USER);
    expect(localStorage).toHaveLength(0);
  });

  it('keeps the sealed note through typing that ends where it began', () => {
    const first = sealNote(USER, 'note', null, MOMENT);
    keepText(USER, 'note');
    expect(sealNote(USER, 'note', null, LATER)).toEqual(first);
  });

  it('forgets an accepted note and leaves one typed meanwhile', () => {
    const accepted = sealNote(USER, 'note', null, MOMENT);
    keepText(USER, 'the next note');
    dropNote(USER, accepted.captureId);
    expect(readNote(USER).text).toBe('the next note');

    dropNote(USER, sealNote(USER, 'the next note', null, MOMENT).captureId);
    expect(localStorage).toHaveLength(0);
  });

  it('makes another note of a text whose capture is no more', () => {
    const first = sealNote(USER, 'note', null, MOMENT);
    unsealNote(USER);
    expect(readNote(USER)).toEqual({ text: 'note', sent: null });
    expect(sealNote(USER, 'note', null, LATER).captureId).not.toBe(first.captureId);
  });

  it('adds a text under one being typed', () => {
    addText(USER, 'taken up');
    expect(readNote(USER).text).toBe('taken up');
    addText(USER, '');
    addText(USER, 'and this');
    expect(readNote(USER).text).toBe('taken up\n\nand this');
  });

  it.each(['{', '7', '{"text":1}', '{"text":"a","sent":{}}'])('reads %p in the storage as nothing', (stored) => {
    keepText(USER, 'note');
    localStorage.setItem(localStorage.key(0), stored);
    expect(readNote(USER)).toEqual({ text: '', sent: null });
  });

  it('still makes one capture of one note when the device keeps nothing', () => {
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(keepText(USER, 'note')).toBe(false);
    const first = sealNote(USER, 'note', null, MOMENT);
    expect(sealNote(USER, 'note', null, LATER)).toEqual(first);
  });
});
