import { dropEdits, listEdits, putEdits, takeEdits } from 'c/unsentEdits';

const KEY = { userId: '005A', draftId: 'draft-1' };
const NAME = { path: 'opportunity.name', value: 'Network' };
const AMOUNT = { path: 'opportunity.amount', value: '85000000' };

describe('c-unsent-edits', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    localStorage.clear();
  });

  it('keeps the last edit of each path', () => {
    expect(putEdits(KEY, [NAME, AMOUNT])).toBe(true);
    putEdits(KEY, [{ ...NAME, value: 'Core network' }]);
    expect(listEdits(KEY)).toEqual([AMOUNT, { ...NAME, value: 'Core network' }]);
  });

  it('takes away what was acknowledged, and not what was typed over it meanwhile', () => {
    putEdits(KEY, [{ ...NAME, value: 'newer' }, AMOUNT]);
    takeEdits(KEY, [NAME, AMOUNT]);
    expect(listEdits(KEY)).toEqual([{ ...NAME, value: 'newer' }]);
  });

  it('keeps users and drafts apart', () => {
    putEdits(KEY, [NAME]);
    expect(listEdits({ ...KEY, userId: '005B' })).toEqual([]);
    expect(listEdits({ ...KEY, draftId: 'draft-2' })).toEqual([]);
  });

  it('leaves nothing behind when a draft is done', () => {
    putEdits(KEY, [NAME]);
    dropEdits(KEY);
    expect(localStorage).toHaveLength(0);
  });

  it.each(['{', '"text"', '[{"path":1}]', '[null]'])('reads %p in the storage as no edits', (stored) => {
    putEdits(KEY, [NAME]);
    localStorage.setItem(localStorage.key(0), stored);
    expect(listEdits(KEY)).toEqual([]);
  });

  it('says so when the device keeps nothing', () => {
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(putEdits(KEY, [NAME])).toBe(false);
  });
});
