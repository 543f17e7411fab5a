import { drawableEvidence, shownValue, shownValues, tally } from 'c/draftValues';
import { byDefault, draft, evidence, fact, found, secondDraft, TEXT } from '../../../../../test/review';

const shown = (value, typed) => shownValue('opportunity.amount', value, typed, 0.6);

describe('shownValue', () => {
  it('tells found, to check, default, existing and nothing apart', () => {
    expect(shown(found(85, '85 M')).sign).toBe('found');
    expect(shown(found(85, '85 M', { confidence: 0.5 })).sign).toBe('check');
    expect(shown(byDefault('Prospection', 'org-default')).sign).toBe('default');
    expect(shown(fact('Beta', { origin: 'match' })).sign).toBe('existing');
    expect(shown(fact(null))).toMatchObject({ sign: 'none', value: null });
  });

  it('asks for a check when another reading of the source is as likely', () => {
    const rival = { value: 19, confidence: 0.85, evidence: [evidence('19 M')] };
    expect(shown(found(18, '18', { alternatives: [rival] })).sign).toBe('check');
    expect(shown(found(18, '18', { alternatives: [{ ...rival, confidence: 0.3 }] })).sign).toBe('found');
    expect(shown(found(18, '18', { alternatives: [{ ...rival, evidence: [] }] })).sign).toBe('found');
  });

  it('asks for a check of what was heard with doubt, however sure its reading is, until a person says so', () => {
    const heard = found(85, '85 M', { doubts: ['number'] });
    expect(shown(heard)).toMatchObject({ sign: 'check', doubts: ['number'] });
    expect(shown({ ...heard, doubts: [] }).sign).toBe('found');
    expect(shown(heard, '85').sign).toBe('confirmed');
    expect(shown({ ...heard, origin: 'person' }).sign).toBe('confirmed');
    expect(shown(heard, '90')).not.toHaveProperty('doubts');
  });

  it('says what was there before a person changed it, and offers it back', () => {
    const changed = shown(found(85, '85 M'), '90');
    expect(changed).toMatchObject({ sign: 'changed', value: '90', restore: { value: '85' }, reason: null });
    expect(changed.evidence).toEqual([evidence('85 M')]);
    expect(shown(found(85, '85 M'), '85')).toMatchObject({ sign: 'confirmed', restore: null });
  });

  it('keeps the evidence of another reading that a person chose', () => {
    const rival = { value: 19, confidence: 0.5, evidence: [evidence('19 M')] };
    const chosen = shown(found(18, '18', { alternatives: [rival] }), '19');
    expect(chosen).toMatchObject({ sign: 'confirmed', value: '19', evidence: rival.evidence });
    expect(chosen.alternatives.map(({ value }) => value)).toEqual(['18']);
  });

  it('shows a saved change as the person’s, with what the source said', () => {
    const saved = fact(90, {
      origin: 'person',
      alternatives: [{ value: 85, confidence: 0.9, evidence: [evidence('85 M')] }],
    });
    expect(shown(saved)).toMatchObject({ sign: 'changed', value: '90', restore: { value: '85' } });
  });

  it('counts a cleared value as changed, never as nothing found', () => {
    expect(shown(found(85, '85 M'), null)).toMatchObject({ sign: 'changed', value: null, restore: { value: '85' } });
  });
});

describe('shownValues and tally', () => {
  it('covers every value of the draft and counts the signs', () => {
    const all = shownValues(secondDraft(), {}, 0.6);
    expect(all.get('opportunity.amount').sign).toBe('check');
    expect(tally([...all.values()].filter(({ path }) => path.startsWith('opportunity.')))).toMatchObject({
      found: 1,
      check: 1,
      default: 4,
      none: 4,
    });
  });

  it('leaves out evidence that no longer stands in the text', () => {
    const value = shownValues(draft(), {}, 0.6).get('opportunity.amount');
    expect(drawableEvidence(value, TEXT)).toHaveLength(1);
    expect(drawableEvidence(value, `Corrigé. ${TEXT}`)).toHaveLength(0);
  });
});
