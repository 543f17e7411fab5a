import { createElement } from '@lwc/engine-dom';
import WarningNotice from 'c/warningNotice';
import { show } from '../../../../../test/review';

const mount = (properties) => show(createElement('c-warning-notice', { is: WarningNotice }), properties, []);
const sentences = ({ all }) => all('p').map((sentence) => sentence.textContent);

afterEach(() => document.body.replaceChildren());

it('is not there without a warning', () => {
  expect(mount({ warnings: [] }).find('section')).toBeNull();
});

it('says that orders in the text were not followed', () => {
  expect(sentences(mount({ warnings: ['planted-instructions'] }))).toEqual(['c.Review_Warning_Planted']);
});

it('says which fields differ, until a person has chosen', () => {
  const differing = ['Amount', 'Close date'];
  expect(sentences(mount({ warnings: ['readings-differ'], differing }))).toEqual([
    expect.stringContaining('c.Review_Warning_Differ'),
  ]);
  expect(mount({ warnings: ['readings-differ'], differing: [] }).find('section')).toBeNull();
});

it('passes over what a newer middleware may warn of', () => {
  expect(mount({ warnings: ['of-a-newer-version'] }).find('section')).toBeNull();
});
