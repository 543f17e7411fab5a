import { createElement } from '@lwc/engine-dom';
import ReadingLine from 'c/readingLine';
import { show } from '../../../../../test/review';

const RULES = {
  by: 'rules',
  provider: null,
  model: null,
  prompt: null,
  requests: 0,
  inputTokens: 0,
  outputTokens: 0,
  cost: 0,
  failures: [],
};
const GROQ = {
  by: 'model',
  provider: 'groq',
  model: 'openai/gpt-oss-120b',
  prompt: 'deals-1',
  requests: 1,
  inputTokens: 1720,
  outputTokens: 120,
  cost: 0.0006,
  failures: [],
};
const mount = (extractor) => show(createElement('c-reading-line', { is: ReadingLine }), { extractor }, []);
const details = ({ all }) => all('li').map((item) => item.textContent);

afterEach(() => document.body.replaceChildren());

it('says that the rules read, and nothing more', () => {
  const page = mount(RULES);
  expect(page.find('p').textContent).toBe('c.Review_Read_By_Rules');
  expect(page.find('details')).toBeNull();
});

it('tells once what failed in two ways that are one to a reader', () => {
  const failures = ['unavailable', 'connection'].map((failure) => ({ provider: 'groq', failure }));
  expect(details(mount({ ...RULES, failures }))).toEqual([expect.stringContaining('Review_Read_Failure_Unreachable')]);
});

it('names the model and what it took, with the rest behind it', () => {
  const page = mount(GROQ);
  expect(page.find('summary').textContent).toMatch(/^c\.Review_Read_By_Model.*, c\.Review_Read_Tokens.*, \$0\.0006$/);
  expect(details(page)).toEqual([
    expect.stringContaining('c.Review_Read_Calls_One'),
    expect.stringContaining('c.Review_Read_Tokens_Both'),
    expect.stringContaining('c.Review_Read_Cost'),
    expect.stringContaining('c.Review_Read_Prompt'),
  ]);
});

it('says no price where none is known, and which parts the rules read alone', () => {
  const page = mount({ ...GROQ, cost: null, unreadParts: 2 });
  expect(page.find('summary').textContent).not.toContain('$');
  expect(details(page)).toContain('c.Review_Read_Cost_Unknown');
  expect(details(page).at(-1)).toContain('c.Review_Read_Unread_Other');
});

it.each([
  ['time-limit', 'Late'],
  ['rate-limited', 'Busy'],
  ['unavailable', 'Unreachable'],
  ['connection', 'Unreachable'],
  ['refused', 'Refused'],
  ['schema-refused', 'Refused'],
  ['too-long', 'Long'],
  ['not-an-answer', 'Unusable'],
  ['quota-reached', 'Quota'],
  ['resting', 'Resting'],
  ['of-a-newer-version', 'Unusable'],
])('says why a model gave nothing: %s', (failure, word) => {
  const page = mount({ ...RULES, failures: [{ provider: 'groq', failure }] });
  expect(page.find('summary').textContent).toContain('c.Review_Read_Failed');
  expect(details(page)).toEqual([expect.stringContaining(`c.Review_Read_Failure_${word}`)]);
});

it('counts the models where several gave nothing, and names each behind it', () => {
  const failures = [
    { provider: 'groq', failure: 'resting' },
    { provider: 'anthropic', failure: 'time-limit' },
  ];
  expect(details(mount({ ...RULES, requests: 1, failures }))).toHaveLength(5);
});
