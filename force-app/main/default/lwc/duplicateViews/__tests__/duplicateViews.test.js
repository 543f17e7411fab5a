import { decidedDeal, openedDeal, rejectedDeal } from 'c/dealState';
import { duplicateViews } from 'c/duplicateViews';
import { formFields } from 'c/formFields';
import { CONFIGURATION, dealMatch, draft, OBJECTS, row, secondDraft } from '../../../../../test/review';

jest.mock('@salesforce/label/c.Review_Duplicate_Mate', () => ({ default: 'deal {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Review_Duplicate_Draft_Of', () => ({ default: 'of {0}' }), { virtual: true });

const OTHER = { kind: 'draft', captureId: 'capture-9', draftId: 'draft-9', recordId: null, reasons: ['same-subject'] };
const CAPTURE = { kind: 'capture', captureId: 'capture-0', draftId: null, recordId: null, reasons: ['nearly-same-text'] };
const draftMatch = (changes = {}) => ({
  target: 'draft',
  draftId: 'draft-1',
  otherDraftId: 'draft-9',
  captureId: 'capture-9',
  name: 'Beta – LAN',
  detail: '',
  reasons: [],
  mine: false,
  ownerName: 'Moussa Ba',
  ...changes,
});
const compare = {
  fields: formFields(CONFIGURATION, OBJECTS),
  reading: { locale: 'fr', currency: 'XOF' },
  said: () => null,
};
function viewsOf({ duplicates = [], matches = [], isUpdate = false, deals = [], decided = [] } = {}) {
  const deal = decidedDeal(openedDeal(draft({ duplicates }), row('draft-1'), []), decided);
  return duplicateViews({ deal, deals: [deal, ...deals], matches, kind: 'text', compare, isUpdate });
}

it('offers open opportunities with what tells them apart, none while one is updated', () => {
  const [view] = viewsOf({ matches: [dealMatch()] });
  expect(view).toMatchObject({ kind: 'opportunity', recordId: '006000000000001AAA', name: 'Beta Conseil – Réseau du siège' });
  expect(view.compared).toHaveLength(3);
  expect(viewsOf({ matches: [dealMatch()], isUpdate: true })).toEqual([]);
});

it('says that one exists that may not be seen', () => {
  const [view] = viewsOf({ matches: [dealMatch({ hidden: true, name: undefined, recordId: undefined })] });
  expect(view).toMatchObject({ kind: 'hidden', name: 'c.Match_Hidden', recordId: null, decision: null });
});

it('tells of another draft whose it is, as far as the person may know', () => {
  const of = (changes) => viewsOf({ duplicates: [OTHER], matches: [draftMatch(changes)] })[0];
  expect(of()).toMatchObject({ kind: 'draft', name: 'of Moussa Ba', detail: 'Beta – LAN', isReachable: true });
  expect(of({ mine: true }).name).toBe('c.Review_Duplicate_Draft_Yours');
  const unseen = of({ hidden: true, name: undefined, ownerName: undefined });
  expect(unseen).toMatchObject({ name: 'c.Review_Duplicate_Draft_Colleague', detail: '', isReachable: false });
});

it('says nothing of a draft of which nothing is left', () => {
  expect(viewsOf({ duplicates: [OTHER] })).toEqual([]);
});

it('leads to the other deal of the same note while that one waits', () => {
  const duplicates = [{ ...OTHER, draftId: 'draft-2' }];
  const mate = openedDeal(secondDraft(), row('draft-2'), []);
  expect(viewsOf({ duplicates, deals: [mate] })[0]).toMatchObject({ kind: 'mate', name: 'deal 2', mateNumber: 2 });
  expect(viewsOf({ duplicates, deals: [rejectedDeal(mate, mate.draft, 0)] })).toEqual([]);
});

it('tells of a draft that became an opportunity, which is updated where it is found', () => {
  const duplicates = [{ ...OTHER, recordId: '006000000000001AAA' }];
  const [view] = viewsOf({ duplicates, matches: [draftMatch()] });
  expect(view).toMatchObject({ kind: 'became', recordId: '006000000000001AAA', name: 'Beta – LAN' });
  expect(viewsOf({ duplicates, matches: [draftMatch(), dealMatch()] }).map(({ kind }) => kind)).toEqual(['opportunity']);
});

it('tells of an earlier capture with its reason, until the person says that it is not the same', () => {
  const [view] = viewsOf({ duplicates: [CAPTURE] });
  expect(view).toMatchObject({ kind: 'capture', why: 'c.Match_Reason_Nearly_Same_Text', captureId: 'capture-0' });
  expect(viewsOf({ duplicates: [CAPTURE], decided: [{ ...view.decision, reason: 'Other year' }] })).toEqual([]);
});
