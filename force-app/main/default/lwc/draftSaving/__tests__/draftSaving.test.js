import { editedDeal, openedDeal } from 'c/dealState';
import { createDraftSaving, REST_MS } from 'c/draftSaving';
import { draft, found } from '../../../../../test/review';

const NAME = 'opportunity.name';

/** Doors with one deal, a clock that rings by hand, and a save that answers as told. */
function doorsWith(save) {
  let deal = openedDeal(draft(), null, []);
  const timers = [];
  const doors = {
    save: jest.fn(save),
    deal: () => deal,
    change: (_id, transition) => {
      deal = transition(deal);
    },
    acknowledge: jest.fn(),
    after: (delay, callback) => {
      const timer = { delay, callback, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
    now: () => 7,
  };
  const type = (value) => doors.change('draft-1', (current) => editedDeal(current, NAME, value));
  const ring = () => timers.filter((timer) => !timer.cancelled).forEach((timer) => timer.callback());
  return { doors, type, ring, timers, deal: () => deal };
}

const accept = (_id, version, changes) =>
  Promise.resolve({
    conflict: false,
    draft: draft({ version: version + 1, opportunity: { name: found(changes[0].value, 'Réseau') } }),
  });

it('waits until typing rests, then sends the last value once', async () => {
  const { doors, type, ring, timers } = doorsWith(accept);
  const saving = createDraftSaving(doors);
  type('X');
  saving.typed('draft-1');
  type('Xy');
  saving.typed('draft-1');
  expect(timers.map(({ delay, cancelled }) => [delay, cancelled])).toEqual([
    [REST_MS, true],
    [REST_MS, false],
  ]);
  ring();
  await saving.flush('draft-1');
  expect(doors.save.mock.calls).toEqual([['draft-1', 1, [{ path: NAME, value: 'Xy' }]]]);
  expect(doors.acknowledge).toHaveBeenCalledWith('draft-1', [{ path: NAME, value: 'Xy' }]);
});

it('sends what was typed during a save afterwards, under the new version', async () => {
  const { doors, type } = doorsWith((id, version, changes) => {
    if (version === 1) type('Later');
    return accept(id, version, changes);
  });
  type('First');
  await createDraftSaving(doors).flush('draft-1');
  expect(doors.save.mock.calls.map(([, version, changes]) => [version, changes[0].value])).toEqual([
    [1, 'First'],
    [2, 'Later'],
  ]);
});

it('keeps the edits of a failed save and says why', async () => {
  const { doors, type, deal } = doorsWith(() => Promise.reject(new Error('Sign in again')));
  type('X');
  await createDraftSaving(doors).flush('draft-1');
  expect(deal()).toMatchObject({ edits: { [NAME]: 'X' }, saving: { status: 'failed', message: 'Sign in again' } });
  expect(doors.acknowledge).not.toHaveBeenCalled();
});

it('stops at a real conflict and does not give up on an overtaken save', async () => {
  const theirs = draft({ version: 9, opportunity: { name: found('Theirs', 'Réseau') } });
  const { doors, type, deal } = doorsWith(() => Promise.resolve({ conflict: true, draft: theirs }));
  type('Mine');
  await createDraftSaving(doors).flush('draft-1');
  expect(doors.save).toHaveBeenCalledTimes(1);
  expect(deal().theirs).toEqual({ [NAME]: 'Theirs' });
});

it('gives up after some rounds when every save is overtaken', async () => {
  const { doors, type } = doorsWith((_id, version) =>
    Promise.resolve({ conflict: true, draft: draft({ version: version + 1 }) }),
  );
  type('Mine');
  await createDraftSaving(doors).flush('draft-1');
  expect(doors.save).toHaveBeenCalledTimes(5);
});

it('sends nothing where nothing waits, and nothing after it was stopped', async () => {
  const { doors, type, ring } = doorsWith(accept);
  const saving = createDraftSaving(doors);
  await saving.flush('draft-1');
  type('X');
  saving.typed('draft-1');
  saving.stop();
  ring();
  expect(doors.save).not.toHaveBeenCalled();
});
