import { createElement } from '@lwc/engine-dom';
import captureOfMethod from '@salesforce/apex/CaptureController.captureOf';
import getCaptureMethod from '@salesforce/apex/CaptureController.getCapture';
import getConfigurationMethod from '@salesforce/apex/CaptureController.getConfiguration';
import getSourceMethod from '@salesforce/apex/CaptureController.getSource';
import listUnfinishedMethod from '@salesforce/apex/CaptureController.listUnfinished';
import CreateFromNotes from 'c/createFromNotes';
import { listEdits, putEdits } from 'c/unsentEdits';
import { keepText, readNote } from 'c/unsentNote';
import { CurrentPageReference, navigate } from 'lightning/navigation';
import userId from '@salesforce/user/Id';

jest.mock('@salesforce/apex/CaptureController.captureOf', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.eraseCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.getConfiguration', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.getSource', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SettingsController.checkSettings', () => ({ default: jest.fn(async () => []) }), {
  virtual: true,
});
jest.mock('@salesforce/apex/CaptureController.listUnfinished', () => ({ default: jest.fn(async () => []) }), {
  virtual: true,
});
jest.mock('c/draftReview', () => require('../../../../../test/jest-mocks/c/draftReview/draftReview'), {
  virtual: true,
});
jest.mock('c/voiceRecorder', () => require('../../../../../test/jest-mocks/c/voiceRecorder/voiceRecorder'), {
  virtual: true,
});
jest.mock('c/noOpportunity', () => require('../../../../../test/jest-mocks/c/noOpportunity/noOpportunity'), {
  virtual: true,
});

const COMPONENT = { type: 'standard__component', attributes: { componentName: 'c__createFromNotes' } };
const CONFIGURATION = { maximumTextLength: 100, blocked: false, canAdminister: false, canCreate: true, canReviewTeam: false };
const SOURCE = { text: 'The note', language: 'en', corrected: false };
const DRAFT_ID = '1b9c5a1f-4d2e-4f6a-8b7c-8d9e0f1a2b3c';
const viewIn = (state, drafts = [], id = 'capture-1') => ({
  capture: { id, state, reason: null, capturedAt: '2026-03-03T11:42:00Z', drafts, contacts: [] },
  rows: [],
  matches: [],
});
const READY = viewIn('ready', [{ id: DRAFT_ID }]);

const settle = () => new Promise(process.nextTick);
const pageOf = (state) => ({ ...COMPONENT, state });

async function show(properties = {}, page = COMPONENT) {
  const element = createElement('c-create-from-notes', { is: CreateFromNotes });
  Object.assign(element, properties);
  document.body.appendChild(element);
  CurrentPageReference.emit(page);
  await settle();
  const find = (selector) => element.shadowRoot.querySelector(selector);
  return { element, find, heading: () => find('h1').textContent };
}

async function tell(part, name, detail) {
  part.dispatchEvent(new CustomEvent(name, { detail }));
  await settle();
}

describe('c-create-from-notes', () => {
  beforeEach(() => {
    getConfigurationMethod.mockResolvedValue(CONFIGURATION);
    getSourceMethod.mockResolvedValue(SOURCE);
    getCaptureMethod.mockResolvedValue(READY);
  });

  afterEach(() => {
    document.body.replaceChildren();
    keepText(userId, '');
    jest.clearAllMocks();
  });

  it('starts with the form and what is unfinished, under one heading', async () => {
    const { element, find, heading } = await show({ samples: [{ title: 'Mail', language: 'en', text: 'x' }] });
    expect(heading()).toBe('c.Capture_Title');
    expect(element.shadowRoot.querySelectorAll('h1')).toHaveLength(1);
    expect(find('c-capture-form').maximumLength).toBe(100);
    expect(find('c-capture-form').samples).toHaveLength(1);
    expect(find('c-unfinished-captures')).not.toBeNull();
    expect(find('.another')).toBeNull();
  });

  it('gives the form what the org says of recordings, and looks at the list again when one of before arrives', async () => {
    const { find } = await show();
    expect(find('c-capture-form').configuration).toEqual(CONFIGURATION);
    const asked = listUnfinishedMethod.mock.calls.length;
    await tell(find('c-capture-form'), 'delivered');
    expect(listUnfinishedMethod.mock.calls).toHaveLength(asked + 1);
    expect(find('c-capture-form')).not.toBeNull();
  });

  it('follows an accepted note, names it in the URL in place of the form, and gives the heading the focus', async () => {
    const { element, find, heading } = await show({}, pageOf({ c__recordId: '001000000000001AAA' }));
    expect(find('c-capture-form').recordId).toBe('001000000000001AAA');
    await tell(find('c-capture-form'), 'started', { view: viewIn('queued'), text: 'The note' });
    expect(navigate).toHaveBeenCalledWith(pageOf({ c__capture: 'capture-1', c__recordId: '001000000000001AAA' }), true);
    expect(heading()).toBe('c.Capture_Title_Reading');
    expect(find('c-capture-progress').text).toBe('The note');
    expect(element.shadowRoot.activeElement).toBe(find('h1'));
  });

  it('shows the review as soon as the capture is ready', async () => {
    const { find, heading } = await show();
    await tell(find('c-capture-form'), 'started', { view: viewIn('queued'), text: 'The note' });
    await tell(find('c-capture-progress'), 'viewchange', READY);
    const review = find('c-draft-review');
    expect(heading()).toBe('c.Capture_Title_Review');
    expect(review.captureId).toBe('capture-1');
    expect(review.view).toEqual(READY);
    expect(review.source).toEqual(SOURCE);
    expect(review.configuration).toEqual(CONFIGURATION);
  });

  it.each([
    ['ready', viewIn('ready'), 'c-no-opportunity', 'c.Review_None_Title'],
    ['failed', viewIn('failed'), 'c-capture-progress', 'c.Capture_Title_Failed'],
    ['waiting', viewIn('waiting'), 'c-capture-progress', 'c.Capture_Title_Waiting'],
  ])('opens a %s capture without a draft from its link', async (_state, view, part, heading) => {
    getCaptureMethod.mockResolvedValue(view);
    const page = await show({}, pageOf({ c__capture: 'capture-1' }));
    expect(page.find(part)).not.toBeNull();
    expect(page.heading()).toBe(heading);
    expect(page.find(part).view).toEqual(view);
  });

  it('says what the note holds, each account and person once, and how far its deals are', async () => {
    const value = (text) => ({ value: text });
    const person = (lastName, email) => ({ firstName: value(null), lastName: value(lastName), email: value(email) });
    const deal = (id, account, contacts, state = 'open') => ({
      id,
      state,
      account: { recordId: null, name: value(account) },
      contacts,
    });
    const drafts = [
      deal('a', 'Beta', [person('Fall', 'fall@beta.example'), person(null, 'info@beta.example')]),
      deal('b', ' beta', [person('FALL', null), person(null, null)]),
      deal('c', 'Alpha', [person('Diop', null)], 'expired'),
    ];
    getCaptureMethod.mockResolvedValue(viewIn('ready', drafts));
    const { find } = await show({}, pageOf({ c__capture: 'capture-1' }));
    expect(find('dl')).toBeNull();
    await tell(find('c-draft-review'), 'progress', { created: 1, deals: 2 });
    const facts = [...find('dl').querySelectorAll('dd')].map((fact) => fact.textContent);
    expect(facts).toEqual([
      'c.Capture_Found_Deal_Other, c.Capture_Found_Account_One, c.Review_Footer_Contact_Other',
      'c.Capture_Created_Of',
    ]);
  });

  it('opens the draft that a link names', async () => {
    const { element, find } = await show({}, pageOf({ c__capture: 'capture-1', c__draft: DRAFT_ID }));
    expect(find('c-draft-review').draftId).toBe(DRAFT_ID);
    expect(element.shadowRoot.activeElement).toBeNull();
  });

  it('goes back and forward with the URL, and does not open anew what it shows', async () => {
    const { find } = await show({}, pageOf({ c__capture: 'capture-1' }));
    CurrentPageReference.emit(pageOf({ c__capture: 'capture-1', c__draft: DRAFT_ID }));
    await settle();
    expect(getCaptureMethod).toHaveBeenCalledTimes(1);
    expect(find('c-draft-review').draftId).toBe(DRAFT_ID);

    CurrentPageReference.emit(COMPONENT);
    await settle();
    expect(find('c-capture-form')).not.toBeNull();
  });

  it('shows nothing of a capture that was left before its answer came', async () => {
    let answer;
    getCaptureMethod.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const { find } = await show({}, pageOf({ c__capture: 'capture-1' }));
    CurrentPageReference.emit(COMPONENT);
    await settle();
    answer(READY);
    await settle();
    expect(find('c-draft-review')).toBeNull();
    expect(find('c-capture-form')).not.toBeNull();
  });

  it('keeps the chosen draft in the URL', async () => {
    const { find } = await show({}, pageOf({ c__capture: 'capture-1' }));
    await tell(find('c-draft-review'), 'draftselect', DRAFT_ID);
    expect(navigate).toHaveBeenCalledWith(pageOf({ c__capture: 'capture-1', c__draft: DRAFT_ID }), true);
  });

  it('reads the source anew when it was corrected, and follows it while it is being read', async () => {
    const { find } = await show({}, pageOf({ c__capture: 'capture-1' }));
    getSourceMethod.mockResolvedValue({ ...SOURCE, text: 'Corrected', corrected: true });
    await tell(find('c-draft-review'), 'corrected', viewIn('extracting'));
    expect(find('c-capture-progress').text).toBe('Corrected');
    await tell(find('c-capture-progress'), 'viewchange', READY);
    expect(find('c-draft-review').source.text).toBe('Corrected');
  });

  it('keeps the review while it is refreshed, also when that fails', async () => {
    const { find } = await show({}, pageOf({ c__capture: 'capture-1' }));
    getCaptureMethod.mockRejectedValueOnce({ body: { message: 'Disconnected or Canceled' } });
    await tell(find('c-draft-review'), 'refresh');
    expect(find('c-draft-review')).not.toBeNull();
    expect(find('.problem').error.code).toBe('offline');
  });

  it('goes on to another note as a step of its own in the history', async () => {
    const { find } = await show({}, pageOf({ c__capture: 'capture-1' }));
    find('.another').click();
    await settle();
    expect(navigate).toHaveBeenCalledWith(pageOf({}), false);
    expect(find('c-capture-form')).not.toBeNull();
  });

  it('opens what is unfinished, and the list of drafts', async () => {
    const { find } = await show();
    await tell(find('c-unfinished-captures'), 'openlist');
    expect(navigate.mock.calls[0][0].attributes.objectApiName).toBe('Opportunity_Draft__c');
    await tell(find('c-unfinished-captures'), 'open', { captureId: 'capture-1', draftId: null });
    expect(navigate).toHaveBeenLastCalledWith(pageOf({ c__capture: 'capture-1' }), false);
    expect(find('c-draft-review')).not.toBeNull();
  });

  it('takes the text of a failed note up again', async () => {
    getCaptureMethod.mockResolvedValue(viewIn('failed'));
    const { find } = await show({}, pageOf({ c__capture: 'capture-1' }));
    await tell(find('c-capture-progress'), 'reuse');
    expect(readNote(userId).text).toBe('The note');
    expect(find('c-capture-form')).not.toBeNull();
  });

  it('says that a link did not open, and tries again', async () => {
    getCaptureMethod.mockRejectedValueOnce({ body: { message: '{"code":"not-found","message":"Gone."}' } });
    const { find } = await show({}, pageOf({ c__capture: 'capture-1' }));
    expect(find('.problem').error.message).toBe('Gone.');
    expect(find('.problem').heading).toBe('c.Capture_Open_Failed');
    await tell(find('.problem'), 'retry');
    expect(find('.problem')).toBeNull();
    expect(find('c-draft-review')).not.toBeNull();
  });

  it('says who may not use it, and starts when the right was given', async () => {
    getConfigurationMethod.mockRejectedValueOnce({ body: { message: '{"code":"not-permitted","message":"Ask."}' } });
    const { find } = await show();
    expect(find('.problem').error.code).toBe('not-permitted');
    expect(find('c-capture-form')).toBeNull();
    await tell(find('.problem'), 'retry');
    expect(find('c-capture-form')).not.toBeNull();
  });

  it('lets a manager who gives no notes open the drafts of the team', async () => {
    getConfigurationMethod.mockResolvedValue({ ...CONFIGURATION, canCreate: false, canReviewTeam: true });
    const { find } = await show();
    expect(find('.refusal').message).toBe('c.Capture_Not_Allowed_Review');
    expect(find('.refusal .to-drafts')).not.toBeNull();
    CurrentPageReference.emit(pageOf({ c__capture: 'capture-1' }));
    await settle();
    expect(find('c-draft-review')).not.toBeNull();
    expect(find('.another')).toBeNull();
  });

  it('sends a rep to an administrator only when nothing can be created, and tells her no more', async () => {
    const { find } = await show();
    expect(find('.setup')).toBeNull();
    expect(find('c-settings-problems')).toBeNull();
    getConfigurationMethod.mockResolvedValue({ ...CONFIGURATION, blocked: true });
    document.body.replaceChildren();
    const blocked = await show();
    expect(blocked.find('.setup').heading).toBe('c.Capture_Setup');
    expect(blocked.find('c-settings-problems')).toBeNull();
  });

  it('shows an administrator what does not fit, above the form', async () => {
    getConfigurationMethod.mockResolvedValue({ ...CONFIGURATION, blocked: true, canAdminister: true });
    const { find } = await show();
    expect(find('c-settings-problems')).not.toBeNull();
    expect(find('.setup')).toBeNull();
    expect(find('c-capture-form')).not.toBeNull();
  });

  describe('on a record page', () => {
    const pageFor = (objectApiName) => ({
      type: 'standard__recordPage',
      attributes: { recordId: 'R1', objectApiName },
    });

    it.each(['Account', 'Opportunity'])('takes the %s into account and goes on on a page of its own', async (name) => {
      const { find } = await show({ recordId: 'R1', objectApiName: name }, pageFor(name));
      expect(find('c-capture-form').recordId).toBe('R1');
      await tell(find('c-capture-form'), 'started', { view: viewIn('queued'), text: 'The note' });
      expect(navigate).toHaveBeenCalledWith(pageOf({ c__capture: 'capture-1', c__recordId: 'R1' }), false);
      expect(find('c-capture-form')).not.toBeNull();
    });

    it('opens the draft whose page it is, and stays with it when another is chosen', async () => {
      captureOfMethod.mockResolvedValue(`capture-1:${DRAFT_ID}`);
      const name = 'Opportunity_Draft__c';
      const { find } = await show({ recordId: 'R1', objectApiName: name }, pageFor(name));
      expect(captureOfMethod).toHaveBeenCalledWith({ recordId: 'R1' });
      expect(getCaptureMethod).toHaveBeenCalledWith({ captureId: 'capture-1' });
      expect(find('c-draft-review').draftId).toBe(DRAFT_ID);
      await tell(find('c-draft-review'), 'draftselect', 'draft-2');
      expect(find('c-draft-review').draftId).toBe('draft-2');
      expect(navigate).not.toHaveBeenCalled();
    });
  });

  it('shows what is left of a note that was erased, and forgets what the device kept of it', async () => {
    putEdits({ userId, draftId: DRAFT_ID }, [{ path: 'opportunity.name', value: 'x' }]);
    const rows = [{ recordId: 'a01', draftId: DRAFT_ID }];
    getCaptureMethod.mockResolvedValue({ rows, matches: [], erasedAt: '2026-03-04T08:00:00Z' });
    const { find, heading } = await show({}, pageOf({ c__capture: 'capture-1' }));
    expect(heading()).toBe('c.Capture_Title_Erased');
    expect(find('c-erased-note').note).toEqual({ captureId: 'capture-1', erasedAt: '2026-03-04T08:00:00Z', rows });
    expect(listEdits({ userId, draftId: DRAFT_ID })).toEqual([]);
    expect(find('.another')).toBeNull();
    await tell(find('c-erased-note'), 'another');
    expect(find('c-capture-form')).not.toBeNull();
  });

  it('says so at once when the note is erased from the page, and opens nothing that is still on its way', async () => {
    const { find, heading } = await show({}, pageOf({ c__capture: 'capture-1' }));
    const note = { captureId: 'capture-1', erasedAt: '2026-03-04T08:00:00Z', rows: [] };
    await tell(find('c-draft-review'), 'refresh');
    find('c-draft-review').dispatchEvent(new CustomEvent('erased', { detail: note, bubbles: true, composed: true }));
    await settle();
    await settle();
    expect(heading()).toBe('c.Capture_Title_Erased');
    expect(find('c-draft-review')).toBeNull();
  });
});
