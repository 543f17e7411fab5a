import { createElement } from '@lwc/engine-dom';
import addDraft from '@salesforce/apex/CaptureController.addDraft';
import correctSource from '@salesforce/apex/CaptureController.correctSource';
import NoOpportunity from 'c/noOpportunity';
import { RECORDING, standInForAudio } from '../../../../../test/audio';
import { captureView, contact, draft, found, region, settled, show, SOURCE } from '../../../../../test/review';

jest.mock('@salesforce/apex/CaptureController.addDraft', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.correctSource', () => ({ default: jest.fn() }), { virtual: true });

const VIEW = captureView({ drafts: [], account: draft().account, contacts: [contact()] });
const mount = (view = VIEW) =>
  show(createElement('c-no-opportunity', { is: NoOpportunity }), { view, source: SOURCE }, [
    'added',
    'corrected',
    'another',
  ]);

afterEach(() => {
  document.body.replaceChildren();
  jest.resetAllMocks();
});

it('keeps what was found, with its evidence', async () => {
  const { all, find } = mount();
  expect(all('.card__name').map(({ textContent }) => textContent)).toEqual(['Beta Conseil', 'Awa Fall']);
  expect(find('.empty__text').textContent).toBe('c.Review_None_Account_And_People');
  all('.value')[0].click();
  await settled();
  expect(find('c-source-panel')).toMatchObject({ litPath: 'account.name', line: { path: 'account.name' } });
});

it('starts an opportunity once, under one id, whatever is clicked', async () => {
  addDraft
    .mockRejectedValueOnce({ body: { message: '{"code":"offline","message":"No connection"}' } })
    .mockResolvedValue(VIEW);
  const { find, fired } = mount();
  find('.actions lightning-button').click();
  find('.actions lightning-button').click();
  await settled(12);
  expect(find('.failure').textContent).toBe('No connection');
  find('.actions lightning-button').click();
  await settled(12);
  expect(fired.added).toHaveBeenCalledWith(VIEW);
  const ids = addDraft.mock.calls.map(([{ draftId }]) => draftId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

it('hands on the capture after its text was corrected', async () => {
  correctSource.mockResolvedValue(VIEW);
  const { find, fired } = mount();
  find('c-source-panel').dispatchEvent(new CustomEvent('correct', { detail: { text: 'New' } }));
  await settled(12);
  expect(correctSource).toHaveBeenCalledWith({ captureId: 'capture-1', text: 'New' });
  expect(fired.corrected).toHaveBeenCalledWith(VIEW);
});

it('is no dead end where nothing was found', () => {
  const { find, all, fired } = mount(captureView({ drafts: [] }));
  expect(find('.empty__text').textContent).toBe('c.Review_None_Nothing');
  expect(find('.actions lightning-button').label).toBe('c.Review_None_Start');
  all('.actions lightning-button')[1].click();
  expect(fired.another).toHaveBeenCalledTimes(1);
});

it('outlines in the picture what it found, and calls the source what it is', () => {
  const people = contact({
    email: found('awa@beta.example', 'awa@beta.example', { mends: [{ read: '0', meant: 'o' }] }),
  });
  people.email.evidence[0].regions = [region(0.1, 0.1, 0.2, 0.2)];
  const { find } = mount(captureView({ drafts: [], kind: 'photo', contacts: [people] }));
  expect(find('.empty__title').textContent).toBe('c.Picture_None_Photo');
  const { kind, blocks } = find('c-source-panel');
  const anchors = blocks.flatMap(({ segments }) => segments.flatMap((segment) => segment.anchors));
  expect(kind).toBe('photo');
  expect(anchors.filter(({ regions }) => regions).map(({ path }) => path)).toEqual(['contacts.0.email']);
});

it('keeps the recording and what was heard in it', async () => {
  standInForAudio();
  const people = contact({ email: found('awa@beta.example', 'awa@beta.example') });
  Object.assign(people.email.evidence[0], { from: 3, to: 5 });
  const view = captureView({ drafts: [], kind: 'audio', contacts: [people] });
  const { all, element, find } = mount(view);
  element.source = { ...SOURCE, pages: [], unsure: [], sound: RECORDING };
  all('.value')[2].click();
  await settled();
  expect(find('.empty__title').textContent).toBe('c.Sound_None');
  const bar = find('c-source-panel').shadowRoot.querySelector('c-evidence-bar');
  expect(bar.passage).toEqual({ from: 3, to: 5 });
});
