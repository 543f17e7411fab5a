import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { CodedError } from '../platform/errors.ts';
import { RULES_ALONE } from '../extraction/schema.ts';
import { dealNamed } from '../testing/facts.ts';
import { contentOf } from './content.ts';
import { finalCorrections, isEditable, nextState } from './decisions.ts';
import type { DraftDecision, DraftState } from './schema.ts';

const APPROVED: DraftDecision = { decision: 'approved' };
const REJECTED: DraftDecision = { decision: 'rejected', reason: 'Doublon' };
const CREATED: DraftDecision = { decision: 'created', opportunityId: '006000000000001', contactIds: [], values: {} };

/** What comes of a decision in a state: the next state, `same`, or `refused`. */
function outcome(state: DraftState, former: DraftDecision | null, decision: DraftDecision): string {
  try {
    return nextState(state, former, decision) ?? 'same';
  } catch (error) {
    assert.ok(error instanceof CodedError && error.code === 'draft-decided');
    return 'refused';
  }
}

describe('decisions', () => {
  for (const [state, former, decision, expected] of [
    ['open', null, APPROVED, 'approved'],
    ['open', null, REJECTED, 'rejected'],
    ['open', null, CREATED, 'created'],
    ['approved', APPROVED, APPROVED, 'same'],
    ['approved', APPROVED, CREATED, 'created'],
    ['approved', APPROVED, REJECTED, 'rejected'],
    ['rejected', REJECTED, { decision: 'rejected' }, 'same'],
    ['rejected', REJECTED, CREATED, 'refused'],
    ['created', CREATED, { ...CREATED, opportunityId: '006000000000001AAA' }, 'same'],
    ['created', CREATED, { ...CREATED, opportunityId: '006000000000002' }, 'refused'],
    ['created', CREATED, REJECTED, 'refused'],
    ['expired', null, CREATED, 'refused'],
  ] as [DraftState, DraftDecision | null, DraftDecision, string][]) {
    it(`${decision.decision} on ${state} is ${expected}`, () =>
      assert.equal(outcome(state, former, decision), expected));
  }

  it('leave values editable until a final one', () => {
    const editable = (['open', 'approved', 'rejected', 'created', 'expired'] as const).filter(isEditable);
    assert.deepEqual(editable, ['open', 'approved']);
  });
});

describe('the final values of a created draft', () => {
  const draft = { content: contentOf(dealNamed('Deal: Postes', 'Postes'), [], RULES_ALONE) } as Parameters<
    typeof finalCorrections
  >[0];

  it('are corrections where they differ from the draft, and nothing where they do not or name nothing', () => {
    const values = JSON.parse(
      '{"opportunity.name":"Autre","opportunity.nextStep":null,"opportunity.amount":"5","contacts.x.email":"a","__proto__.x":"y","opportunity.constructor":"z"}',
    ) as Record<string, string | null>;
    assert.deepEqual(finalCorrections(draft, values), [
      { path: 'opportunity.name', former: 'Postes', value: 'Autre' },
      { path: 'opportunity.amount', former: null, value: '5' },
    ]);
  });
});
