import { createElement } from '@lwc/engine-dom';
import CreateFromNotesAction from 'c/createFromNotesAction';
import { CloseScreenEventName } from 'lightning/actions';
import { navigate } from 'lightning/navigation';

function show() {
  const element = createElement('c-create-from-notes-action', { is: CreateFromNotesAction });
  const closed = jest.fn();
  element.addEventListener(CloseScreenEventName, closed);
  document.body.appendChild(element);
  return { element, closed };
}

describe('c-create-from-notes-action', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('goes to the full page with the record, and closes', () => {
    const { element, closed } = show();
    element.recordId = '001A';
    expect(navigate).toHaveBeenCalledWith(
      {
        type: 'standard__component',
        attributes: { componentName: 'c__createFromNotes' },
        state: { c__recordId: '001A' },
      },
      undefined,
    );
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('waits until it knows the record, and goes once', () => {
    const { element } = show();
    expect(navigate).not.toHaveBeenCalled();
    element.recordId = '001A';
    element.recordId = '001A';
    expect(navigate).toHaveBeenCalledTimes(1);
  });

  it('names what it is doing', () => {
    const spinner = show().element.shadowRoot.querySelector('lightning-spinner');
    expect(spinner.alternativeText).toBe('c.Capture_Opening');
  });
});
