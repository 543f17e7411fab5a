import { ReviewFocus } from 'c/reviewFocus';

function stand() {
  const goTo = jest.fn();
  const form = Object.assign(document.createElement('c-draft-form'), { goTo });
  form.className = 'deal';
  const root = document.createElement('div');
  root.append(form);
  return { goTo, focus: new ReviewFocus(() => root) };
}

describe('c-review-focus', () => {
  it('goes once to the value that was aimed at, when the form has been drawn', () => {
    const { goTo, focus } = stand();
    focus.aim('opportunity.name');
    expect(goTo).not.toHaveBeenCalled();
    focus.reach();
    focus.reach();
    expect(goTo.mock.calls).toEqual([['opportunity.name']]);
  });

  it('goes there at once where nothing may be drawn anew', async () => {
    const { goTo, focus } = stand();
    focus.aimNow('opportunity.amount');
    await Promise.resolve();
    expect(goTo.mock.calls).toEqual([['opportunity.amount']]);
  });

  it('goes nowhere when nothing was aimed at, or the form is not there', () => {
    const { goTo, focus } = stand();
    focus.aim(null);
    focus.reach();
    expect(goTo).not.toHaveBeenCalled();
    expect(new ReviewFocus(() => null).part('c-draft-form')).toBeNull();
  });
});
