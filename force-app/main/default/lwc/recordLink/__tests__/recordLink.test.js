import { createElement } from '@lwc/engine-dom';
import RecordLink from 'c/recordLink';
import { navigate } from 'lightning/navigation';
import { settled, show } from '../../../../../test/review';

const mount = () =>
  show(createElement('c-record-link', { is: RecordLink }), { recordId: '006A', label: '<i>Beta</i>' });
const click = (find, options = {}) => {
  const event = new MouseEvent('click', { cancelable: true, ...options });
  find('a').dispatchEvent(event);
  return event;
};

afterEach(() => {
  document.body.replaceChildren();
  jest.clearAllMocks();
});

it('is a real link with the record’s name as text', async () => {
  const { find } = mount();
  await settled();
  expect(find('a').getAttribute('href')).toBe('/lightning/standard__recordPage');
  expect(find('a').textContent).toBe('<i>Beta</i>');
});

it('navigates in place, and leaves a click for a new tab to the browser', () => {
  const { find } = mount();
  expect(click(find).defaultPrevented).toBe(true);
  expect(navigate).toHaveBeenCalledTimes(1);
  expect(click(find, { ctrlKey: true }).defaultPrevented).toBe(false);
  expect(navigate).toHaveBeenCalledTimes(1);
});
