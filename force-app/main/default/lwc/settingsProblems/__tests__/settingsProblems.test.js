import { createElement } from '@lwc/engine-dom';
import checkSettingsMethod from '@salesforce/apex/SettingsController.checkSettings';
import SettingsProblems from 'c/settingsProblems';

jest.mock('@salesforce/apex/SettingsController.checkSettings', () => ({ default: jest.fn() }), { virtual: true });

const problem = (severity, code = 'field-unknown') => ({
  code,
  severity,
  settingRecord: `Capture field, ${code}`,
  wrong: `${code} is wrong.`,
  remedy: `Mend ${code}.`,
});

const settle = () => new Promise(process.nextTick);

async function show() {
  const element = createElement('c-settings-problems', { is: SettingsProblems });
  document.body.appendChild(element);
  await settle();
  const find = (selector) => element.shadowRoot.querySelector(selector);
  const texts = (selector) => [...element.shadowRoot.querySelectorAll(selector)].map((each) => each.textContent.trim());
  const click = async (selector) => {
    find(selector).click();
    await settle();
  };
  return { find, texts, click };
}

describe('c-settings-problems', () => {
  beforeEach(() => checkSettingsMethod.mockResolvedValue([]));
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('says nothing while all fits, and says so when asked', async () => {
    const { find, click } = await show();
    expect(find('.notice')).toBeNull();
    expect(find('.outcome').textContent).toBe('');
    await click('.check');
    expect(find('.outcome').textContent).toBe('c.Settings_All_Fit');
    expect(checkSettingsMethod).toHaveBeenCalledTimes(2);
  });

  it('lists what does not fit by how bad it is, each with its record and what to do', async () => {
    checkSettingsMethod.mockResolvedValue([problem('blocks', 'audience-missing'), problem('hint', 'timeout')]);
    const { texts } = await show();
    expect(texts('.sign')).toEqual(['c.Settings_Blocks', 'c.Settings_Hint']);
    expect(texts('.problem p')).toEqual([
      'Capture field, audience-missing',
      'audience-missing is wrong.',
      'Mend audience-missing.',
      'Capture field, timeout',
      'timeout is wrong.',
      'Mend timeout.',
    ]);
  });

  it('leads to the records in Setup', async () => {
    checkSettingsMethod.mockResolvedValue([problem('blank')]);
    const { find } = await show();
    expect(find('.setup').getAttribute('href')).toBe('/lightning/setup/CustomMetadata/home');
    expect(find('.setup').rel).toBe('noopener');
  });

  it('keeps a long list behind a click', async () => {
    checkSettingsMethod.mockResolvedValue([problem('blank', 'a'), problem('hint', 'b'), problem('hint', 'c')]);
    const { find, texts, click } = await show();
    expect(find('.list')).toBeNull();
    expect(find('.toggle').getAttribute('aria-expanded')).toBe('false');
    await click('.toggle');
    expect(texts('.problem')).toHaveLength(3);
    await click('.toggle');
    expect(find('.list')).toBeNull();
  });

  it('shows a long list at once when something in it blocks', async () => {
    checkSettingsMethod.mockResolvedValue([problem('blocks', 'a'), problem('hint', 'b'), problem('hint', 'c')]);
    expect((await show()).texts('.problem')).toHaveLength(3);
  });

  it('checks again after a correction', async () => {
    checkSettingsMethod.mockResolvedValueOnce([problem('blank')]);
    const { find, click } = await show();
    await click('.check');
    expect(find('.notice')).toBeNull();
    expect(find('.outcome').textContent).toBe('c.Settings_All_Fit');
  });

  it('says when the check itself fails, and can be asked again', async () => {
    checkSettingsMethod.mockRejectedValueOnce({ body: { message: '{"code":"unexpected","message":"Sorry."}' } });
    const { find, click } = await show();
    expect(find('.outcome').textContent).toBe('c.Settings_Failed Sorry.');
    await click('.check');
    expect(find('.outcome').textContent).toBe('c.Settings_All_Fit');
  });
});
