import { createElement } from '@lwc/engine-dom';
import AttachmentTray from 'c/attachmentTray';
import { FileNotTaken } from 'c/fileTypes';
import { dropFilesOf, keepFile, readFiles, sealFiles } from 'c/keptFiles';
import { previewOf, reducePicture, turnPicture } from 'c/pictureReduction';
import { readNote, sealNote } from 'c/unsentNote';
import userId from '@salesforce/user/Id';
import { installDatabase, removeDatabase } from '../../../../../test/indexed-database';
import { turns } from '../../../../../test/turns';

jest.mock('c/pictureReduction', () => ({ previewOf: jest.fn(), reducePicture: jest.fn(), turnPicture: jest.fn() }));
jest.mock('@salesforce/label/c.Files_Page', () => ({ default: 'Page {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Files_Remove', () => ({ default: 'Remove {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Files_Removed_One', () => ({ default: 'Removed: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Files_Removed_Many', () => ({ default: '{0} removed' }), { virtual: true });
jest.mock('@salesforce/label/c.Files_Moved', () => ({ default: '{0} is {1} of {2}' }), { virtual: true });
jest.mock('@salesforce/label/c.Files_Preparing', () => ({ default: 'Preparing {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Files_Left_Out_Other', () => ({ default: '{0} left out' }), { virtual: true });

jest.mock('@salesforce/label/c.Audio_Play', () => ({ default: 'Listen to {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Audio_Recording', () => ({ default: 'Recording {0}' }), { virtual: true });

const MOMENT = { capturedAt: '2026-03-03T11:42:00Z', timeZone: 'Africa/Dakar' };
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]);
const photo = (name = 'IMG_1.jpg') => new File([JPEG], name);
const memo = (name = 'memo.ogg') => new File(['OggS\0\u0002 OpusHead'], name, { type: 'audio/ogg' });
const pdf = (name = 'offre.pdf') => new File(['%PDF-1.7'], name);

const settle = (count = 30) => turns(count);

function show() {
  const element = createElement('c-attachment-tray', { is: AttachmentTray });
  const contents = [];
  element.addEventListener('contentchange', ({ detail }) => contents.push(detail));
  document.body.appendChild(element);
  const all = (selector) => [...element.shadowRoot.querySelectorAll(selector)];
  return {
    element,
    contents,
    all,
    find: (selector) => element.shadowRoot.querySelector(selector),
    titles: () => all('.card .name').map(({ textContent }) => textContent),
    status: () => element.shadowRoot.querySelector('[role="status"]').textContent,
  };
}

async function shown(...files) {
  const tray = show();
  await settle();
  tray.element.add(files);
  await settle(60);
  return tray;
}

describe('c-attachment-tray', () => {
  let focused;

  beforeEach(() => {
    installDatabase();
    reducePicture.mockImplementation(async (file) => ({ content: new Blob([file.name]), mediaType: 'image/jpeg' }));
    turnPicture.mockResolvedValue({ content: new Blob(['turned']), mediaType: 'image/jpeg' });
    previewOf.mockResolvedValue(new Blob(['small']));
    jest.spyOn(URL, 'createObjectURL').mockReturnValue('blob:small');
    jest.spyOn(URL, 'revokeObjectURL').mockReturnValue(undefined);
    focused = [];
    jest.spyOn(HTMLElement.prototype, 'focus').mockImplementation(function focus() {
      focused.push(`${this.className.split(' ')[0]} ${this.dataset.id ?? ''}`.trim());
    });
  });

  afterEach(() => {
    document.body.replaceChildren();
    jest.restoreAllMocks();
    jest.clearAllMocks();
    localStorage.clear();
    removeDatabase();
  });

  it('shows what was chosen with a picture, or with its kind and name, and its size', async () => {
    const tray = await shown(photo(), pdf());
    expect(tray.titles()).toEqual(['Page 1', 'offre.pdf']);
    expect(tray.find('.card img').src).toBe('blob:small');
    expect(tray.all('.card lightning-icon').map(({ iconName }) => iconName)).toEqual(['doctype:pdf']);
    expect(tray.all('.turn')).toHaveLength(1);
    expect(tray.contents.at(-1)).toEqual({
      files: 2,
      arePages: false,
      areSounds: false,
      areRestored: false,
      areKept: true,
    });
    expect((await readFiles(userId)).map(({ name, take }) => [name, take])).toEqual([
      ['IMG_1.jpg', 1],
      ['offre.pdf', 2],
    ]);
  });

  it('takes what is chosen in the dialog, and the same again', async () => {
    const tray = show();
    await settle();
    const input = tray.find('.chooser');
    const click = jest.spyOn(input, 'click');
    tray.find('.choose').click();
    expect(click).toHaveBeenCalledTimes(1);
    Object.defineProperty(input, 'files', { value: [photo()] });
    input.dispatchEvent(new CustomEvent('change'));
    await settle();
    expect(tray.titles()).toEqual(['Page 1']);
    expect(input.multiple).toBe(true);
  });

  it('offers the camera where there is a touch screen', async () => {
    expect(show().find('.photo')).toBeNull();
    Object.defineProperty(navigator, 'maxTouchPoints', { value: 5, configurable: true });
    const tray = show();
    delete navigator.maxTouchPoints;
    tray.find('.photo').click();
    expect(tray.find('.camera').getAttribute('capture')).toBe('environment');
  });

  it('looks at one file at a time, and says which', async () => {
    let go;
    reducePicture.mockReturnValueOnce(new Promise((resolve) => (go = resolve)));
    const tray = await shown(photo('a.jpg'), photo('b.jpg'));
    expect(tray.all('.card_waiting .about').map(({ textContent }) => textContent)).toEqual([
      'Preparing a.jpg',
      'Preparing b.jpg',
    ]);
    expect(reducePicture).toHaveBeenCalledTimes(1);
    go({ content: new Blob(['x']), mediaType: 'image/jpeg' });
    await settle(60);
    expect(tray.titles()).toEqual(['Page 1', 'Page 2']);
    expect(tray.all('.card_waiting')).toHaveLength(0);
  });

  it('puts back what was chosen before the page was left', async () => {
    await shown(photo(), pdf());
    document.body.replaceChildren();
    const tray = show();
    await settle(60);
    expect(tray.titles()).toEqual(['Page 1', 'offre.pdf']);
    expect(tray.contents.at(-1)).toMatchObject({ files: 2, areRestored: true });
    expect(tray.find('.card img')).not.toBeNull();
  });

  it('moves a file, says where it is, and stays with it', async () => {
    const tray = await shown(pdf('a.pdf'), pdf('b.pdf'), pdf('c.pdf'));
    expect(tray.all('.earlier')).toHaveLength(2);
    expect(tray.all('.later')).toHaveLength(2);
    const { id } = tray.find('.later').dataset;
    tray.find('.later').click();
    await settle();
    expect(tray.titles()).toEqual(['b.pdf', 'a.pdf', 'c.pdf']);
    expect(tray.status()).toBe('a.pdf is 2 of 3');
    expect(focused.at(-1)).toBe(`later ${id}`);
    tray.all('.later')[1].click();
    await settle();
    expect(tray.titles()).toEqual(['b.pdf', 'c.pdf', 'a.pdf']);
    expect(focused.at(-1)).toBe(`earlier ${id}`);
    expect((await readFiles(userId)).map(({ name }) => name)).toEqual(['b.pdf', 'c.pdf', 'a.pdf']);
  });

  it('removes a file, goes on to the next one, and puts it back', async () => {
    const tray = await shown(pdf('a.pdf'), photo(), pdf('c.pdf'));
    const next = tray.all('.remove')[2].dataset.id;
    tray.all('.remove')[1].click();
    await settle();
    expect(tray.titles()).toEqual(['a.pdf', 'c.pdf']);
    expect(tray.status()).toBe('Removed: Page 2');
    expect(focused.at(-1)).toBe(`remove ${next}`);
    expect(URL.revokeObjectURL).toHaveBeenCalledTimes(1);
    expect(await readFiles(userId)).toHaveLength(2);

    tray.find('.undo').click();
    await settle(60);
    expect(tray.titles()).toEqual(['a.pdf', 'Page 2', 'c.pdf']);
    expect(tray.find('.undo')).toBeNull();
    expect((await readFiles(userId)).map(({ name }) => name)).toEqual(['a.pdf', 'IMG_1.jpg', 'c.pdf']);
  });

  it('removes all, puts all back in their order, and begins another note', async () => {
    sealNote(userId, '', null, MOMENT, 'document');
    const tray = await shown(pdf('a.pdf'), pdf('b.pdf'));
    tray.element.removeAll();
    await settle();
    expect(tray.contents.at(-1).files).toBe(0);
    expect(readNote(userId).sent).toBeNull();
    expect(focused.at(-1)).toBe('choose');
    expect(tray.find('.removed').textContent).toContain('2 removed');
    tray.find('.undo').click();
    await settle(60);
    expect(tray.titles()).toEqual(['a.pdf', 'b.pdf']);
  });

  it('turns a picture on the screen at once and in its content when it is sent, as another content', async () => {
    const tray = await shown(photo());
    tray.find('.turn').click();
    await settle();
    expect(tray.find('.card img').getAttribute('style')).toContain('rotate(90deg)');
    expect((await readFiles(userId))[0].quarters).toBe(1);
    const ready = tray.element.ready();
    await settle(60);
    const [file] = await ready;
    expect(turnPicture).toHaveBeenCalledWith(expect.any(Blob), 1);
    expect(file).toMatchObject({ take: 2, quarters: 0 });
    expect(file.content.size).toBe('turned'.length);
    expect((await readFiles(userId))[0]).toMatchObject({ take: 2, quarters: 0 });
    for (let turn = 0; turn < 4; turn += 1) tray.find('.turn').click();
    expect((await tray.element.ready())[0].take).toBe(2);
  });

  it('says at each file that is not taken why, and lets go of it', async () => {
    reducePicture.mockRejectedValue(new FileNotTaken('too-many-pixels'));
    const tray = await shown(photo('huge.jpg'), new File([''], 'empty.pdf'), new File(['PK\x03\x04'], 'offre.docx'));
    expect(tray.all('.refusal').map(({ textContent }) => textContent.trim())).toEqual([
      expect.stringContaining('huge.jpgc.Files_Refused_Too_Many_Pixels'),
      expect.stringContaining('empty.pdfc.Files_Refused_Empty'),
      expect.stringContaining('offre.docxc.Files_Refused_Office'),
    ]);
    expect(tray.contents.at(-1).files).toBe(0);
    tray.find('.dismiss').click();
    await settle();
    expect(tray.all('.refusal')).toHaveLength(2);
  });

  it('lets nothing leave without a file that turns out not to be taken while the others wait for it', async () => {
    let look;
    reducePicture.mockImplementationOnce(() => new Promise((_resolve, reject) => (look = reject)));
    const tray = await shown(pdf('a.pdf'), photo());
    const ready = tray.element.ready();
    look(new FileNotTaken('heic'));
    expect(await ready).toBeNull();
    await settle();
    expect(tray.find('.refusal').textContent).toContain('IMG_1.jpgc.Files_Refused_Heic');
    expect(focused.at(-1)).toMatch(/^dismiss /);
    expect(await tray.element.ready()).toHaveLength(1);
  });

  it('sends nothing a second time that was sent from another tab, unless it is put back', async () => {
    const tray = await shown(pdf('a.pdf'), pdf('b.pdf'));
    const [sent] = await readFiles(userId);
    sealFiles(userId, 'of the other tab', [sent]);
    await dropFilesOf(userId, 'of the other tab');
    tray.element.isLocked = true;
    expect(await tray.element.ready()).toBeNull();
    tray.element.isLocked = false;
    await settle();
    expect(tray.titles()).toEqual(['b.pdf']);
    expect(tray.find('.removed').textContent).toContain('Removed: a.pdf');
    tray.find('.undo').click();
    await settle();
    expect((await tray.element.ready()).map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf']);
  });

  it('says at a picture that it cannot be turned, and lets nothing leave', async () => {
    turnPicture.mockRejectedValue(new FileNotTaken('damaged-picture'));
    const tray = await shown(photo());
    tray.find('.turn').click();
    expect(await tray.element.ready()).toBeNull();
    await settle();
    expect(tray.find('.card_refused .problem').textContent).toContain('c.Files_Refused_Damaged_Picture');
  });

  it('leaves out what a note has no room for', async () => {
    const tray = await shown(...Array.from({ length: 23 }, (_, index) => pdf(`${index}.pdf`)));
    await settle(300);
    expect(tray.titles()).toHaveLength(20);
    expect(tray.find('.refusal').textContent).toContain('3 left outc.Files_Refused_Too_Many');
    tray.element.add([pdf()]);
    expect(tray.contents.at(-1).files).toBe(20);
  });

  it.each([
    ['too-large', 21_000_000, 'Files_Refused_Too_Large'],
    ['too-much', 20_900_000, 'Files_Refused_Too_Much'],
  ])('refuses what is %s', async (_case, size, label) => {
    const large = (name) => {
      const file = pdf(name);
      file.slice = (start, end) => (end === size ? { size } : new Blob(['%PDF-1.7']));
      return Object.defineProperty(file, 'size', { value: size });
    };
    const tray = await shown(large('1'), large('2'), large('3'), large('4'));
    expect(tray.find('.refusal').textContent).toContain(label);
  });

  it('changes nothing while the files are being sent', async () => {
    const tray = await shown(photo(), photo());
    tray.element.isLocked = true;
    await settle();
    for (const part of ['.later', '.turn', '.remove']) tray.find(part).click();
    tray.element.add([pdf()]);
    tray.element.removeAll();
    await settle();
    expect(tray.titles()).toEqual(['Page 1', 'Page 2']);
    expect(tray.find('.card img').getAttribute('style') ?? '').toBe('');
    expect(tray.find('.remove').disabled).toBe(true);
  });

  it('shows at its file what the server says of it, and leads there', async () => {
    const tray = await shown(pdf('a.pdf'), pdf('b.pdf'));
    expect(tray.element.focusProblem()).toBe(false);
    expect(tray.element.showProblem(9, 'No.')).toBe(false);
    expect(tray.element.showProblem(2, 'Cannot be read.')).toBe(true);
    await settle();
    expect(tray.all('.card')[1].querySelector('.problem').textContent).toContain('Cannot be read.');
    expect(tray.status()).toBe('Cannot be read.');
    expect(tray.element.focusProblem()).toBe(true);
    tray.all('.remove')[1].click();
    await settle();
    expect(tray.element.focusProblem()).toBe(false);
  });

  it('begins another capture when the numbers of files run out', async () => {
    const tray = await shown(pdf('a.pdf'));
    const key = `createFromNotes.files.${userId}`;
    localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), lastTake: 100 }));
    tray.element.add([pdf('b.pdf')]);
    await settle(60);
    sealNote(userId, '', null, MOMENT, 'document');
    expect((await tray.element.ready()).map(({ take }) => take)).toEqual([1, 2]);
    expect(readNote(userId).sent).toBeNull();
  });

  it('says that nothing is kept when the device keeps nothing', async () => {
    installDatabase({ full: true });
    const tray = await shown(pdf());
    expect(tray.contents.at(-1)).toMatchObject({ files: 1, areKept: false });
  });

  it('releases its pictures when it goes', async () => {
    await shown(photo(), photo());
    document.body.replaceChildren();
    expect(URL.revokeObjectURL).toHaveBeenCalledTimes(2);
  });

  describe('with recordings', () => {
    const heard = (tray, seconds, at = 0) => {
      const player = tray.all('.player')[at];
      Object.defineProperty(player, 'duration', { value: seconds, configurable: true });
      player.dispatchEvent(new CustomEvent('loadedmetadata'));
    };

    it('plays one and tells how long it is where the browser knows', async () => {
      const tray = await shown(memo(), memo(''));
      expect(tray.titles()).toEqual(['memo.ogg', 'Recording 2']);
      expect(tray.all('.player').map((player) => player.getAttribute('aria-label'))).toEqual([
        'Listen to memo.ogg',
        'Listen to Recording 2',
      ]);
      expect(URL.createObjectURL.mock.calls.map(([content]) => content.type)).toEqual(['audio/ogg', 'audio/ogg']);
      expect(tray.contents.at(-1)).toMatchObject({ files: 2, arePages: false, areSounds: true });
      heard(tray, 72.4);
      heard(tray, Infinity, 1);
      await settle(2);
      const sizes = tray.all('.size').map(({ textContent }) => textContent.replace(/\s/g, ' '));
      expect(sizes).toEqual([expect.stringMatching(/^1 min 12 s\S* · /), expect.stringMatching(/^\d+\s?\S+$/)]);
    });

    it('keeps one that the browser cannot play, and says that it is read all the same', async () => {
      const tray = await shown(memo());
      tray.find('.player').dispatchEvent(new CustomEvent('error'));
      await settle(2);
      expect(tray.find('.player')).toBeNull();
      expect(tray.find('.silence').textContent).toBe('c.Audio_Cannot_Play');
      expect(tray.titles()).toEqual(['memo.ogg']);
    });

    it('forgets the sound with the file', async () => {
      URL.createObjectURL.mockReturnValue('blob:sound');
      const tray = await shown(memo());
      tray.find('.remove').click();
      expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:sound');
      await settle();
      tray.find('.undo').click();
      await settle();
      expect(tray.find('.player').src).toBe('blob:sound');
    });

    it.each([
      ['a recording beside a picture', [photo(), memo()], ['Page 1'], 'c.Audio_Refused_Alone'],
      ['a document beside a recording', [memo(), pdf()], ['memo.ogg'], 'c.Audio_Refused_After'],
    ])('does not take %s and says which to remove', async (_case, files, kept, sentence) => {
      const tray = await shown(...files);
      expect(tray.titles()).toEqual(kept);
      expect(tray.find('.refusal').textContent).toContain(sentence);
      expect(await readFiles(userId)).toHaveLength(1);
      tray.element.removeAll();
      await settle();
      expect(tray.find('.refusal')).toBeNull();
    });

    it('sends nothing while another tab has put a recording among the files', async () => {
      const tray = await shown(photo());
      const other = await shown();
      const [kept] = await readFiles(userId);
      tray.element.removeAll();
      await settle();
      tray.element.add([memo()]);
      await settle();
      await keepFile(userId, kept, 1);
      other.element.restore();
      await settle();
      await expect(other.element.ready()).resolves.toBeNull();
      await settle(2);
      expect(other.find('.card .problem').textContent).toContain('c.Audio_Refused_Alone');
      expect(await readFiles(userId)).toHaveLength(2);
    });

    it('takes recordings up to 100 MB, and those of a note together', async () => {
      const large = (megabytes) => {
        const file = memo();
        Object.defineProperty(file, 'size', { value: megabytes * 1_048_576 });
        const whole = Object.defineProperty(memo(), 'size', { value: file.size });
        jest.spyOn(file, 'slice').mockImplementation((_start, end) => {
          return end === file.size ? whole : new Blob(['OggS OpusHead']);
        });
        return file;
      };
      const tray = await shown(large(101), large(60), large(41), large(40));
      expect(tray.titles()).toHaveLength(2);
      expect(tray.all('.refusal').map(({ textContent }) => textContent.trim())).toEqual([
        expect.stringContaining('c.Audio_Refused_Too_Large'),
        expect.stringContaining('c.Audio_Refused_Too_Much'),
      ]);
    });

    it('opens a dialog for recordings alone', () => {
      const tray = show();
      const click = jest.spyOn(tray.find('.sound-chooser'), 'click');
      tray.element.chooseSound();
      expect(click).toHaveBeenCalledTimes(1);
      expect(tray.find('.sound-chooser').accept).toMatch(/\.m4a.*\.opus/);
      expect(tray.find('.chooser').accept).toMatch(/\.pdf.*audio/);
    });
  });
});
