import createRecordsMethod from '@salesforce/apex/DraftController.createRecords';
import { createDeal } from 'c/dealCreation';

jest.mock('@salesforce/apex/DraftController.createRecords', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('c/creationRequest', () => ({ creationRequest: (draft, edits) => ({ draftId: draft.id, edits }) }), {
  virtual: true,
});

const bookOf = (theirs) => {
  const flush = jest.fn(async () => undefined);
  return { flush, deal: () => ({ draft: { id: 'd1' }, theirs }) };
};
const creation = (book) => ({
  book,
  draftId: 'd1',
  fields: new Map(),
  allowDuplicates: false,
  editsOf: () => ({ 'opportunity.name': 'x' }),
});

describe('c-deal-creation', () => {
  afterEach(() => jest.resetAllMocks());

  it('saves first, and gives back what was sent with what came of it', async () => {
    const book = bookOf({});
    createRecordsMethod.mockResolvedValue({ created: true });
    await expect(createDeal(creation(book))).resolves.toEqual({
      result: { created: true },
      edits: { 'opportunity.name': 'x' },
    });
    expect(book.flush).toHaveBeenCalledWith('d1');
    expect(createRecordsMethod).toHaveBeenCalledWith({
      request: { draftId: 'd1', edits: { 'opportunity.name': 'x' } },
    });
  });

  it('creates nothing while somebody else’s values wait for a choice', async () => {
    await expect(createDeal(creation(bookOf({ 'opportunity.name': 'y' })))).resolves.toBeNull();
    expect(createRecordsMethod).not.toHaveBeenCalled();
  });
});
