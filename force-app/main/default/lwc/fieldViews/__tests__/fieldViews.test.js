import { currencyOptions, displayed, fieldView } from 'c/fieldViews';
import { shownValue } from 'c/draftValues';
import { byDefault, fact, found } from '../../../../../test/review';

jest.mock('@salesforce/label/c.Review_Quote', () => ({ default: '«{0}»' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Hard', () => ({ default: '{0}, hard' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Mend', () => ({ default: '{0} read for {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.Picture_Mended', () => ({ default: 'corrected: read {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Sound_Hard', () => ({ default: '{0}, heard with doubt' }), { virtual: true });
jest.mock('@salesforce/label/c.Sound_Quote_At', () => ({ default: '{0} at {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.Review_More_One', () => ({ default: '{0} and 1 more' }), { virtual: true });
jest.mock('@salesforce/label/c.Review_Source_Said', () => ({ default: 'the source said {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Review_Restore', () => ({ default: 'Restore {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Review_Why_Days', () => ({ default: '{0} days later' }), { virtual: true });

const READING = { locale: 'fr', currency: 'XOF', captureDay: '2026-03-03' };
const field = (key, control, changes = {}) => ({
  key,
  control,
  label: key,
  required: false,
  options: [],
  step: '1',
  target: null,
  ...changes,
});
const AMOUNT = field('opportunity.amount', 'number');
const viewOf = (of, value, typed) => fieldView(of, shownValue(of.key, value, typed, 0.6), READING, '', undefined);

it('reads values as a person does', () => {
  expect(displayed(AMOUNT, '85000000', READING)).toBe('85\u00a0000\u00a0000\u00a0FCFA');
  expect(displayed(field('opportunity.closeDate', 'date'), '2026-03-27', READING)).toBe('27/03/2026');
  expect(displayed(field('x', 'picklist', { options: [{ value: 'A', label: 'Label' }] }), 'A', READING)).toBe('Label');
  expect(displayed(AMOUNT, null, READING)).toBe('c.Review_Empty');
});

it('says what the source said of a changed value, and restores it with one click', () => {
  const view = viewOf(AMOUNT, found(85000000, '85 M'), '90');
  expect(view.signText).toBe('the source said «85\u00a0000\u00a0000\u00a0FCFA»');
  expect(view.chips).toEqual([
    { key: 'restore', label: 'Restore «85\u00a0000\u00a0000\u00a0FCFA»', value: '85000000' },
  ]);
});

it('keeps the words of the source apart from what the person wrote', () => {
  const { line } = viewOf(AMOUNT, found(85000000, '85 M'), '90');
  expect(line).toMatchObject({
    quote: '«85 M»',
    reading: '85\u00a0000\u00a0000\u00a0FCFA',
    why: 'c.Review_Sign_Changed',
  });
});

it('never says that the source said a default', () => {
  const view = viewOf(field('opportunity.stage', 'picklist'), byDefault('Prospection', 'org-default'), 'Qualification');
  expect(view.signText).toBe('');
  expect(view.chips).toHaveLength(1);
});

it('counts the days of a default date from the local day of the capture', () => {
  const view = viewOf(field('opportunity.closeDate', 'date'), byDefault('2026-03-10', 'days-after-capture'));
  expect(view.signText).toBe('7 days later');
});

it('does not repeat a reading that is the quote itself', () => {
  expect(viewOf(field('account.name', 'text'), found('Beta Conseil', 'Beta Conseil')).line.reading).toBe('');
});

it('leaves an optional list a way to be emptied', () => {
  expect(viewOf(field('opportunity.type', 'picklist'), fact(null)).options[0].value).toBe('');
  expect(viewOf(field('opportunity.stage', 'picklist', { required: true }), fact(null)).options).toEqual([]);
});

it('offers the org’s currencies, and the draft’s own where it is none of them', () => {
  expect(currencyOptions(['XOF', 'EUR'], 'USD').map(({ value }) => value)).toEqual(['XOF', 'EUR', 'USD']);
});

describe('what was read in a picture', () => {
  const EMAIL = field('contact.email', 'email');
  const mended = found('awa@beta.example', 'awa@beta.example', {
    mends: [
      { read: '0', meant: 'o' },
      { read: '0', meant: 'o' },
    ],
  });

  it('says what was put right, and what stands in the source', () => {
    const view = viewOf(EMAIL, mended);
    expect(view.mended).toBe('corrected: read «awa@beta.example»');
    expect(view.signText).toBe(view.mended);
    expect(view.line.why).toBe('«0» read for «o»');
    expect(viewOf(EMAIL, found('awa@beta.example', 'awa@beta.example')).mended).toBe('');
  });

  it('says nothing of it once a person wrote something else', () => {
    expect(viewOf(EMAIL, mended, 'fall@beta.example')).toMatchObject({
      mended: '',
      line: { why: 'c.Review_Sign_Changed' },
    });
  });

  it('says that the words of a value to check were hard to read', () => {
    const value = found(85000000, '85 M', { confidence: 0.3 });
    const [{ start, end }] = value.evidence;
    const shown = shownValue(AMOUNT.key, value, undefined, 0.6);
    const textWith = (unsure) => fieldView(AMOUNT, shown, { ...READING, unsure }, '', undefined).signText;
    expect(textWith([{ start: end - 1, end: end + 2, regions: [] }])).toBe('«85 M», hard');
    expect(textWith([{ start: 0, end: start, regions: [] }])).toBe('«85 M»');
  });
});

describe('what was heard', () => {
  const at = (value, ...seconds) => ({
    ...value,
    evidence: seconds.flatMap((from) => value.evidence.map((each) => ({ ...each, from, to: from + 2 }))),
  });

  it('says when, beside the first quote', () => {
    expect(viewOf(AMOUNT, at(found(85000000, '85 M'), 22))).toMatchObject({ signText: '«85 M» at 0:22', isHeard: true });
    expect(viewOf(AMOUNT, at(found(85000000, '85 M'), 22, 70)).signText).toBe('«85 M» at 0:22 and 1 more');
    expect(viewOf(AMOUNT, found(85000000, '85 M'))).toMatchObject({ signText: '«85 M»', isHeard: false });
    expect(viewOf(AMOUNT, at(found(85000000, '85 M'), 22)).line.quote).toBe('«85 M»');
  });

  it('says what was heard with doubt', () => {
    const view = viewOf(AMOUNT, { ...at(found(85000000, '85 M'), 22), doubts: ['heard-badly'] });
    expect(view).toMatchObject({ sign: 'check', signText: '«85 M» at 0:22, heard with doubt' });
  });

  it('says a value as prose does', () => {
    expect(viewOf(AMOUNT, found(85000000, '85 M')).text).toBe('85\u00a0000\u00a0000\u00a0FCFA');
    expect(viewOf(field('opportunity.closeDate', 'date'), found('2026-04-30', '27/03')).text).toBe('30 avril 2026');
  });
});
