import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { extract } from './extract.ts';
import type { HonestNote, Place, PlantedOrder } from './testing/planting.ts';
import {
  differencesOf,
  honestNotes,
  obeyingAnswers,
  plantedOrders,
  requestWith,
  withAnswer,
} from './testing/planting.ts';

const ORDERS = plantedOrders();
const NOTES = honestNotes();
const PLACES: readonly Place[] = ['start', 'middle', 'end'];

interface Case {
  readonly order: PlantedOrder;
  readonly place: Place;
  readonly note: HonestNote;
}

/** Every order at every place, each time in another note: in the end every note has had some. */
const CASES = ORDERS.flatMap((order, index) =>
  PLACES.flatMap((place, turn): Case[] => {
    const note = NOTES[(index * 7 + turn * 13) % NOTES.length];
    return note ? [{ order, place, note }] : [];
  }),
);

/** What the orders changed, a line each. */
function changes(cases: readonly Case[], read: (one: Case) => ReturnType<typeof extract>[]): string[] {
  return cases.flatMap((one) => {
    // An empty paragraph parts a block too: only what the order itself changes counts.
    const honest = extract(requestWith(one.note, '', one.place));
    const found = read(one).flatMap((hostile) => differencesOf(honest, hostile));
    return found.map((what) => `${one.note.id}, ${one.place}, ${one.order.text.slice(0, 60)}: ${what}`);
  });
}

const asked = ({ note, order, place }: Case) => requestWith(note, order.text, place);

describe('an order planted in an honest source', () => {
  it('changes no deal and no value of the rules, and is told', () => {
    assert.deepEqual(
      changes(CASES, (one) => [extract(asked(one))]),
      [],
    );
  });

  it('changes no deal and no value where a model obeyed', () => {
    const obeyed = CASES.filter((_one, index) => index % PLACES.length === Math.floor(index / 3) % PLACES.length);
    assert.deepEqual(
      changes(obeyed, (one) => obeyingAnswers(one.order).map((answer) => withAnswer(asked(one), answer))),
      [],
    );
  });
});

describe('a source that is nothing but an order', () => {
  it('gives no deal, to the rules or to a model that obeyed', () => {
    for (const order of ORDERS) {
      const request = requestWith({ ...order, id: '', today: '2026-11-20' });
      assert.deepEqual(extract(request).deals, [], order.text);
      for (const answer of obeyingAnswers(order)) assert.deepEqual(withAnswer(request, answer).deals, [], order.text);
    }
  });
});
