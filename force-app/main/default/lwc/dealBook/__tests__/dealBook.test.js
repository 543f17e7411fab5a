import { createDealBook } from 'c/dealBook';
import { listEdits, putEdits } from 'c/unsentEdits';
import { captureView, draft, found } from '../../../../../test/review';

const KEY = { userId: 'user-1', draftId: 'draft-1' };
const NAME = 'opportunity.name';

function open(save, view = captureView()) {
  const changed = jest.fn();
  const book = createDealBook({
    userId: 'user-1',
    save: jest.fn(save),
    changed,
    after: () => () => undefined,
    now: () => 1,
  });
  book.take(view);
  return { book, changed };
}

const accept = (_id, version, changes) =>
  Promise.resolve({
    conflict: false,
    draft: draft({ version: version + 1, opportunity: { name: found(changes[0].value, 'RDV') } }),
  });

afterEach(() => localStorage.clear());

it('lists the deals in the order of the source', () => {
  const { book } = open(accept, captureView({ drafts: [draft({ id: 'b', position: 2 }), draft({ id: 'a' })] }));
  expect(book.deals().map(({ draft: { id } }) => id)).toEqual(['a', 'b']);
});

it('keeps an edit on the device at once, and forgets it when it was saved', async () => {
  const { book, changed } = open(accept);
  book.edit('draft-1', NAME, 'X');
  expect(listEdits(KEY)).toEqual([{ path: NAME, value: 'X' }]);
  await book.flush('draft-1');
  expect(listEdits(KEY)).toEqual([]);
  expect(book.deal('draft-1').draft.version).toBe(2);
  expect(changed).toHaveBeenCalled();
});

it('takes up the edits of an earlier visit after a reload', async () => {
  putEdits(KEY, [{ path: NAME, value: 'Kept' }]);
  const { book } = open(accept);
  expect(book.deal('draft-1').edits).toEqual({ [NAME]: 'Kept' });
  await book.flushAll();
  expect(listEdits(KEY)).toEqual([]);
});

it('keeps the edit on the device when the save fails', async () => {
  const { book } = open(() => Promise.reject(new Error('offline')));
  book.edit('draft-1', NAME, 'X');
  await book.flushAll();
  expect(listEdits(KEY)).toEqual([{ path: NAME, value: 'X' }]);
  book.forget('draft-1');
  expect(listEdits(KEY)).toEqual([]);
});

it('drops the own version where the person took the other one', async () => {
  const theirs = draft({ version: 4, opportunity: { name: found('Theirs', 'RDV') } });
  const { book } = open(() => Promise.resolve({ conflict: true, draft: theirs }));
  book.edit('draft-1', NAME, 'Mine');
  await book.flush('draft-1');
  book.settle('draft-1', NAME, false);
  expect(listEdits(KEY)).toEqual([]);
  expect(book.deal('draft-1').edits).toEqual({});
});
