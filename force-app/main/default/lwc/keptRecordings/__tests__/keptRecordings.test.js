import {
  adoptGrowing,
  beginTake,
  cutTake,
  discardRecording,
  dropRecording,
  endTake,
  finishRecording,
  getPart,
  holdRecording,
  isHeldElsewhere,
  keepGrowing,
  keepPart,
  keepRecording,
  markOffered,
  markSent,
  readRecording,
  readRecordings,
  releaseRecording,
  tidyRecordings,
} from 'c/keptRecordings';
import { installDatabase, removeDatabase } from '../../../../../test/indexed-database';

const USER = '005A';
const ID = 'capture-1';
const inputOf = (captureId, capturedAt = '2026-03-03T11:42:00Z') => ({ captureId, kind: 'audio', text: null, capturedAt });
const keyOf = (captureId) => `createFromNotes.recording.${USER}.${captureId}`;
const keep = (part, content = `part ${part}`, take = 1) =>
  keepPart(USER, ID, { take, part }, new Blob([content]), part * 10);
const takeOf = (take = 1) => readRecording(USER, ID).takes.find((one) => one.take === take);

describe('c-kept-recordings', () => {
  let contents;
  const partsOnDevice = () => [...contents.keys()].map((key) => key.split('/').slice(-2).join('/'));

  beforeEach(() => {
    contents = installDatabase();
    keepRecording(USER, inputOf(ID));
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await dropRecording(USER, ID);
    localStorage.clear();
    removeDatabase();
  });

  it('keeps what was said from the first second, for this user only', async () => {
    expect(keepRecording(USER, inputOf(ID))).toBe(true);
    expect(beginTake(USER, ID, 'audio/webm')).toBe(1);
    expect(await keep(1)).toBe(true);
    expect(await keep(2)).toBe(true);
    expect(takeOf()).toEqual({ take: 1, mediaType: 'audio/webm', parts: 2, sent: 0, seconds: 20, isEnded: false });
    expect((await getPart(USER, ID, { take: 1, part: 2 })).size).toBe('part 2'.length);
    expect(await getPart(USER, ID, { take: 1, part: 3 })).toBeNull();
    endTake(USER, ID, 1);
    expect(takeOf().isEnded).toBe(true);
    expect(readRecordings('005B')).toEqual([]);
    expect(readRecordings('005')).toEqual([]);
  });

  it('makes what was under way when the page died the last part of its take', async () => {
    beginTake(USER, ID, 'audio/webm');
    await keep(1);
    const grow = (content, seconds) => keepGrowing(USER, ID, { take: 1, part: 2 }, new Blob([content]), seconds);
    expect(await grow('a', 11)).toBe(true);
    expect(await grow('ab', 12)).toBe(true);
    expect(takeOf()).toMatchObject({ parts: 1, seconds: 12, isEnded: false });
    await adoptGrowing(USER, ID);
    expect(takeOf()).toMatchObject({ parts: 2, seconds: 12, isEnded: true });
    expect((await getPart(USER, ID, { take: 1, part: 2 })).size).toBe(2);
    await adoptGrowing(USER, ID);
    expect(takeOf().parts).toBe(2);
  });

  it('ends a take of which nothing was under way as it is', async () => {
    beginTake(USER, ID, 'audio/webm');
    await keep(1);
    await adoptGrowing(USER, ID);
    expect(takeOf()).toMatchObject({ parts: 1, isEnded: true });
  });

  it('says with every second of sound that its page is there', async () => {
    beginTake(USER, ID, 'audio/webm');
    const before = readRecording(USER, ID).heartbeat;
    jest.spyOn(Date, 'now').mockReturnValue(before + 60_000);
    await keepGrowing(USER, ID, { take: 1, part: 1 }, new Blob(['a']), 1);
    expect(readRecording(USER, ID).heartbeat).toBe(before + 60_000);
  });

  it('gives a take after a reload another number', () => {
    expect(beginTake(USER, ID, 'audio/webm')).toBe(1);
    expect(beginTake(USER, ID, 'audio/webm')).toBe(2);
    expect(readRecording(USER, ID).takes.map(({ take }) => take)).toEqual([1, 2]);
  });

  it('forgets a part once the middleware has it, and no other', async () => {
    beginTake(USER, ID, 'audio/webm');
    await keep(1);
    await keep(2);
    await keep(3);
    await markSent(USER, ID, 1, 2);
    expect(partsOnDevice()).toEqual(['1/3']);
    expect(takeOf()).toMatchObject({ parts: 3, sent: 2 });
    await markSent(USER, ID, 1, 0);
    expect(partsOnDevice()).toEqual(['1/3']);
  });

  it('lets a take end before the part that was lost', async () => {
    beginTake(USER, ID, 'audio/webm');
    for (const part of [1, 2, 3, 4]) await keep(part); // eslint-disable-line no-await-in-loop
    contents.delete(`recordings/${USER}/${ID}/1/3`);
    await cutTake(USER, ID, 1, 2);
    expect(takeOf()).toMatchObject({ parts: 2, seconds: 20, isEnded: true });
    expect(partsOnDevice()).toEqual(['1/1', '1/2']);
  });

  it('lists the oldest first', () => {
    keepRecording(USER, inputOf('capture-0', '2026-03-01T00:00:00Z'));
    expect(readRecordings(USER).map(({ input }) => input.captureId)).toEqual(['capture-0', ID]);
  });

  it('remembers what became of it', async () => {
    markOffered(USER, ID);
    finishRecording(USER, ID);
    expect(readRecording(USER, ID)).toMatchObject({ isOffered: true, isFinished: true, isDiscarded: false });
    beginTake(USER, ID, 'audio/webm');
    await keep(1);
    await discardRecording(USER, ID);
    expect(readRecording(USER, ID).isDiscarded).toBe(true);
    expect(contents.size).toBe(0);
  });

  it('leaves nothing on the device once it is accepted', async () => {
    beginTake(USER, ID, 'audio/webm');
    await keep(1);
    await dropRecording(USER, ID);
    expect(localStorage).toHaveLength(0);
    expect(contents.size).toBe(0);
    expect(holdRecording(USER, ID)).toBe(false);
    expect(await keep(2)).toBe(false);
  });

  it('removes what a closed page left without a list, and leaves files and other people alone', async () => {
    beginTake(USER, ID, 'audio/webm');
    await keep(1);
    contents.set(`recordings/${USER}/gone/1/1`, new Blob(['x']));
    contents.set('recordings/005B/gone/1/1', new Blob(['x']));
    contents.set(`${USER}/file`, new Blob(['x']));
    await tidyRecordings(USER);
    expect([...contents.keys()]).toEqual([
      `recordings/${USER}/${ID}/1/1`,
      'recordings/005B/gone/1/1',
      `${USER}/file`,
    ]);
  });

  describe('with another page', () => {
    const NOW = 1_800_000_000_000;
    const heldBy = (page, heartbeat) => {
      const stored = JSON.parse(localStorage.getItem(keyOf(ID)));
      localStorage.setItem(keyOf(ID), JSON.stringify({ ...stored, page, heartbeat }));
    };

    beforeEach(() => {
      jest.spyOn(Date, 'now').mockReturnValue(NOW);
    });

    it('leaves a recording to the page that says that it is there', () => {
      heldBy('another', NOW - 11_999);
      expect(isHeldElsewhere(readRecording(USER, ID))).toBe(true);
      expect(holdRecording(USER, ID)).toBe(false);
    });

    it.each([
      ['has said nothing for long', 'another', NOW - 12_000],
      ['speaks from the future', 'another', NOW + 1],
      ['let go of it', null, NOW],
    ])('takes it up when the page %s', (_case, page, heartbeat) => {
      heldBy(page, heartbeat);
      expect(isHeldElsewhere(readRecording(USER, ID))).toBe(false);
      expect(holdRecording(USER, ID)).toBe(true);
      expect(readRecording(USER, ID).heartbeat).toBe(NOW);
    });

    it('lets go of what it has itself, and of nothing else', () => {
      holdRecording(USER, ID);
      releaseRecording(USER, ID);
      expect(readRecording(USER, ID).page).toBeNull();
      heldBy('another', NOW);
      releaseRecording(USER, ID);
      expect(readRecording(USER, ID).page).toBe('another');
    });
  });

  it.each([
    ['the database is full', () => installDatabase({ full: true })],
    ['there is no database', removeDatabase],
  ])('keeps it as long as the page is open when %s, and says so', async (_case, arrange) => {
    arrange();
    beginTake(USER, ID, 'audio/webm');
    expect(await keep(1, 'in memory')).toBe(false);
    expect((await getPart(USER, ID, { take: 1, part: 1 })).size).toBe('in memory'.length);
  });

  it('keeps it as long as the page is open when nothing can be stored', async () => {
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(keepRecording(USER, inputOf('in-memory'))).toBe(false);
    expect(beginTake(USER, 'in-memory', 'audio/webm')).toBe(1);
    expect(await keepPart(USER, 'in-memory', { take: 1, part: 1 }, new Blob(['x']), 3)).toBe(false);
    expect(readRecordings(USER).map(({ input }) => input.captureId)).toContain('in-memory');
    jest.restoreAllMocks();
    await dropRecording(USER, 'in-memory');
    expect(readRecording(USER, 'in-memory')).toBeNull();
  });

  it('lives where the storage is blocked', async () => {
    for (const method of ['getItem', 'setItem', 'removeItem', 'key']) {
      jest.spyOn(Storage.prototype, method).mockImplementation(() => {
        throw new DOMException('blocked', 'SecurityError');
      });
    }
    keepRecording(USER, inputOf('blocked'));
    expect(readRecording(USER, 'blocked').input.captureId).toBe('blocked');
    await dropRecording(USER, 'blocked');
    expect(readRecordings(USER)).toEqual([]);
  });

  it.each(['{', '7', 'null', '{"input":{"captureId":"x"}}', '{"input":{"captureId":"x"},"startedAt":"","heartbeat":1,"takes":[{}]}'])(
    'survives %p in the storage',
    (stored) => {
      localStorage.setItem(keyOf('odd'), stored);
      expect(readRecordings(USER).map(({ input }) => input.captureId)).toEqual([ID]);
      expect(readRecording(USER, 'odd')).toBeNull();
    },
  );
});
