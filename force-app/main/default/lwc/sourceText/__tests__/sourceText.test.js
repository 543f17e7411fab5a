import { createElement } from '@lwc/engine-dom';
import { markedBlocks } from 'c/evidenceMarks';
import SourceText from 'c/sourceText';
import { settled, show } from '../../../../../test/review';

const TEXT = 'Beta veut 3 serveurs\n\n<script>alert(1)</script> et 20 licences';
const anchor = (quote, changes = {}) => {
  const start = TEXT.indexOf(quote);
  return {
    draftId: 'd1',
    position: 1,
    path: 'account.name',
    label: 'Account',
    start,
    end: start + quote.length,
    toCheck: false,
    ...changes,
  };
};
const ANCHORS = [
  anchor('Beta'),
  anchor('3 serveurs', { path: 'opportunity.name', label: 'Name', toCheck: true }),
  anchor('20 licences', { draftId: 'd2', position: 2, path: 'opportunity.name', label: 'Name' }),
];
const PASSAGES = [{ position: 2, start: TEXT.indexOf('<script>'), end: TEXT.length }];

const mount = (changes = {}) =>
  show(
    createElement('c-source-text', { is: SourceText }),
    {
      blocks: markedBlocks(TEXT, ANCHORS, PASSAGES),
      activeDraftId: 'd1',
      activePosition: 1,
      numbered: true,
      ...changes,
    },
    ['marklit', 'markchosen', 'playfrom'],
  );
const press = (find, key) => find('.text').dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));

afterEach(() => document.body.replaceChildren());

it('tells marks of this deal, to check and of another deal apart', () => {
  const { all } = mount();
  expect(all('mark').map((mark) => [mark.textContent, mark.className])).toEqual([
    ['Beta', 'mark mark_here'],
    ['3 serveurs', 'mark mark_check'],
    ['20 licences', 'mark'],
  ]);
});

it('draws the source as text, whatever it holds', () => {
  const { find, all } = mount();
  expect(find('script')).toBeNull();
  expect(all('.block')[1].textContent).toContain('<script>alert(1)</script> et ');
});

it('ties a passage to the tab of its deal', () => {
  const { all } = mount();
  expect(all('.number').map(({ textContent }) => textContent)).toEqual(['2']);
  expect(mount({ numbered: false }).all('.number')).toEqual([]);
});

it('goes to the field of a mark that is clicked, also of another deal', () => {
  const { all, fired } = mount();
  all('mark')[2].click();
  expect(fired.markchosen).toHaveBeenCalledWith({ path: 'opportunity.name', draftId: 'd2' });
});

it('is one Tab stop: arrows walk and tell, Enter goes to the field', async () => {
  const { all, find, fired } = mount();
  expect(all('mark').map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
  press(find, 'ArrowRight');
  await settled();
  expect(all('mark').map(({ tabIndex }) => tabIndex)).toEqual([-1, 0, -1]);
  expect(fired.marklit).toHaveBeenCalledWith({ path: 'opportunity.name', draftId: 'd1' });
  press(find, 'Enter');
  expect(fired.markchosen).toHaveBeenCalledWith({ path: 'opportunity.name', draftId: 'd1' });
  press(find, 'End');
  press(find, 'ArrowRight');
  await settled();
  expect(all('mark')[2].tabIndex).toBe(0);
  press(find, 'Home');
  await settled();
  expect(all('mark')[0].tabIndex).toBe(0);
});

it('fills the lit mark and takes the next use of a passage when it is chosen again', async () => {
  const both = [anchor('Beta'), anchor('Beta', { path: 'opportunity.name', label: 'Name' })];
  const { element, all, fired } = mount({ blocks: markedBlocks(TEXT, both, []), litPath: 'account.name' });
  expect(all('mark')[0].className).toBe('mark mark_lit');
  all('mark')[0].click();
  expect(fired.markchosen).toHaveBeenLastCalledWith({ path: 'opportunity.name', draftId: 'd1' });
  element.litPath = 'opportunity.name';
  await settled();
  all('mark')[0].click();
  expect(fired.markchosen).toHaveBeenLastCalledWith({ path: 'account.name', draftId: 'd1' });
});

it('has nothing to choose in a source without evidence', () => {
  const { find, fired } = mount({ blocks: markedBlocks('Rien', [], []) });
  press(find, 'Enter');
  press(find, 'ArrowRight');
  expect(fired.markchosen).not.toHaveBeenCalled();
});

it('dots the words that were hard to read, and keeps their mark whole', () => {
  const start = TEXT.indexOf('serveurs');
  const { all } = mount({ unsure: [{ start, end: start + 'serveurs\n\n<script>'.length }] });
  expect(all('.hard').map(({ textContent }) => textContent)).toEqual(['serveurs', '<script>']);
  expect(all('mark').map(({ textContent }) => textContent)).toEqual(['Beta', '3 serveurs', '20 licences']);
});

describe('what was recorded', () => {
  const LINES = 'Beta veut\n3 serveurs';
  const times = [
    { start: 0, seconds: 0, text: '0:00' },
    { start: LINES.indexOf('3'), seconds: 11.2, text: '0:11' },
  ];
  const mountLines = (changes = {}) => mount({ blocks: markedBlocks(LINES, [], [], []), times, ...changes });
  /** jsdom has no layout: every range is where this says. */
  const layRanges = (box) => {
    Range.prototype.getClientRects = jest.fn(() => (box ? [box] : []));
  };
  afterEach(() => delete Range.prototype.getClientRects);

  it('stands beside its times, and plays from there', () => {
    const { all, fired } = mountLines();
    expect(all('.time').map(({ textContent }) => textContent.trim())).toEqual(['0:00', '0:11']);
    expect(all('.time').every(({ tabIndex }) => tabIndex === -1)).toBe(true);
    all('.time')[1].click();
    expect(fired.playfrom).toHaveBeenCalledWith({ seconds: 11.2 });
  });

  it('has no times where nothing was said', () => {
    expect(mountLines({ times: [] }).all('.time')).toEqual([]);
  });

  it('has a wavy line under words that were hard to hear', () => {
    const { find } = mountLines({ unsure: [{ start: 0, end: 4, from: 0, to: 1 }] });
    expect(find('.hard_heard').textContent).toBe('Beta');
  });

  it('lays a box over the word that is heard, and leaves the text alone', () => {
    layRanges({ left: 30, top: 40, width: 50, height: 20 });
    const { element, find, all } = mountLines();
    const before = all('[data-start]').map(({ textContent }) => textContent);
    const start = LINES.indexOf('serveurs');
    element.showHeard({ start, end: start + 8 });
    expect(find('.heard').hidden).toBe(false);
    expect(find('.heard').style).toMatchObject({ left: '30px', top: '40px', width: '50px', height: '20px' });
    expect(all('[data-start]').map(({ textContent }) => textContent)).toEqual(before);
    element.showHeard(null);
    expect(find('.heard').hidden).toBe(true);
  });

  it('shows no box for words that are not drawn', () => {
    layRanges(null);
    const { element, find } = mountLines();
    element.showHeard({ start: 0, end: 4 });
    expect(find('.heard').hidden).toBe(true);
    element.showHeard({ start: 9999, end: 10000 });
    expect(find('.heard').hidden).toBe(true);
  });
});
