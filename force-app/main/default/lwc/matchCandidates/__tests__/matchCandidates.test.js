import { createElement } from '@lwc/engine-dom';
import MatchCandidates from 'c/matchCandidates';
import { show } from '../../../../../test/review';

jest.mock('@salesforce/label/c.Match_Named', () => ({ default: '{0}: {1}' }), { virtual: true });

const CANDIDATE = { recordId: '001A', name: 'Beta SA', detail: 'Dakar', why: 'same name', compared: [] };
const mount = (properties) =>
  show(createElement('c-match-candidates', { is: MatchCandidates }), { owner: 'account', ...properties }, [
    'valuechange',
    'answer',
  ]);

afterEach(() => document.body.replaceChildren());

it('asks about each with its reason, and says at every button whom it means', () => {
  const compared = [{ key: 'k', label: 'City', existing: 'Dakar', said: '' }];
  const { find, all } = mount({ candidates: [CANDIDATE, { ...CANDIDATE, recordId: '001B', name: 'Beta Mali', compared }] });
  expect(find('.title').textContent).toContain('c.Match_Ask_Account');
  expect(find('.why').textContent).toBe('same name');
  expect(all('button').map((button) => button.getAttribute('aria-label'))).toEqual([
    'c.Match_Yes: Beta SA',
    'c.Match_No: Beta SA',
    'c.Match_Yes: Beta Mali',
    'c.Match_No: Beta Mali',
  ]);
  expect(all('c-compared-values')).toHaveLength(1);
});

it('links the one that the person names, and has it remembered', () => {
  const { find, fired } = mount({ candidates: [CANDIDATE], owner: 'contacts.c-1' });
  find('.yes').click();
  expect(fired.valuechange).toHaveBeenCalledWith({ path: 'contacts.c-1.recordId', value: '001A' });
  const decision = { target: 'contact', contactId: 'c-1', recordId: '001A', draftId: null, captureId: null };
  expect(fired.answer).toHaveBeenCalledWith({
    kind: 'decided',
    decisions: [{ ...decision, same: true, reason: null }],
  });
});

it('links nothing where the person says no', () => {
  const { find, fired } = mount({ candidates: [CANDIDATE] });
  find('.no').click();
  expect(fired.valuechange).not.toHaveBeenCalled();
  expect(fired.answer.mock.calls[0][0].decisions[0]).toMatchObject({ target: 'account', contactId: null, same: false });
});

it('says that one exists that may not be seen, and nothing more of it', () => {
  const { find, all } = mount({ candidates: [], hasHidden: true });
  expect(find('.hidden').textContent).toContain('c.Match_Hidden');
  expect(all('button, c-record-link')).toHaveLength(0);
  expect(mount({ candidates: [] }).find('.asked')).toBeNull();
});
