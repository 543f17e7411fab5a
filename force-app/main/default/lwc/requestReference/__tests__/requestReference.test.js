import { createElement } from '@lwc/engine-dom';
import RequestReference from 'c/requestReference';

function show(reference) {
  const element = createElement('c-request-reference', { is: RequestReference });
  element.reference = reference;
  document.body.appendChild(element);
  return [...element.shadowRoot.querySelectorAll('dd')].map(({ textContent }) => textContent);
}

describe('c-request-reference', () => {
  afterEach(() => document.body.replaceChildren());

  it('gives the code and the request whole', () => {
    expect(show({ code: 'unexpected', requestId: 'request-1' })).toEqual(['unexpected', 'request-1']);
  });

  it('gives the code alone where no call came through', () => {
    expect(show({ code: 'unexpected', requestId: null })).toEqual(['unexpected']);
  });
});
