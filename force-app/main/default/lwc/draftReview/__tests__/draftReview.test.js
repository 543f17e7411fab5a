import { createElement } from '@lwc/engine-dom';
import addDraft from '@salesforce/apex/CaptureController.addDraft';
import correctSource from '@salesforce/apex/CaptureController.correctSource';
import getCapture from '@salesforce/apex/CaptureController.getCapture';
import getPage from '@salesforce/apex/FileController.getPage';
import createRecords from '@salesforce/apex/DraftController.createRecords';
import decideMatches from '@salesforce/apex/DraftController.decideMatches';
import rejectDraft from '@salesforce/apex/DraftController.rejectDraft';
import saveChanges from '@salesforce/apex/DraftController.saveChanges';
import userId from '@salesforce/user/Id';
import DraftReview from 'c/draftReview';
import { listEdits, putEdits } from 'c/unsentEdits';
import { RECORDING, standInForAudio } from '../../../../../test/audio';
import {
  accountMatch,
  captureView,
  CONFIGURATION,
  dealMatch,
  draft,
  evidence,
  fact,
  found,
  OBJECTS,
  page as sourcePage,
  region,
  row,
  settled,
  show,
  SOURCE,
} from '../../../../../test/review';

jest.mock('@salesforce/apex/CaptureController.addDraft', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.correctSource', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FileController.getPage', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DraftController.createRecords', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DraftController.decideMatches', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DraftController.rejectDraft', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DraftController.saveChanges', () => ({ default: jest.fn() }), { virtual: true });

const NAME = 'opportunity.name';
const CREATED = {
  created: true,
  opportunityId: '006A',
  opportunityName: 'N',
  accountId: '001A',
  accountName: 'A',
  contactIds: ['003A'],
  problems: null,
};
const problem = {
  code: 'x',
  message: 'Too early',
  target: 'opportunity',
  contactId: null,
  field: 'closeDate',
  canAllow: false,
  duplicates: null,
};

async function mount(properties = {}) {
  const page = show(
    createElement('c-draft-review', { is: DraftReview }),
    { captureId: 'capture-1', configuration: CONFIGURATION, view: captureView(), source: SOURCE, ...properties },
    ['corrected', 'draftselect', 'progress', 'another', 'openlist'],
  );
  for (const reader of page.all('c-object-reader')) {
    const object = OBJECTS[reader.objectName];
    reader.dispatchEvent(new CustomEvent('read', { detail: { objectName: reader.objectName, object } }));
  }
  await settled();
  const form = page.find('c-draft-form');
  if (form) Object.assign(form, { reportValidity: jest.fn(() => true), goTo: jest.fn() });
  return page;
}

const type = async ({ find }, path, value) => {
  find('c-draft-form').dispatchEvent(new CustomEvent('valuechange', { detail: { path, value }, bubbles: true }));
  await settled();
};
const press = async ({ find }, name, detail) => {
  find('c-review-footer').dispatchEvent(new CustomEvent(name, { detail }));
  await settled(30);
};
const saved = ({ draftId, version, changes }) => {
  const names = Object.fromEntries(
    changes.map(({ path, value }) => [path.split('.')[1], fact(value, { origin: 'person' })]),
  );
  return Promise.resolve({ conflict: false, draft: draft({ id: draftId, version: version + 1, opportunity: names }) });
};

beforeEach(() => {
  jest.useFakeTimers();
  getPage.mockRejectedValue(new Error('offline'));
});
afterEach(() => {
  document.body.replaceChildren();
  jest.resetAllMocks();
  jest.useRealTimers();
  localStorage.clear();
});

describe('evidence', () => {
  it('lights what a focused field was read from, and says so', async () => {
    const page = await mount();
    page
      .find('c-draft-form')
      .dispatchEvent(new CustomEvent('evidence', { detail: { path: 'opportunity.amount' }, bubbles: true }));
    await settled();
    const panel = page.find('c-source-panel');
    expect(panel).toMatchObject({ litPath: 'opportunity.amount', activeDraftId: 'draft-1' });
    expect(panel.line).toMatchObject({ label: 'Label of Amount' });
    expect(page.find('.strip__quote').textContent).toBe('85 M');
  });

  it('shows on a phone the line of the picture, and leads to it', async () => {
    const amount = found(85000000, '85 M');
    amount.evidence[0].regions = [region(0.1, 0.1, 0.2, 0.2)];
    const view = captureView({ kind: 'photo', drafts: [draft({ opportunity: { amount } })] });
    const review = await mount({ view, source: { ...SOURCE, pages: [sourcePage()], unsure: [] } });
    const detail = { path: 'opportunity.amount' };
    review.find('c-draft-form').dispatchEvent(new CustomEvent('evidence', { detail, bubbles: true }));
    await settled();
    expect(review.find('c-region-crop')).toMatchObject({ captureId: 'capture-1' });
    expect(review.find('c-region-crop').corners).toEqual(amount.evidence[0].regions[0].corners);
    expect(review.find('.strip__text').textContent).toContain('Label of Amount');
    review.find('.strip__see').click();
    await settled();
    expect(review.find('.page').className).toBe('page page_source');
    expect(review.all('.switch__button')[1].textContent).toBe('c.Picture_Side_Photo');
  });

  it('plays what was heard, from wherever that is asked, and says where it cannot', async () => {
    standInForAudio();
    const amount = found(85000000, '85 M', { doubts: ['number'] });
    Object.assign(amount.evidence[0], { from: 22, to: 24 });
    const view = captureView({ kind: 'audio', drafts: [draft({ opportunity: { amount } })] });
    const review = await mount({ view, source: { ...SOURCE, pages: [], unsure: [], sound: RECORDING } });
    const panel = Object.assign(review.find('c-source-panel'), { listen: jest.fn() });
    const fire = (name, detail) =>
      review.find('c-draft-form').dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
    expect(review.find('c-draft-form').view.heard).toHaveLength(1);
    fire('listen', { from: 1, to: 2 });
    fire('evidence', { path: 'opportunity.amount' });
    await settled();
    review.find('.strip .listen').click();
    expect(panel.listen.mock.calls).toEqual([
      [1, 2],
      [22, 24],
    ]);
    panel.dispatchEvent(new CustomEvent('listening', { detail: { status: 'failed', seconds: 22, passage: null } }));
    await settled();
    expect(review.find('.strip__context').textContent).toBe('c.Sound_Failed');
    panel.dispatchEvent(new CustomEvent('listening', { detail: { status: 'playing', seconds: 22, passage: null } }));
    await settled();
    expect(review.find('.strip__quote').textContent).toBe('85 M');
  });

  it('goes from a mark to its field, in the tab of its deal', async () => {
    const page = await mount();
    const detail = { path: 'opportunity.amount', draftId: 'draft-2' };
    page.find('c-source-panel').dispatchEvent(new CustomEvent('markchosen', { detail }));
    await settled();
    expect(page.find('c-deal-tabs').activeId).toBe('draft-2');
    expect(page.fired.draftselect).toHaveBeenCalledWith('draft-2');
    expect(page.find('c-source-panel').litPath).toBe('opportunity.amount');
  });
});

describe('edits', () => {
  it('keeps them at once and sends them when typing rests', async () => {
    saveChanges.mockImplementation(saved);
    const page = await mount();
    await type(page, NAME, 'X');
    expect(listEdits({ userId, draftId: 'draft-1' })).toEqual([{ path: NAME, value: 'X' }]);
    expect(saveChanges).not.toHaveBeenCalled();
    jest.advanceTimersByTime(800);
    await settled(20);
    expect(saveChanges).toHaveBeenCalledWith({ draftId: 'draft-1', version: 1, changes: [{ path: NAME, value: 'X' }] });
    expect(page.find('c-review-footer').saving.status).toBe('saved');
    expect(listEdits({ userId, draftId: 'draft-1' })).toEqual([]);
  });

  it('restores them after a reload, and sends them once the connection is back', async () => {
    putEdits({ userId, draftId: 'draft-1' }, [{ path: NAME, value: 'Kept' }]);
    saveChanges.mockRejectedValueOnce(new Error('Failed to fetch')).mockImplementation(saved);
    const page = await mount();
    expect(page.find('c-draft-form').view.fields.get(NAME).value).toBe('Kept');
    jest.advanceTimersByTime(800);
    await settled(20);
    expect(page.find('c-review-footer').saving.status).toBe('failed');
    window.dispatchEvent(new CustomEvent('online'));
    await settled(20);
    expect(page.find('c-review-footer').saving.status).toBe('saved');
  });

  it('shows both values where another device changed the same one', async () => {
    saveChanges.mockResolvedValue({
      conflict: true,
      draft: draft({ version: 5, opportunity: { name: found('Theirs', 'RDV') } }),
    });
    const page = await mount();
    await type(page, NAME, 'Mine');
    jest.advanceTimersByTime(800);
    await settled(20);
    expect(page.find('c-draft-form').view.fields.get(NAME).conflict).toEqual({ mine: 'Mine', theirs: 'Theirs' });
    await press(page, 'create');
    expect(createRecords).not.toHaveBeenCalled();
  });
});

describe('creation', () => {
  it('links the next deal to the account that this one made, and goes on without it when that cannot be read', async () => {
    createRecords.mockResolvedValue(CREATED);
    getCapture.mockResolvedValue(captureView({ matches: [accountMatch()] }));
    const page = await mount();
    await press(page, 'create');
    expect(page.find('c-created-summary').records.map(({ detail }) => detail)[1]).toBe('c.Review_Created_Account_New');
    await press(page, 'next');
    expect(page.find('c-review-footer').summary.link).toEqual([expect.objectContaining({ text: 'Beta Conseil SA' })]);

    document.body.replaceChildren();
    getCapture.mockRejectedValue(new Error('Failed to fetch'));
    const offline = await mount();
    await press(offline, 'create');
    expect(offline.find('c-created-summary')).not.toBeNull();
  });

  it('saves, creates what is shown once, and says what was made', async () => {
    saveChanges.mockImplementation(saved);
    createRecords.mockResolvedValue(CREATED);
    const page = await mount({ view: captureView({ matches: [accountMatch()] }) });
    await type(page, NAME, 'X');
    page.find('c-review-footer').dispatchEvent(new CustomEvent('create'));
    await press(page, 'create');
    expect(createRecords).toHaveBeenCalledTimes(1);
    const [{ request }] = createRecords.mock.calls[0];
    expect(request).toMatchObject({
      version: 2,
      opportunity: { name: 'X' },
      account: { recordId: '001000000000001AAA' },
    });
    expect(page.find('c-created-summary').records.map(({ recordId }) => recordId)).toEqual(['006A', '001A', '003A']);
    expect(page.find('c-review-footer')).toMatchObject({ summary: null, nextNumber: 2, remaining: 1 });
    expect(page.fired.progress.mock.calls[0][0]).toEqual({ created: 0, deals: 2 });
    expect(page.fired.progress.mock.calls.at(-1)[0]).toEqual({ created: 1, deals: 2 });
  });

  it('sends nothing while a required value is missing, and leads to it', async () => {
    const page = await mount({ view: captureView({ drafts: [draft({ opportunity: { closeDate: fact(null) } })] }) });
    await press(page, 'create');
    expect(createRecords).not.toHaveBeenCalled();
    expect(page.find('c-draft-form').goTo).toHaveBeenCalledWith('opportunity.closeDate');
    expect(page.find('c-refusal-banner').refusal.title).toBe('c.Review_Missing_One');
  });

  it('shows a refusal at its value and keeps everything', async () => {
    createRecords.mockResolvedValue({ ...CREATED, created: false, problems: [problem] });
    const page = await mount();
    await press(page, 'create');
    expect(page.find('c-draft-form').view.fields.get('opportunity.closeDate').problem).toBe('Too early');
    expect(page.find('c-draft-form').goTo).toHaveBeenCalledWith('opportunity.closeDate');
    expect(page.find('c-deal-tabs').tabs[0].flagKind).toBe('bad');
  });

  it('creates although there is a duplicate when the person says so', async () => {
    const duplicate = { ...problem, field: null, target: 'account', canAllow: true, duplicates: [accountMatch()] };
    createRecords
      .mockResolvedValueOnce({ ...CREATED, created: false, problems: [duplicate] })
      .mockResolvedValue(CREATED);
    const page = await mount();
    await press(page, 'create');
    page.find('c-refusal-banner').dispatchEvent(new CustomEvent('allow'));
    await settled(30);
    expect(createRecords.mock.calls.map(([{ request }]) => request.allowDuplicates)).toEqual([false, true]);
    expect(page.find('c-created-summary')).not.toBeNull();
  });

  it('creates the deal it was asked for, also when the person looks at another meanwhile', async () => {
    let answer;
    saveChanges.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    createRecords.mockResolvedValue(CREATED);
    const page = await mount();
    await type(page, NAME, 'X');
    await press(page, 'create');
    page.find('c-deal-tabs').dispatchEvent(new CustomEvent('choose', { detail: { draftId: 'draft-2' } }));
    answer({ conflict: false, draft: draft({ version: 2, opportunity: { name: fact('X', { origin: 'person' }) } }) });
    await settled(30);
    const [{ request }] = createRecords.mock.calls[0];
    expect(request).toMatchObject({ draftId: 'draft-1', opportunity: { name: 'X', amount: 85000000 } });
  });

  it('may be repeated after a lost answer', async () => {
    createRecords.mockRejectedValueOnce(new Error('Failed to fetch')).mockResolvedValue(CREATED);
    const page = await mount();
    await press(page, 'create');
    expect(page.find('c-refusal-banner').refusal.title).toBe('c.Review_Failed');
    await press(page, 'create');
    expect(page.find('c-created-summary')).not.toBeNull();
  });

  it('creates although the draft could not be saved: the request carries every value', async () => {
    saveChanges.mockRejectedValue(new Error('Failed to fetch'));
    createRecords.mockResolvedValue(CREATED);
    const page = await mount();
    await type(page, NAME, 'X');
    await press(page, 'create');
    expect(createRecords.mock.calls[0][0].request.opportunity.name).toBe('X');
  });
});

describe('the other ways on', () => {
  it('drops one deal with a reason and leaves the other', async () => {
    rejectDraft.mockResolvedValue(draft({ state: 'rejected', version: 2 }));
    const page = await mount();
    await press(page, 'drop', { reason: 'Lost' });
    expect(rejectDraft).toHaveBeenCalledWith({ draftId: 'draft-1', reason: 'Lost' });
    expect(page.find('c-created-summary').outcome).toBe('rejected');
    await press(page, 'next');
    expect(page.find('c-deal-tabs').activeId).toBe('draft-2');
  });

  it('adds a deal under an id of its own and shows it', async () => {
    addDraft.mockImplementation(({ draftId }) =>
      Promise.resolve(captureView({ drafts: [draft(), draft({ id: draftId, position: 2 })] })),
    );
    const page = await mount({ view: captureView({ drafts: [draft()] }) });
    page.find('c-deal-tabs').dispatchEvent(new CustomEvent('adddeal'));
    await settled(20);
    expect(page.find('c-deal-tabs').activeId).toBe(addDraft.mock.calls[0][0].draftId);
    expect(page.fired.corrected).toHaveBeenCalledTimes(1);
  });

  it('asks for the same deal again after a lost answer, and for another one after that', async () => {
    addDraft
      .mockRejectedValueOnce(new Error('Failed to fetch'))
      .mockImplementation(({ draftId }) =>
        Promise.resolve(captureView({ drafts: [draft(), draft({ id: draftId, position: 2 })] })),
      );
    const page = await mount({ view: captureView({ drafts: [draft()] }) });
    const add = () => {
      page.find('c-deal-tabs').dispatchEvent(new CustomEvent('adddeal'));
      return settled(20);
    };
    await add();
    await add();
    await add();
    const [lost, again, other] = addDraft.mock.calls.map(([{ draftId }]) => draftId);
    expect(again).toBe(lost);
    expect(other).not.toBe(lost);
  });

  it('saves what was typed before the text is read anew', async () => {
    saveChanges.mockImplementation(saved);
    correctSource.mockRejectedValueOnce(new Error('Failed to fetch')).mockResolvedValue(captureView());
    const page = await mount();
    page.find('c-source-panel').closeCorrection = jest.fn();
    await type(page, NAME, 'X');
    const correct = () =>
      page.find('c-source-panel').dispatchEvent(new CustomEvent('correct', { detail: { text: 'New' } }));
    correct();
    await settled(30);
    expect(saveChanges).toHaveBeenCalledTimes(1);
    expect(page.find('c-source-panel').failure).not.toBe('');
    correct();
    await settled(30);
    expect(page.fired.corrected).toHaveBeenCalledTimes(1);
  });

  it('shows a colleague’s draft as theirs', async () => {
    const rows = [
      row('draft-1', { mine: false, ownerName: 'Moussa' }),
      row('draft-2', { mine: false, ownerName: 'Moussa' }),
    ];
    const page = await mount({
      view: captureView({ rows }),
      configuration: { ...CONFIGURATION, canCreate: false, canReviewTeam: true },
    });
    expect(page.find('c-source-panel')).toMatchObject({ ownerName: 'Moussa', canCorrect: false });
    expect(page.find('c-deal-tabs').canAdd).toBe(false);
    expect(page.find('c-review-footer').canCreate).toBe(true);
  });

  it('says that the form cannot be read instead of showing an empty one', async () => {
    const page = show(createElement('c-draft-review', { is: DraftReview }), {
      configuration: CONFIGURATION,
      view: captureView(),
      source: SOURCE,
    });
    expect(page.find('lightning-spinner')).not.toBeNull();
    page.find('c-object-reader').dispatchEvent(new CustomEvent('unreadable', { detail: {} }));
    await settled();
    expect(page.find('.note_bad').textContent).toBe('c.Review_Fields_Failed');
  });

  it('switches between form and note on a phone', async () => {
    const page = await mount();
    page.all('.switch__button')[1].click();
    await settled();
    expect(page.find('.page').className).toBe('page page_source');
    expect(page.all('.switch__button').map((button) => button.getAttribute('aria-pressed'))).toEqual(['false', 'true']);
  });
});

it('says who read the note, and which of its fields were read in two ways', async () => {
  const rules = {
    by: 'rules',
    provider: null,
    model: null,
    prompt: null,
    requests: 0,
    inputTokens: 0,
    outputTokens: 0,
  };
  const extractor = { ...rules, cost: 0, failures: [] };
  const doubt = { confidence: 0.6, alternatives: [{ value: 19000000, confidence: 0.8, evidence: [evidence('19 M')] }] };
  const opportunity = { amount: found(85000000, '85 M', doubt) };
  const view = captureView({ drafts: [draft({ warnings: ['readings-differ'], extractor, opportunity })] });
  const { find } = await mount({ view });
  expect(find('c-reading-line').extractor).toEqual(extractor);
  expect(find('c-warning-notice')).toMatchObject({ warnings: ['readings-differ'], differing: ['Label of Amount'] });
});

it.each([
  ['from before', {}],
  ['that a person added', { extractor: null, warnings: [] }],
])('says nothing of the reading of a draft %s', async (_what, changes) => {
  const { find } = await mount({ view: captureView({ drafts: [draft(changes)] }) });
  expect(find('c-reading-line')).toBeNull();
  expect(find('c-warning-notice').warnings).toEqual([]);
});

describe('what exists already', () => {
  const said = { target: 'opportunity', contactId: null, recordId: '006000000000001AAA', draftId: null, captureId: null };
  const notTheSame = { ...said, same: false, reason: 'Other site' };
  const answer = async ({ find }, detail) => {
    find('c-same-deal').dispatchEvent(new CustomEvent('answer', { detail, bubbles: true, composed: true }));
    await settled(20);
  };
  const updating = () => mount({ view: captureView({ matches: [dealMatch()] }) });
  const withValidForm = ({ find }) =>
    Object.assign(find('.deal'), { reportValidity: jest.fn(() => true), goTo: jest.fn() });

  it('is updated where it is the same: the table stands in the place of the form', async () => {
    const page = await updating();
    expect(page.find('c-update-banner').update).toMatchObject({ name: 'Beta Conseil – Réseau du siège' });
    expect(page.find('c-draft-form')).toBeNull();
    expect(page.find('c-review-footer').summary.update).toHaveLength(1);
    expect(page.find('c-same-deal').duplicates).toEqual([]);
  });

  it('takes the ticked values alone, and says that it was updated', async () => {
    saveChanges.mockImplementation(saved);
    createRecords.mockResolvedValue({ ...CREATED, updated: true });
    const page = await updating();
    withValidForm(page);
    await press(page, 'create');
    const [{ request }] = createRecords.mock.calls[0];
    expect(request.opportunity).toMatchObject({ recordId: '006000000000001AAA', amount: 85000000, stage: null, name: null });
    expect(request.seen).toEqual({ 'opportunity.amount': '80000000' });
    expect(page.find('c-created-summary')).toMatchObject({ outcome: 'created', isUpdate: true });
  });

  it('looks again where the record changed meanwhile', async () => {
    saveChanges.mockImplementation(saved);
    getCapture.mockResolvedValue(captureView({ matches: [dealMatch()] }));
    const changed = { ...problem, code: 'record-changed', field: 'amount' };
    createRecords.mockResolvedValue({ ...CREATED, created: false, problems: [changed] });
    const page = await updating();
    withValidForm(page);
    await press(page, 'create');
    expect(getCapture).toHaveBeenCalledTimes(1);
    expect(page.find('c-refusal-banner').refusal.title).toBe('c.Update_Refused_One');
  });

  it('forth and back loses nothing', async () => {
    saveChanges.mockImplementation(saved);
    const page = await updating();
    const write = (path, value) =>
      page.find('.deal').dispatchEvent(new CustomEvent('valuechange', { detail: { path, value }, bubbles: true }));
    write('opportunity.amount', '91');
    write('taken.opportunity.amount', 'false');
    page
      .find('c-update-banner')
      .dispatchEvent(new CustomEvent('answer', { detail: { kind: 'new' }, bubbles: true, composed: true }));
    await settled();
    expect(page.find('c-draft-form').view.fields.get('opportunity.amount').value).toBe('91');
    expect(page.find('c-same-deal').duplicates).toHaveLength(1);
    write('opportunity.recordId', '006000000000001AAA');
    await settled();
    expect(page.find('c-update-table').view.update.rows[0]).toMatchObject({ isTaken: false, field: { value: '91' } });
  });

  it('is not asked again once it is said not to be the same', async () => {
    decideMatches.mockResolvedValue(draft({ version: 2 }));
    const page = await updating();
    await answer(page, { kind: 'decided', decisions: [notTheSame] });
    expect(decideMatches).toHaveBeenCalledWith({ draftId: 'draft-1', decisions: [notTheSame] });
    expect(page.find('c-draft-form')).not.toBeNull();
    expect(page.find('c-same-deal').duplicates).toEqual([]);
  });

  it('is asked again where the answer could not be kept', async () => {
    decideMatches.mockRejectedValue(new Error('Failed to fetch'));
    const page = await updating();
    await answer(page, { kind: 'decided', decisions: [notTheSame] });
    expect(page.find('c-update-banner')).not.toBeNull();
    expect(page.find('c-refusal-banner').refusal.title).toBe('c.Review_Failed_Other');
  });

  it('ends the deal that went into another one, and takes what that one says now', async () => {
    const page = await mount();
    const into = draft({ id: 'draft-2', position: 2, version: 9 });
    await answer(page, { kind: 'merged', draft: draft({ state: 'rejected', version: 2 }), into });
    expect(page.find('c-created-summary')).toMatchObject({ outcome: 'rejected', isMerged: true });
    expect(page.find('c-review-footer').nextNumber).toBe(2);
  });
});
