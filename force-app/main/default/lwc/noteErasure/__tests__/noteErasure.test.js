import { forgetNote } from 'c/noteErasure';
import { keepText, readNote, sealNote } from 'c/unsentNote';

const MOMENT = { capturedAt: '2026-03-03T11:42:00Z', timeZone: 'Africa/Dakar' };

describe('c-note-erasure', () => {
  afterEach(() => localStorage.clear());

  it('leaves a note that was typed since', () => {
    const { captureId } = sealNote('005A', 'The note', null, MOMENT);
    keepText('005A', 'Another one');
    forgetNote('005A', { captureId, erasedAt: '', rows: [] });
    expect(readNote('005A').text).toBe('Another one');
  });
});
