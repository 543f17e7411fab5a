import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { ground } from '../grounding.ts';
import { extraction } from '../schema.ts';
import { demoContext, TODAY } from '../testing/demo.ts';
import { pictured } from '../testing/pictured.ts';
import { withAnswer } from '../testing/planting.ts';
import { requestFor } from './prompt.ts';
import { questionsFor } from './extraction.ts';

const CARD = `Sahel Froid SA
Ndeye Fatou SOW
Responsable achats
Tél. 33 867 l4 22
nf.s0w@sahelfroid .sn
20 climatiseurs connectés et 4 serveurs
l5 OOO OOO FCFA
décision le l5/O1/2O27`;
const reading = pictured(CARD);
const request = { reading, kind: 'photo', today: TODAY, context: demoContext() };

/** A model reads past what a reader of pictures got wrong, or copies it. */
function answered(email: string, amount: string, day: string) {
  const at = (line: number, quote: string) => ({ line, quote });
  return withAnswer(
    request,
    JSON.stringify({
      deals: [
        {
          firstLine: 1,
          lastLine: 8,
          account: at(1, 'Sahel Froid SA'),
          subjects: [at(6, '4 serveurs')],
          closeDate: at(8, day),
          amount: at(7, amount),
          contacts: [
            { name: at(2, 'Ndeye Fatou SOW'), title: at(3, 'Responsable achats'), email: at(5, email), phone: null },
          ],
        },
      ],
      noDeal: null,
    }),
  );
}

describe('what a model says of a picture', () => {
  const asRead = answered('nf.s0w@sahelfroid .sn', 'l5 OOO OOO FCFA', 'l5/O1/2O27');
  const asMeant = answered('nf.sow@sahelfroid.sn', '15 000 000 FCFA', '15/01/2027');

  for (const [manner, found] of Object.entries({ 'as it was read': asRead, 'as it is meant': asMeant }))
    it(`is found where it stands, with its mends and places: ${manner}`, () => {
      const [deal] = found.deals;
      assert.deepEqual(
        [deal?.opportunity.amount.value, deal?.opportunity.closeDate.value, deal?.contacts[0]?.email.value],
        [15_000_000, '2027-01-15', 'nf.sow@sahelfroid.sn'],
      );
      for (const value of [deal?.opportunity.amount, deal?.opportunity.closeDate, deal?.contacts[0]?.email]) {
        assert.ok((value?.mends?.length ?? 0) > 0);
        assert.ok(value?.evidence.every(({ regions }) => regions?.length === 1));
      }
      assert.equal(ground(found, reading.text).dropped, 0);
      assert.deepEqual(extraction.parse(JSON.parse(JSON.stringify(found))), found);
    });

  it('is asked about the text alone: places in pictures are told to nobody', () => {
    const [question] = questionsFor(request).questions;
    assert.ok(question);
    assert.doesNotMatch(JSON.stringify(requestFor(request, question.part, 1)), /corners|confidence/);
  });
});
