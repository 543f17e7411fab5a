import createRecordsMethod from '@salesforce/apex/DraftController.createRecords';
import { createDeal } from 'c/dealCreation';
import { formFields } from 'c/formFields';
import { CONFIGURATION, draft, OBJECTS } from '../../../../../test/review';

jest.mock('@salesforce/apex/DraftController.createRecords', () => ({ default: jest.fn() }), { virtual: true });

const EDITS = { 'opportunity.amount': '90.5' };

const bookOf = (theirs) => {
  const flush = jest.fn(async () => undefined);
  return { flush, edit: jest.fn(), deal: () => ({ draft: draft(), theirs }) };
};
const creation = (book, update = null) => ({
  book,
  draftId: 'draft-1',
  fields: formFields(CONFIGURATION, OBJECTS),
  allowDuplicates: false,
  formOf: () => ({ edits: EDITS, update }),
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

  it('makes what was proposed the person’s choice before it updates', async () => {
    const book = bookOf({});
    const taken = ['opportunity.amount'];
    const update = { recordId: '006A', taken, seen: { 'opportunity.amount': '80' } };
    createRecordsMethod.mockResolvedValue({ created: true, updated: true });
    await createDeal(creation(book, update));
    expect(book.edit).toHaveBeenCalledWith('draft-1', 'opportunity.recordId', '006A');
    const [{ request }] = createRecordsMethod.mock.calls[0];
    expect(request.opportunity).toMatchObject({ recordId: '006A', amount: 90.5, closeDate: null, currencyCode: null });
    expect(request).toMatchObject({ account: { recordId: null, name: null }, seen: { 'opportunity.amount': '80' } });
  });
});
