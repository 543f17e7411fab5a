import { createElement } from '@lwc/engine-dom';
import getPage from '@salesforce/apex/FileController.getPage';
import { markedBlocks } from 'c/evidenceMarks';
import SourcePages from 'c/sourcePages';
import { page, region, settled, show } from '../../../../../test/review';

jest.mock('@salesforce/apex/FileController.getPage', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Page_Of', () => ({ default: '{0} of {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Page', () => ({ default: 'Page {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Page_Check', () => ({ default: 'Page {0} to check' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Problem', () => ({ default: '{0} was not read.' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Problem_Page', () => ({ default: 'Page {0} of {1} was not read.' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.Picture_Poor_Other', () => ({ default: 'check {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Text_Photo_Other', () => ({ default: 'Text ({0})' }), { virtual: true });

const TYPED = 'Vu au salon';
const CARD = 'Beta Conseil\nAwa Fall';
const QUOTE = '3 serveurs avant mars';
const TEXT = [TYPED, CARD, QUOTE].join('\n\n');
const at = (text) => ({ start: TEXT.indexOf(text), end: TEXT.indexOf(text) + text.length });
const PAGES = [
  page({ number: 1, kind: 'text', take: null, fileName: null, legibility: null, ...at(TYPED) }),
  page({ number: 2, take: 1, ...at(CARD) }),
  page({ number: 3, take: 2, fileName: 'devis.pdf', legibility: 'poor', ...at(QUOTE) }),
];
const anchor = (quote, path, regions, changes = {}) => ({
  draftId: 'd1',
  position: 1,
  path,
  label: path,
  toCheck: false,
  ...at(quote),
  ...(regions ? { regions } : {}),
  ...changes,
});
const ANCHORS = [
  anchor('Beta Conseil', 'account.name', [region(0.1, 0.1, 0.3, 0.2, 2)]),
  anchor('3 serveurs', 'opportunity.name', [region(0.1, 0.1, 0.3, 0.2, 3)], { toCheck: true }),
  anchor('avant mars', 'opportunity.closeDate'),
];

async function mount({ pages = PAGES, unsure = [], ...changes } = {}) {
  const shown = show(
    createElement('c-source-pages', { is: SourcePages }),
    {
      captureId: 'capture',
      kind: 'photo',
      source: { text: TEXT, language: 'fr', corrected: false, pages, unsure },
      blocks: markedBlocks(TEXT, ANCHORS, []),
      activeDraftId: 'd1',
      canCorrect: true,
      ...changes,
    },
    ['pageshown', 'correctwanted'],
  );
  await settled(12);
  const lines = () =>
    shown.find('c-source-text')?.blocks.map(({ segments }) => segments.map(({ text }) => text).join('')) ?? null;
  return { ...shown, lines, caption: () => shown.find('.caption')?.textContent };
}

beforeEach(() => {
  URL.createObjectURL = jest.fn(() => 'blob:page');
  URL.revokeObjectURL = jest.fn();
  getPage.mockResolvedValue(btoa('jpeg'));
});
afterEach(() => {
  document.body.replaceChildren();
  jest.resetAllMocks();
});

it('begins with the picture, and asks for no other', async () => {
  const { find, fired, caption } = await mount();
  expect(find('c-page-viewer').page.number).toBe(2);
  expect(caption()).toBe('2 of 3 · card.jpg');
  expect(fired.pageshown.mock.calls).toEqual([[{ number: 2 }]]);
  expect(getPage.mock.calls).toEqual([[{ captureId: 'capture', page: 2 }]]);
});

it('turns the pages; one without a picture is its text', async () => {
  const { all, find, lines, caption, fired } = await mount();
  all('.turn')[0].click();
  await settled();
  expect(find('c-page-viewer')).toBeNull();
  expect([caption(), lines()]).toEqual(['1 of 3 · c.Picture_Typed', [TYPED]]);
  all('.tab')[2].click();
  await settled(12);
  expect(find('c-page-viewer').page.number).toBe(3);
  expect(all('.tab')[2].getAttribute('aria-current')).toBe('page');
  expect(all('.turn')[1].disabled).toBe(true);
  expect(fired.pageshown).toHaveBeenLastCalledWith({ number: 3 });
});

it('says on which pages values are to check', async () => {
  const { all } = await mount();
  expect(all('.tab').map((tab) => tab.getAttribute('aria-label'))).toEqual(['Page 1', 'Page 2', 'Page 3 to check']);
});

it('keeps the row short in a long document', async () => {
  const many = Array.from({ length: 40 }, (_, index) => page({ number: index + 1, pageOfFile: index + 1 }));
  const { all, element } = await mount({ pages: many });
  expect(all('.tab').map(({ textContent }) => textContent)).toEqual(['1', '2', '3', '40']);
  element.shadowRoot.querySelectorAll('.tab')[3].click();
  await settled();
  expect(all('.tab').map(({ textContent }) => textContent)).toEqual(['1', '38', '39', '40']);
});

it('goes to the page of what is lit, until the person turns to another', async () => {
  const { element, find, all } = await mount();
  element.litPath = 'opportunity.name';
  await settled(12);
  expect(find('c-page-viewer')).toMatchObject({ litPath: 'opportunity.name' });
  expect(find('c-page-viewer').page.number).toBe(3);
  all('.tab')[1].click();
  await settled();
  expect(find('c-page-viewer').page.number).toBe(2);
  element.litPath = null;
  await settled();
  expect(find('c-page-viewer').page.number).toBe(2);
});

describe('the text as it was read', () => {
  it('opens with its marks, and leads to its correction', async () => {
    const { find, lines, fired } = await mount();
    expect(find('.read__switch').textContent).toBe('Text (2)');
    expect(find('.read__switch').getAttribute('aria-expanded')).toBe('false');
    find('.read__switch').click();
    await settled();
    expect(lines()).toEqual([CARD]);
    find('.read__correct').click();
    expect(fired.correctwanted).toHaveBeenCalledTimes(1);
  });

  it('opens of itself for words that have no place in the picture', async () => {
    const { element, lines } = await mount();
    element.litPath = 'opportunity.closeDate';
    await settled(12);
    expect(lines()).toEqual([QUOTE]);
  });

  it('is not shown beside its correction', async () => {
    const { find } = await mount({ correcting: true });
    expect(find('.read')).toBeNull();
    expect(find('c-page-viewer')).not.toBeNull();
  });

  it('can be missing', async () => {
    const { find } = await mount({ blocks: [], canCorrect: false });
    expect(find('.read').textContent).toBe('c.Picture_Text_None');
  });
});

it('says that a page is hard to read and how many places are to be compared', async () => {
  const { element, find } = await mount({ unsure: [{ ...at('mars'), regions: [] }] });
  expect(find('.notice')).toBeNull();
  element.litPath = 'opportunity.name';
  await settled(12);
  expect(find('.notice').textContent).toContain('check 2');
  expect(find('c-page-viewer').className).toBe('viewer viewer_noticed');
});

it('says which file was not read and why, and shows the others', async () => {
  const pages = [
    ...PAGES,
    page({ number: 4, kind: 'text', take: 3, fileName: 'locked.pdf', problem: 'file-encrypted' }),
    page({ number: 5, kind: 'text', take: 2, fileName: 'devis.pdf', pageOfFile: 2, problem: 'file-damaged' }),
    page({ number: 6, kind: 'text', take: 2, fileName: 'devis.pdf', pageOfFile: 3, problem: 'file-damaged' }),
  ];
  const { all, find } = await mount({ pages });
  expect(all('.unread p').map(({ textContent }) => textContent)).toEqual([
    'locked.pdf was not read. c.Picture_Problem_Encrypted',
    'Page 2 of devis.pdf was not read. c.Picture_Problem_Damaged',
  ]);
  expect(all('.tab')).toHaveLength(3);
  expect(find('c-page-viewer')).not.toBeNull();
});
