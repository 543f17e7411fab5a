import {
  dropFiles,
  dropFilesOf,
  keepFile,
  keepOrder,
  nextTake,
  readFiles,
  renumberFiles,
  sealFiles,
} from 'c/keptFiles';
import { installDatabase, removeDatabase } from '../../../../../test/indexed-database';

const USER = '005A';
const CAPTURE = 'capture-1';
const fileOf = (id, take = 1) => ({
  id,
  take,
  name: `${id}.pdf`,
  kind: 'document',
  mediaType: 'application/pdf',
  content: new Blob([id]),
  quarters: 0,
});
const idsOf = async (userId = USER) => (await readFiles(userId)).map(({ id }) => id);

describe('c-kept-files', () => {
  let contents;

  beforeEach(() => {
    contents = installDatabase();
  });

  afterEach(() => {
    jest.restoreAllMocks();
    localStorage.clear();
    removeDatabase();
  });

  it('gives back what was kept, in its order, to this user only', async () => {
    expect(await keepFile(USER, fileOf('a', nextTake(USER)), 0)).toBe(true);
    await keepFile(USER, fileOf('b', nextTake(USER)), 1);
    await keepFile(USER, fileOf('c', nextTake(USER)), 0);
    const files = await readFiles(USER);
    expect(files.map(({ id, take }) => [id, take])).toEqual([
      ['c', 3],
      ['a', 1],
      ['b', 2],
    ]);
    expect(files[0]).toEqual({ ...fileOf('c', 3), content: expect.any(Blob) });
    expect(await idsOf('005B')).toEqual([]);
  });

  it('keeps order and turns, and leaves the files of another tab behind them', async () => {
    await keepFile(USER, fileOf('a'), 0);
    await keepFile(USER, fileOf('b'), 1);
    await keepFile(USER, fileOf('of another tab'), 2);
    keepOrder(USER, [{ ...fileOf('b'), quarters: 1 }, fileOf('a')]);
    const files = await readFiles(USER);
    expect(files.map(({ id, quarters }) => [id, quarters])).toEqual([
      ['b', 1],
      ['a', 0],
      ['of another tab', 0],
    ]);
  });

  it('never gives a take twice within a capture, whatever was removed', async () => {
    await keepFile(USER, fileOf('a', nextTake(USER)), 0);
    await dropFiles(USER, ['a']);
    expect(nextTake(USER)).toBe(2);
  });

  it('gives no take that a file of this page has, when another tab sent it and counts anew', async () => {
    const open = fileOf('a', nextTake(USER));
    await keepFile(USER, open, 0);
    sealFiles(USER, CAPTURE, [open]);
    await dropFilesOf(USER, CAPTURE);
    expect(nextTake(USER, [open])).toBe(2);
  });

  it('counts from 1 again for another capture', async () => {
    await keepFile(USER, fileOf('a', 99), 0);
    await keepFile(USER, fileOf('b', 101), 1);
    expect(renumberFiles(USER, await readFiles(USER)).map(({ take }) => take)).toEqual([1, 2]);
    expect(nextTake(USER)).toBe(3);
  });

  it('forgets the files of an accepted capture and nothing else', async () => {
    await keepFile(USER, fileOf('a'), 0);
    sealFiles(USER, CAPTURE, await readFiles(USER));
    await keepFile(USER, fileOf('chosen meanwhile'), 1);
    await dropFilesOf(USER, CAPTURE);
    expect(await idsOf()).toEqual(['chosen meanwhile']);
    await dropFilesOf(USER, 'another');
    expect(await idsOf()).toEqual(['chosen meanwhile']);
  });

  it('leaves nothing on the device once all were accepted', async () => {
    await keepFile(USER, fileOf('a', nextTake(USER)), 0);
    sealFiles(USER, CAPTURE, await readFiles(USER));
    await dropFilesOf(USER, CAPTURE);
    expect(localStorage).toHaveLength(0);
    expect(contents.size).toBe(0);
  });

  it('removes what a closed page left half written', async () => {
    await keepFile(USER, fileOf('whole', nextTake(USER)), 0);
    await keepFile(USER, fileOf('without content', nextTake(USER)), 1);
    contents.delete(`${USER}/without content`);
    contents.set(`${USER}/without record`, new Blob(['x']));
    contents.set('005B/of somebody else', new Blob(['x']));
    expect(await idsOf()).toEqual(['whole']);
    expect([...contents.keys()]).toEqual([`${USER}/whole`, '005B/of somebody else']);
    expect(localStorage.getItem(`createFromNotes.files.${USER}`)).not.toContain('without content');
  });

  it.each([
    ['is full', () => installDatabase({ full: true })],
    ['is missing', removeDatabase],
  ])('keeps files as long as the page is open when the database %s, and says so', async (_case, arrange) => {
    arrange();
    expect(await keepFile(USER, fileOf('in memory'), 0)).toBe(false);
    expect(await idsOf()).toEqual(['in memory']);
    await dropFiles(USER, ['in memory']);
    expect(await idsOf()).toEqual([]);
  });

  it('never gives an older content back for the one that found no room, nor that one once there was room again', async () => {
    const turned = (text, take) => ({ ...fileOf('a', take), content: new Blob([text]) });
    const disk = { full: false };
    contents = installDatabase(disk);
    await keepFile(USER, turned('upright', 1), 0);
    disk.full = true;
    expect(await keepFile(USER, turned('turned', 22), 0)).toBe(false);
    expect((await readFiles(USER))[0].content.size).toBe('turned'.length);
    expect(contents.size).toBe(0);
    disk.full = false;
    expect(await keepFile(USER, turned('turned once more', 33), 0)).toBe(true);
    expect((await readFiles(USER))[0].content.size).toBe('turned once more'.length);
  });

  it('says so when the list cannot be stored', async () => {
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(nextTake('005C')).toBe(1);
    expect(await keepFile('005C', fileOf('a'), 0)).toBe(false);
    expect(await idsOf('005C')).toEqual(['a']);
  });

  it.each(['{', '7', '{"lastTake":"x","records":[{"id":1}]}', '{"records":{}}'])(
    'survives %p in the storage',
    async (stored) => {
      localStorage.setItem(`createFromNotes.files.${USER}`, stored);
      expect(await idsOf()).toEqual([]);
      expect(nextTake(USER)).toBe(1);
    },
  );
});
