import { createElement } from '@lwc/engine-dom';
import ErasedNote from 'c/erasedNote';

jest.mock('@salesforce/label/c.Capture_Erased', () => ({ default: 'Erased on {0}' }), { virtual: true });

function show(rows, canCapture = true) {
  const element = createElement('c-erased-note', { is: ErasedNote });
  const note = { captureId: 'capture-1', erasedAt: '2026-03-04T08:00:00Z', rows };
  Object.assign(element, { note, canCapture });
  document.body.appendChild(element);
  return { element, find: (selector) => element.shadowRoot.querySelector(selector) };
}

describe('c-erased-note', () => {
  afterEach(() => document.body.replaceChildren());

  it('says when the note was erased, and leads to a new one', () => {
    const { element, find } = show([{ recordId: 'a01' }]);
    expect(find('h2').textContent).toMatch(/^Erased on .*2026/);
    expect(find('c-record-link')).toBeNull();
    const another = jest.fn();
    element.addEventListener('another', another);
    find('.another').click();
    expect(another).toHaveBeenCalledTimes(1);
  });

  it('names what was created from it; of what the user may not see, only that it is there', () => {
    const { element } = show([
      { recordId: 'a01', opportunityId: '006A', opportunityName: 'Passerelle' },
      { recordId: 'a02', opportunityId: '006B' },
      { recordId: 'a03' },
    ]);
    const links = [...element.shadowRoot.querySelectorAll('c-record-link')];
    expect(links.map(({ recordId, label }) => [recordId, label])).toEqual([
      ['006A', 'Passerelle'],
      ['006B', '006B'],
    ]);
  });

  it('offers no new note to a person who may take none', () => {
    expect(show([], false).find('.another')).toBeNull();
  });
});
