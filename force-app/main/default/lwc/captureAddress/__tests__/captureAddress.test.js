import { DRAFT_LIST, isDraftObject, isSameAddress, NOWHERE, pageAt, readAddress } from 'c/captureAddress';

const ADDRESS = { captureId: 'capture-1', draftId: 'draft-1', recordId: '001000000000001AAA' };
const COMPONENT = { type: 'standard__component', attributes: { componentName: 'c__createFromNotes' } };
const TAB = { type: 'standard__navItemPage', attributes: { apiName: 'Create_From_Notes' } };
const RECORD = { type: 'standard__recordPage', attributes: { recordId: '001000000000001AAA', objectApiName: 'Account' } };
const STATE = { c__capture: 'capture-1', c__draft: 'draft-1', c__recordId: '001000000000001AAA' };

describe('c-capture-address', () => {
  it.each([null, COMPONENT, { ...TAB, state: { c__capture: '', other: 'x' } }])('reads nothing from %p', (page) => {
    expect(readAddress(page)).toEqual(NOWHERE);
  });

  it.each(['xx', '001A', '003000000000001AAA', '001000000000001AAA<script>', 'data:text/html,x'])(
    'takes %p for no record that a note could belong to',
    (recordId) => {
      expect(readAddress({ ...COMPONENT, state: { c__recordId: recordId } }).recordId).toBeNull();
    },
  );

  it.each(['001000000000001', '006000000000001AAA'])('takes %p for one', (recordId) => {
    expect(readAddress({ ...COMPONENT, state: { c__recordId: recordId } }).recordId).toBe(recordId);
  });

  it('reads back what it names, on the page of its own and on a tab', () => {
    [COMPONENT, TAB].forEach((page) => {
      const named = pageAt(page, ADDRESS);
      expect(named).toEqual({ ...page, state: STATE });
      expect(readAddress(named)).toEqual(ADDRESS);
    });
  });

  it('takes away what is no longer named and leaves what others put into the URL', () => {
    const page = { ...TAB, state: { ...STATE, filterName: 'mine' } };
    expect(pageAt(page, { ...NOWHERE, captureId: 'capture-2' }).state).toEqual({
      c__capture: 'capture-2',
      filterName: 'mine',
    });
  });

  it.each([null, RECORD])('leads from %p to the page of its own', (page) => {
    expect(pageAt(page, ADDRESS)).toEqual({ ...COMPONENT, state: STATE });
  });

  it('compares addresses by what they name', () => {
    expect(isSameAddress(ADDRESS, { ...ADDRESS })).toBe(true);
    expect(isSameAddress(ADDRESS, { ...ADDRESS, draftId: null })).toBe(false);
  });

  it('knows the object of drafts and its list', () => {
    expect(isDraftObject('Opportunity_Draft__c')).toBe(true);
    expect(isDraftObject('Account')).toBe(false);
    expect(DRAFT_LIST).toEqual({
      type: 'standard__objectPage',
      attributes: { objectApiName: 'Opportunity_Draft__c', actionName: 'list' },
      state: { filterName: 'All' },
    });
  });
});
