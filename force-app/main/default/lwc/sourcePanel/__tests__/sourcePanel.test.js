import { createElement } from '@lwc/engine-dom';
import { markedBlocks } from 'c/evidenceMarks';
import SourcePanel from 'c/sourcePanel';
import { RECORDING, standInForAudio } from '../../../../../test/audio';
import { evidence, page, settled, show, SOURCE, TEXT, withValidity } from '../../../../../test/review';

jest.mock(
  '@salesforce/apex/FileController.getPage',
  () => ({ default: jest.fn(() => Promise.reject(new Error('offline'))) }),
  { virtual: true },
);
jest.mock('@salesforce/label/c.Picture_Count_Other', () => ({ default: '{0} pages' }), { virtual: true });
jest.mock('@salesforce/label/c.Review_Source_Of', () => ({ default: 'Note of {0}' }), { virtual: true });

const mount = (changes = {}) =>
  show(
    createElement('c-source-panel', { is: SourcePanel }),
    {
      source: SOURCE,
      capturedAt: '2026-03-03T11:42:00Z',
      blocks: markedBlocks(TEXT, [], []),
      canCorrect: true,
      maximumLength: 100,
      ...changes,
    },
    ['correct', 'listening'],
  );

async function correct({ find }, text) {
  find('.head__action').click();
  await settled();
  const field = withValidity(find('.correct__text'));
  if (text !== undefined) field.dispatchEvent(new CustomEvent('change', { detail: { value: text } }));
  return field;
}

afterEach(() => {
  document.body.replaceChildren();
  localStorage.clear();
});

it('says whose note it is', () => {
  expect(mount().find('.head__title').textContent).toBe('c.Review_Source_Yours');
  expect(mount({ ownerName: 'Awa' }).find('.head__title').textContent).toBe('Note of Awa');
});

it('starts the correction from the text as it stands, in place of the marks', async () => {
  const panel = mount();
  const field = await correct(panel);
  expect(field.value).toBe(TEXT);
  expect(panel.find('c-source-text')).toBeNull();
  panel.find('.correct__actions lightning-button').click();
  await settled();
  expect(panel.find('c-source-text')).not.toBeNull();
});

it('asks for the corrected text to be read, never for an empty one', async () => {
  const panel = mount();
  await correct(panel, '   ');
  panel.all('.correct__actions lightning-button')[1].click();
  expect(panel.fired.correct).not.toHaveBeenCalled();
  panel.find('.correct__text').dispatchEvent(new CustomEvent('change', { detail: { value: ' Nouveau ' } }));
  panel.all('.correct__actions lightning-button')[1].click();
  expect(panel.fired.correct).toHaveBeenCalledWith({ text: 'Nouveau' });
});

it('keeps what was typed when it was not taken, and says why', async () => {
  const panel = mount();
  await correct(panel, 'Nouveau');
  panel.element.failure = 'No connection';
  await settled();
  expect(panel.find('.correct__failure').textContent).toBe('No connection');
  expect(panel.find('.correct__text').value).toBe('Nouveau');
});

it('cannot be corrected where that is not for the user', () => {
  expect(mount({ canCorrect: false }).find('.head__action')).toBeNull();
});

describe('a correction that was not taken', () => {
  const reopened = (changes = {}) => {
    document.body.replaceChildren();
    return mount({ captureId: 'capture-1', ...changes });
  };

  it('is put back when the page is opened again, under its own capture', async () => {
    await correct(mount({ captureId: 'capture-1' }), 'Nouveau');
    expect(reopened().find('.correct__text').value).toBe('Nouveau');
    expect(reopened({ captureId: 'capture-2' }).find('.correct__text')).toBeNull();
  });

  it('is not put back once it was taken, cancelled, or is the text already', async () => {
    const taken = mount({ captureId: 'capture-1' });
    await correct(taken, 'Nouveau');
    taken.element.closeCorrection();
    expect(reopened().find('.correct__text')).toBeNull();

    const cancelled = reopened();
    await correct(cancelled, 'Nouveau');
    cancelled.find('.correct__actions lightning-button').click();
    expect(reopened().find('.correct__text')).toBeNull();

    await correct(reopened(), 'Nouveau');
    expect(reopened({ source: { ...SOURCE, text: 'Nouveau' } }).find('.correct__text')).toBeNull();
  });

  it('does not go when "correct" is clicked again', async () => {
    const panel = mount({ captureId: 'capture-1' });
    await correct(panel, 'Nouveau');
    await correct(panel);
    expect(panel.find('.correct__text').value).toBe('Nouveau');
  });
});

describe('a source with files', () => {
  const takes = [1, 2].map((take) => ({ take, parts: 1, bytes: 1, fileName: `${take}.jpg`, mediaType: 'image/jpeg' }));
  const pages = [page(), page({ number: 2, take: 2, start: TEXT.length, end: TEXT.length })];
  const mountFiles = async (changes = {}) => {
    const panel = mount({ kind: 'photo', takes, source: { ...SOURCE, pages, unsure: [] }, ...changes });
    await settled(12);
    return panel;
  };

  it('is called what it is, with its pages and the original of the one that is shown', async () => {
    const { find } = await mountFiles();
    expect(find('.head__title').textContent).toBe('c.Picture_Your_Photos');
    expect(find('.head__when').textContent).toContain('2 pages');
    expect(find('c-original-file').take).toMatchObject({ take: 1 });
    find('c-source-pages').dispatchEvent(new CustomEvent('pageshown', { detail: { number: 2 } }));
    await settled();
    expect(find('c-original-file').take).toMatchObject({ take: 2 });
  });

  it('can be corrected beside its picture', async () => {
    const panel = await mountFiles();
    panel.find('c-source-pages').dispatchEvent(new CustomEvent('correctwanted'));
    await settled();
    expect(panel.find('.correct__text').value).toBe(TEXT);
    expect(panel.find('c-source-pages').correcting).toBe(true);
  });

  it('has no original where an older middleware names no files', async () => {
    expect((await mountFiles({ takes: undefined })).find('c-original-file')).toBeNull();
  });

  it('is a note like any other when nothing but text was given', async () => {
    const { find } = await mountFiles({ kind: 'text', source: { ...SOURCE, pages: [], unsure: [] } });
    expect(find('c-source-pages')).toBeNull();
    expect(find('c-source-text')).not.toBeNull();
  });

  it('says in its legend what was hard to read', async () => {
    const unsure = [{ start: 0, end: 3, regions: [] }];
    const { find } = await mountFiles({ source: { ...SOURCE, pages, unsure } });
    expect(find('.legend_boxes').textContent).toContain('c.Picture_Legend_Hard');
  });

  it('speaks of no opportunity in its legend where there is none', async () => {
    const unsure = [{ start: 0, end: 3, regions: [] }];
    const { find } = await mountFiles({ activeDraftId: '', source: { ...SOURCE, pages, unsure } });
    expect(find('.legend').textContent).not.toContain('c.Review_Legend_Here');
  });

  it('says that something was typed beside the files, which is a page of its own', async () => {
    const typed = page({ number: 3, kind: 'text', take: null });
    const { find } = await mountFiles({ source: { ...SOURCE, pages: [...pages, typed], unsure: [] } });
    expect(find('.head__when').textContent).toContain('2 pages + c.Picture_Typed');
  });
});

describe('a recording', () => {
  const words = ['Réseau', '85'].map((text, index) => ({
    ...{ start: TEXT.indexOf(text), end: TEXT.indexOf(text) + text.length },
    ...{ from: 10 + index, to: 11 + index, confidence: 1 },
  }));
  const sound = { ...RECORDING, words };
  const source = { ...SOURCE, pages: [], unsure: [], sound };
  const anchor = { ...evidence('85 M'), draftId: 'd', path: 'amount', label: 'Amount', position: 1, toCheck: false };
  const mountSound = (changes = {}) => {
    standInForAudio();
    const blocks = markedBlocks(TEXT, [{ ...anchor, from: 11, to: 12 }], [], []);
    const line = { path: 'amount', label: 'Amount', quote: '85 M', reading: '', why: '' };
    const panel = mount({ kind: 'audio', source, blocks, line, activeDraftId: 'd', litPath: 'amount', ...changes });
    const player = Object.assign(panel.find('c-sound-player'), { playPassage: jest.fn(), playFrom: jest.fn() });
    const text = Object.assign(panel.find('c-source-text') ?? {}, { showHeard: jest.fn() });
    return { ...panel, player, text };
  };

  it('says how long it is, when it was made and in which language', () => {
    const { find } = mountSound();
    expect(find('.head__title').textContent).toBe('c.Sound_Yours');
    expect(find('.head__when').textContent).toMatch(/^40\ssec · .* · French$/);
    expect(find('.head__consent')).toBeNull();
  });

  it('says that the others were told, and in which words', () => {
    const { find } = mountSound({ consent: { notice: 'We record', givenAt: '2026-03-03T11:42:00Z' } });
    expect(find('.head__consent').textContent).toBe('c.Sound_Consent');
    expect(find('.head__consent').title).toContain('We record · ');
  });

  it('is heard and read in one, with the time of each line', () => {
    const { find, text } = mountSound();
    expect(find('c-source-pages')).toBeNull();
    expect(text.times.map(({ seconds }) => seconds)).toEqual([10]);
    expect(find('c-sound-player').passages).toEqual([{ from: 11, to: 12 }]);
    expect(find('c-evidence-bar').passage).toEqual({ from: 11, to: 12 });
  });

  it('plays a value, and from a moment on', () => {
    const { element, find, player, text } = mountSound();
    find('c-evidence-bar').dispatchEvent(new CustomEvent('listen', { detail: { from: 11, to: 12 } }));
    expect(player.playPassage).toHaveBeenLastCalledWith(11, 12);
    element.listen(1, 2);
    expect(player.playPassage).toHaveBeenLastCalledWith(1, 2);
    text.dispatchEvent(new CustomEvent('playfrom', { detail: { seconds: 10 } }));
    expect(player.playFrom).toHaveBeenCalledWith(10);
  });

  it('shows the word that is heard once, and none when it stands still', () => {
    const { fired, player, text } = mountSound();
    const tell = (status, seconds) =>
      player.dispatchEvent(new CustomEvent('listening', { detail: { status, seconds, passage: null } }));
    tell('playing', 10.2);
    tell('playing', 10.5);
    expect(text.showHeard.mock.calls.map(([word]) => word?.start)).toEqual([words[0].start]);
    tell('idle', 10.6);
    expect(text.showHeard).toHaveBeenLastCalledWith(null);
    expect(fired.listening).toHaveBeenCalledTimes(3);
  });

  it('is corrected as any text, and still played meanwhile', async () => {
    const panel = mountSound({ source: { ...source, corrected: true } });
    expect(panel.find('.head__when').textContent).toContain('c.Sound_Corrected');
    const field = await correct(panel);
    expect(field.value).toBe(TEXT);
    expect(panel.find('c-sound-player')).not.toBeNull();
  });

  it('says in its legend what was hard to hear', () => {
    const { find } = mountSound({ source: { ...source, unsure: [{ start: 0, end: 3, regions: [], from: 1, to: 2 }] } });
    expect(find('.legend').textContent).toContain('c.Sound_Legend_Hard');
    expect(find('.legend').textContent).not.toContain('c.Picture_Legend_Hard');
  });
});
