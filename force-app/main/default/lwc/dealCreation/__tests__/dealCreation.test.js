import createRecordsMethod from '@salesforce/apex/DraftController.createRecords';
import { createDeal } from 'c/dealCreation';
import { formFields } from 'c/formFields';
import { CONFIGURATION, draft, OBJECTS } from '../../../../../test/review';

jest.mock('@salesforce/apex/DraftController.createRecords', () => ({ default: jest.fn() }), { virtual: true });

const EDITS = { 'opportunity.amount': '90.5' };

const bookOf = (theirs) => {
  const flush = jest.fn(async () => undefined);
  return { flush, deal: () => ({ draft: draft(), theirs }) };
};
const creation = (book) => ({
  book,
  draftId: 'draft-1',
  fields: formFields(CONFIGURATION, OBJECTS),
  allowDuplicates: false,
  editsOf: () => EDITS,
});

describe('c-deal-creation', () => {
  afterEach(() => jest.resetAllMocks());

  it('saves first, and gives back what was sent with what came of it', async () => {
    const book = bookOf({});
    createRecordsMethod.mockResolvedValue({ created: true });
    await expect(createDeal(creation(book))).resolves.toEqual({ result: { created: true }, edits: EDITS });
    expect(book.flush).toHaveBeenCalledWith('draft-1');
    const [{ request }] = createRecordsMethod.mock.calls[0];
    expect(request).toMatchObject({ draftId: 'draft-1', allowDuplicates: false, opportunity: { amount: 90.5 } });
  });

  it('creates nothing while somebody else’s values wait for a choice', async () => {
    await expect(createDeal(creation(bookOf({ 'opportunity.name': 'y' })))).resolves.toBeNull();
    expect(createRecordsMethod).not.toHaveBeenCalled();
  });
});
