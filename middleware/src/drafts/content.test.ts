import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { CaptureContext } from '../captures/schema.ts';
import { RULES_ALONE } from '../extraction/schema.ts';
import { dealNamed, noContact, sourceValue } from '../testing/facts.ts';
import { setByPerson } from './changes.ts';
import { contentOf, emptyContent, mergeContent, touchedByPerson, withoutSource, type DraftContent } from './content.ts';
import { toDraft, type DraftRecord } from './store.ts';

const OLD = 'Deal: Postes\nContact: Sarr\nContact: Fall';
const NEW = 'Bonjour\nDeal: Serveurs\nContact: Sarr\nContact: Kane';

function contentWith(text: string, name: string, people: string[]): DraftContent {
  const contacts = people.map((person) => ({ ...noContact(), lastName: sourceValue(text, person) }));
  return contentOf({ ...dealNamed(text, name), contacts }, [], RULES_ALONE);
}

const names = (content: DraftContent) => content.contacts.map(({ lastName }) => lastName.value);

describe('who read a draft', () => {
  it('is told with it, and of a corrected text anew', () => {
    const model = { ...RULES_ALONE, by: 'model' as const, provider: 'groq' as const, requests: 1 };
    const former = contentWith(OLD, 'Postes', []);
    const fresh = { ...contentWith(NEW, 'Serveurs', []), extractor: model, warnings: ['readings-differ' as const] };
    const merged = mergeContent(former, fresh);
    assert.deepEqual([former.extractor, former.warnings], [RULES_ALONE, []]);
    assert.deepEqual([merged.extractor, merged.warnings], [model, ['readings-differ']]);
    assert.deepEqual(withoutSource(merged).warnings, [], 'its deal is no longer in the text');
  });

  it('were the rules before models could read, and nobody where a person added it', () => {
    const before = contentWith(OLD, 'Postes', []);
    delete before.extractor;
    delete before.warnings;
    const shown = (content: DraftContent) => {
      const { extractor, warnings } = toDraft({ content, changedAt: new Date() } as DraftRecord);
      return [extractor, warnings];
    };
    assert.deepEqual(shown(before), [RULES_ALONE, []]);
    assert.deepEqual(shown({ ...before, extractor: null, warnings: [] }), [null, []]);
  });
});

describe('a draft whose text was corrected', () => {
  it('takes every value of the new text that no person set', () => {
    const merged = mergeContent(
      contentWith(OLD, 'Postes', ['Sarr', 'Fall']),
      contentWith(NEW, 'Serveurs', ['Sarr', 'Kane']),
    );
    assert.deepEqual(merged.opportunity.name, sourceValue(NEW, 'Serveurs'));
    assert.deepEqual(names(merged), ['Sarr', 'Kane']);
  });

  it('keeps what a person set, with what the new text says beside it and no evidence of the old one', () => {
    const former = contentWith(OLD, 'Postes', []);
    former.opportunity.name = setByPerson(former.opportunity.name, 'À moi');
    const { name } = mergeContent(former, contentWith(NEW, 'Serveurs', [])).opportunity;
    assert.deepEqual([name.value, name.origin, name.evidence], ['À moi', 'person', []]);
    assert.deepEqual(
      name.alternatives.map(({ value, evidence }) => [value, evidence]),
      [['Serveurs', sourceValue(NEW, 'Serveurs').evidence]],
    );
  });

  it('gives a value of a person the evidence of the new text when that says the same', () => {
    const former = contentWith(OLD, 'Postes', []);
    former.opportunity.name = setByPerson(former.opportunity.name, 'Serveurs');
    const { name } = mergeContent(former, contentWith(NEW, 'Serveurs', [])).opportunity;
    assert.deepEqual([name.origin, name.evidence], ['person', sourceValue(NEW, 'Serveurs').evidence]);
  });

  it('tells what was misread of the text that it has, and of no other', () => {
    const mends = [{ read: '5erveurs', meant: 'Serveurs' }];
    const withMends = (content: DraftContent): DraftContent => ({
      ...content,
      opportunity: { ...content.opportunity, name: { ...content.opportunity.name, mends } },
    });
    const [former, fresh] = [withMends(contentWith(OLD, 'Postes', [])), contentWith(NEW, 'Serveurs', [])];
    assert.deepEqual(mergeContent(contentWith(OLD, 'Postes', []), withMends(fresh)).opportunity.name.mends, mends);
    assert.equal(mergeContent(former, fresh).opportunity.name.mends, undefined);
    const confirmed = { ...former, opportunity: { ...former.opportunity } };
    confirmed.opportunity.name = setByPerson(former.opportunity.name, 'Postes');
    assert.deepEqual(confirmed.opportunity.name.mends, mends, 'what a person confirms was read as it was');
    assert.equal(mergeContent(confirmed, fresh).opportunity.name.mends, undefined);
    assert.equal(withoutSource(confirmed).opportunity.name.mends, undefined);
    assert.equal(setByPerson(former.opportunity.name, 'À moi').mends, undefined, 'a change is no mend');
  });

  it('keeps the places in pictures of a value that a person set aside', () => {
    const regions = [{ page: 1, corners: [0.1, 0.1, 0.4, 0.1, 0.4, 0.2, 0.1, 0.2] }];
    const { name } = contentWith(OLD, 'Postes', []).opportunity;
    const seen = { ...name, evidence: name.evidence.map((place) => ({ ...place, regions })) };
    assert.deepEqual(setByPerson(seen, 'À moi').alternatives[0]?.evidence[0]?.regions, regions);
  });

  it('keeps the identity of contacts that are still there, and those a person worked on', () => {
    const former = contentWith(OLD, 'Postes', ['Sarr', 'Fall']);
    const [sarr, fall] = former.contacts;
    assert.ok(sarr && fall);
    sarr.lastName = setByPerson(sarr.lastName, 'Sarr Ba');
    fall.recordId = '003000000000001AAA';
    const merged = mergeContent(former, contentWith(NEW, 'Serveurs', ['Sarr', 'Kane']));
    assert.deepEqual(names(merged), ['Sarr Ba', 'Kane', null]);
    assert.deepEqual([merged.contacts[0]?.id, merged.contacts[2]?.id], [sarr.id, fall.id]);
    assert.equal(merged.contacts[2]?.recordId, '003000000000001AAA');
  });

  it('keeps the account a person linked', () => {
    const former = contentWith(OLD, 'Postes', []);
    former.account.recordId = '001000000000001AAA';
    assert.equal(mergeContent(former, contentWith(NEW, 'Serveurs', [])).account.recordId, '001000000000001AAA');
  });
});

describe('a draft whose deal left the text', () => {
  it('keeps only what a person set', () => {
    const former = contentWith(OLD, 'Postes', ['Sarr']);
    assert.equal(touchedByPerson(former), false);
    former.opportunity.nextStep = setByPerson(former.opportunity.nextStep, 'Appeler');
    assert.equal(touchedByPerson(former), true);
    const left = withoutSource(former);
    assert.deepEqual([left.opportunity.nextStep.value, left.opportunity.name.value], ['Appeler', null]);
    assert.deepEqual([left.contacts, left.passages], [[], []]);
  });
});

describe('a draft that a person adds', () => {
  const context: CaptureContext = {
    picklists: JSON.parse('{"Opportunity.StageName":[{"value":"Prospection","label":"P"}],"__proto__":[]}') as never,
    currencies: [],
    defaults: { stage: 'Prospection', type: 'Inconnu', closeDateDays: 30 },
    vendor: { names: [], domains: [] },
  };

  it('holds the defaults that the org knows, and the day reckoned from the capture', () => {
    const { opportunity } = emptyContent(context, '2026-12-15', undefined, []);
    assert.deepEqual([opportunity.stage.value, opportunity.stage.origin], ['Prospection', 'default']);
    assert.deepEqual([opportunity.type.value, opportunity.type.origin], [null, 'none']);
    assert.deepEqual([opportunity.closeDate.value, opportunity.closeDate.reason], ['2027-01-14', 'days-after-capture']);
  });

  it('leaves the close date open where the org has no default', () => {
    const { opportunity } = emptyContent({ ...context, defaults: {} }, '2026-12-15', undefined, []);
    assert.equal(opportunity.closeDate.origin, 'none');
  });
});
