import { createElement } from '@lwc/engine-dom';
import getPage from '@salesforce/apex/FileController.getPage';
import PageViewer from 'c/pageViewer';
import { page, region, settled, show } from '../../../../../test/review';

jest.mock('@salesforce/apex/FileController.getPage', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Review_Quote', () => ({ default: '«{0}»' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Region', () => ({ default: '{1}: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Region_Check', () => ({ default: '{1}: {0}, to check' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Region_Other', () => ({ default: '{1} of {2}: {0}' }), { virtual: true });

const TEXT = 'Beta awa@beta.example 3 serveurs';
const anchor = (quote, label, regions, changes = {}) => {
  const start = TEXT.indexOf(quote);
  const placed = { start, end: start + quote.length, regions };
  return { draftId: 'd1', position: 1, path: label, label, toCheck: false, ...placed, ...changes };
};
const ANCHORS = [
  anchor('awa@beta.example', 'E-mail', [region(0.1, 0.5, 0.3, 0.54)]),
  anchor('Beta', 'Account', [region(0.1, 0.1, 0.2, 0.14)]),
  anchor('3 serveurs', 'Name', [region(0.6, 0.8, 0.7, 0.84), region(0.6, 0.86, 0.7, 0.9)], { toCheck: true }),
  anchor('serveurs', 'Type', [region(0.6, 0.8, 0.7, 0.84)], { draftId: 'd2', position: 2 }),
  anchor('3', 'Elsewhere', [region(0.6, 0.8, 0.7, 0.84, 2)]),
];

async function mount(changes = {}) {
  const viewer = show(
    createElement('c-page-viewer', { is: PageViewer }),
    { captureId: 'capture', page: page(), text: TEXT, anchors: ANCHORS, activeDraftId: 'd1', ...changes },
    ['marklit', 'markchosen'],
  );
  const stage = viewer.find('.stage');
  stage.setPointerCapture = jest.fn();
  stage.getBoundingClientRect = () => ({ left: 0, top: 0, width: 400, height: 200 });
  await settled(12);
  const named = (name) => viewer.all('.region').find((each) => each.getAttribute('aria-label').startsWith(name));
  const tool = (index) => viewer.all('.tool')[index];
  const zoom = () => Number(/--zoom: ([\d.]+)/.exec(viewer.find('.sheet').getAttribute('style'))[1]);
  return { ...viewer, stage, named, tool, zoom };
}
const press = (target, key, changes = {}) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...changes });
  target.dispatchEvent(event);
  return event;
};
const pointer = (target, type, pointerId, clientX, clientY, time = 0) => {
  const event = new MouseEvent(type, { bubbles: true, composed: true, clientX, clientY, button: 0 });
  Object.defineProperties(event, {
    pointerId: { value: pointerId },
    pointerType: { value: 'touch' },
    timeStamp: { value: time },
  });
  target.dispatchEvent(event);
};
const tap = (target, x, y, time) => {
  pointer(target, 'pointerdown', 1, x, y, time);
  pointer(target, 'pointerup', 1, x, y, time);
};

beforeEach(() => {
  jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400);
  jest.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(200);
  URL.createObjectURL = jest.fn(() => 'blob:page');
  URL.revokeObjectURL = jest.fn();
  getPage.mockResolvedValue(btoa('jpeg'));
});
afterEach(() => {
  document.body.replaceChildren();
  jest.restoreAllMocks();
  jest.resetAllMocks();
});

describe('the picture', () => {
  it('has its place before it is there, so that nothing jumps', async () => {
    let answer;
    getPage.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const { find, stage } = await mount();
    expect(stage.getAttribute('style')).toBe('aspect-ratio: 1000 / 500');
    expect(find('lightning-spinner')).not.toBeNull();
    expect(find('.region')).toBeNull();
    answer(btoa('jpeg'));
    await settled(12);
    expect(find('.picture').src).toBe('blob:page');
    expect(find('lightning-spinner')).toBeNull();
  });

  it('says when it could not be loaded, and is asked for again', async () => {
    getPage.mockRejectedValueOnce(new Error('offline'));
    const { find } = await mount();
    expect(find('.state p').textContent).toBe('c.Picture_Failed');
    find('.state lightning-button').click();
    await settled(12);
    expect(find('.picture')).not.toBeNull();
  });

  it('says so too when what came is no picture', async () => {
    const { find } = await mount();
    find('.picture').dispatchEvent(new CustomEvent('error'));
    await settled();
    expect(find('.state')).not.toBeNull();
  });

  it('is the one of the page that is shown, however late another comes', async () => {
    const answers = {};
    getPage.mockImplementation(({ page: number }) => new Promise((resolve) => (answers[number] = resolve)));
    URL.createObjectURL = jest.fn((blob) => `blob:${blob.size}`);
    const { element, find } = await mount();
    element.page = page({ number: 2 });
    await settled();
    answers[2](btoa('22'));
    answers[1](btoa('1'));
    await settled(12);
    expect(find('.picture').src).toBe('blob:2');
  });

  it('is given back when the page is left', async () => {
    const { element } = await mount();
    element.remove();
    await settled();
    expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:page');
  });
});

describe('outlines', () => {
  it('tell what is used, to check, of another deal and lit apart; what stands on another page has none', async () => {
    const { all, element } = await mount();
    expect(all('.region').map((each) => [each.getAttribute('aria-label'), each.getAttribute('class')])).toEqual([
      ['E-mail: «awa@beta.example»', 'region region_here'],
      ['Name: «3 serveurs», to check', 'region region_check'],
      ['Type of 2: «serveurs»', 'region region_other'],
      ['Account: «Beta»', 'region region_here'],
    ]);
    element.litPath = 'Name';
    await settled();
    expect(all('.region.region_lit').map((each) => each.querySelectorAll('.outline').length)).toEqual([2]);
  });

  it('dots the words that were hard to read', async () => {
    const { all } = await mount({ unsure: [{ start: 0, end: 4, regions: [region(0.1, 0.1, 0.2, 0.14)] }] });
    expect(all('.hard').map((line) => [line.getAttribute('x1'), line.getAttribute('y2')])).toEqual([['100', '70']]);
  });

  it('lead to their field', async () => {
    const { named, fired } = await mount();
    named('Type').dispatchEvent(new CustomEvent('click'));
    expect(fired.markchosen).toHaveBeenCalledWith({ path: 'Type', draftId: 'd2' });
  });

  it('stay where they are when one is lit, so that the focus stays too, and the lit one is seen above all', async () => {
    const { all, element } = await mount();
    const before = all('.region');
    element.litPath = 'E-mail';
    await settled();
    expect(all('.region')).toEqual(before);
    expect(all('.lit .outline')).toHaveLength(1);
  });

  it('are one Tab stop, walked in the order of the text', async () => {
    const { all, named, fired } = await mount();
    const stops = () => all('.region').filter((each) => each.getAttribute('tabindex') === '0');
    expect(stops()).toEqual([named('Account')]);
    press(named('Account'), 'ArrowRight');
    await settled();
    expect(fired.marklit).toHaveBeenCalledWith({ path: 'E-mail', draftId: 'd1' });
    expect(stops()).toEqual([named('E-mail')]);
    press(named('E-mail'), 'End');
    await settled();
    expect(stops()).toEqual([named('Type')]);
    expect(press(named('Type'), 'Enter').defaultPrevented).toBe(true);
    expect(fired.markchosen).toHaveBeenCalledWith({ path: 'Type', draftId: 'd2' });
  });
});

describe('looking closer', () => {
  it('brings the lit words into view, and leaves the picture where the person then puts it', async () => {
    const { element, zoom, tool, all } = await mount();
    expect(zoom()).toBe(1);
    element.litPath = 'E-mail';
    await settled();
    expect(zoom()).toBeCloseTo(26 / 8);
    tool(2).click();
    await settled();
    element.anchors = [...ANCHORS];
    await settled();
    expect(zoom()).toBe(1);
    expect(all('.region.region_lit')).toHaveLength(1);
  });

  it('has buttons and keys', async () => {
    const { tool, zoom, stage, find } = await mount();
    expect(tool(0).disabled).toBe(true);
    tool(1).click();
    await settled();
    expect(zoom()).toBe(1.5);
    press(stage, '+');
    await settled();
    expect(zoom()).toBe(2.25);
    press(stage, '-');
    const style = find('.sheet').getAttribute('style');
    press(stage, 'ArrowRight');
    await settled();
    expect(find('.sheet').getAttribute('style')).not.toBe(style);
    press(stage, '0');
    await settled();
    expect(zoom()).toBe(1);
    expect(press(stage, 'ArrowDown').defaultPrevented).toBe(false);
    expect(press(stage, '+', { ctrlKey: true }).defaultPrevented).toBe(false);
  });

  it('turns by quarters, outlines and all', async () => {
    const { tool, find } = await mount();
    tool(3).click();
    await settled();
    expect(find('.sheet').getAttribute('style')).toContain('rotate(90deg) scale(0.5)');
  });

  it('zooms with the wheel only where that is meant', async () => {
    const { stage, zoom } = await mount();
    const wheel = (ctrlKey) => {
      const event = new WheelEvent('wheel', { deltaY: -100, ctrlKey, cancelable: true });
      stage.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect([wheel(false), wheel(true)]).toEqual([false, true]);
    await settled();
    expect(zoom()).toBeGreaterThan(1);
  });

  it('zooms with two taps in one place, and out again', async () => {
    const { stage, zoom } = await mount();
    tap(stage, 100, 100, 0);
    tap(stage, 102, 100, 200);
    await settled();
    expect(zoom()).toBe(2.5);
    tap(stage, 100, 100, 1000);
    tap(stage, 300, 100, 1100);
    await settled();
    expect(zoom()).toBe(2.5);
    tap(stage, 300, 100, 1200);
    await settled();
    expect(zoom()).toBe(1);
  });

  it('zooms with two fingers and moves with one', async () => {
    const { stage, zoom, find } = await mount();
    pointer(stage, 'pointerdown', 1, 150, 100);
    pointer(stage, 'pointerdown', 2, 250, 100);
    pointer(stage, 'pointermove', 2, 350, 100);
    await settled();
    expect(zoom()).toBe(2);
    expect(find('.sheet').className).toBe('sheet sheet_held');
    pointer(stage, 'pointerup', 2, 350, 100);
    const before = find('.sheet').getAttribute('style');
    pointer(stage, 'pointermove', 1, 110, 100);
    pointer(stage, 'pointerup', 1, 110, 100);
    await settled();
    expect(find('.sheet').getAttribute('style')).not.toBe(before);
    expect(find('.sheet').className).toBe('sheet');
  });

  it('takes no move for a tap, and begins each page whole', async () => {
    const { stage, zoom, element } = await mount();
    pointer(stage, 'pointerdown', 1, 100, 100, 0);
    pointer(stage, 'pointermove', 1, 140, 100, 10);
    pointer(stage, 'pointerup', 1, 140, 100, 20);
    expect(stage.setPointerCapture).toHaveBeenCalledWith(1);
    tap(stage, 140, 100, 30);
    await settled();
    expect(zoom()).toBe(1);
    press(stage, '+');
    element.page = page({ number: 2 });
    await settled(12);
    expect(zoom()).toBe(1);
  });
});
