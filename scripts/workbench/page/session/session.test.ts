import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { workbenchOf, type Language, type Person, type Workbench } from './session.ts';

const LABELS = { en: { Title: 'Create from notes' }, fr: { Title: 'Créer depuis des notes' } };

function workbench(language: Language, role: Person['role'] = 'rep', narrow = false): Workbench {
  const user: Person = { id: '005000000000001AAA', name: 'Awa', role };
  return workbenchOf({ user, users: [user], language, middlewareUrl: '', notes: [] }, LABELS, narrow);
}

describe('what the modules read of the person', () => {
  it('is in the language of the session', () => {
    assert.equal(workbench('fr').label('Title'), 'Créer depuis des notes');
    assert.equal(workbench('en').label('Title'), 'Create from notes');
    assert.equal(workbench('fr').baseValue('LightningControl.required', 'required'), 'obligatoire');
    assert.equal(workbench('en').baseValue('LightningControl.required', 'required'), 'required');
    assert.equal(workbench('fr').baseValue('lang', 'en'), 'fr');
  });

  it('keeps the base components’ own value where there is no other', () => {
    assert.equal(workbench('fr').baseValue('number.percentSign', '%'), '%');
  });

  it('says whether the page is that of a phone', () => {
    assert.equal(workbench('fr', 'rep', true).baseValue('formFactor', 'Large'), 'Small');
    assert.equal(workbench('fr').baseValue('formFactor', 'Large'), 'Large');
  });

  it('gives a permission as true or not at all, as the platform does', () => {
    assert.equal(workbench('fr', 'manager').permission('Review_Team_Drafts'), true);
    assert.equal(workbench('fr', 'rep').permission('Review_Team_Drafts'), undefined);
  });
});
