import { forgetNote } from 'c/noteErasure';
import { keepFile, readFiles, sealFiles } from 'c/keptFiles';
import { keepText, readNote, sealNote } from 'c/unsentNote';
import { installDatabase, removeDatabase } from '../../../../../test/indexed-database';

const MOMENT = { capturedAt: '2026-03-03T11:42:00Z', timeZone: 'Africa/Dakar' };

describe('c-note-erasure', () => {
  afterEach(() => localStorage.clear());

  it('leaves a note that was typed since', () => {
    const { captureId } = sealNote('005A', 'The note', null, MOMENT);
    keepText('005A', 'Another one');
    forgetNote('005A', { captureId, erasedAt: '', rows: [] });
    expect(readNote('005A').text).toBe('Another one');
  });

  it('removes the files of the note, and leaves those chosen since', async () => {
    installDatabase();
    const fileOf = (id) => ({
      id,
      take: 1,
      name: `${id}.pdf`,
      kind: 'document',
      mediaType: 'application/pdf',
      content: new Blob([id]),
      quarters: 0,
    });
    const { captureId } = sealNote('005A', '', null, MOMENT, 'document');
    await keepFile('005A', fileOf('sent'), 0);
    sealFiles('005A', captureId, await readFiles('005A'));
    await keepFile('005A', fileOf('new'), 1);
    forgetNote('005A', { captureId, erasedAt: '', rows: [] });
    expect((await readFiles('005A')).map(({ id }) => id)).toEqual(['new']);
    expect(readNote('005A').sent).toBeNull();
    removeDatabase();
  });
});
