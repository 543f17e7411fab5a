import { createElement } from '@lwc/engine-dom';
import { openedDeal } from 'c/dealState';
import DraftForm from 'c/draftForm';
import { formFields } from 'c/formFields';
import { formView } from 'c/formView';
import { CONFIGURATION, CONTACT, draft, OBJECTS, secondDraft, show } from '../../../../../test/review';

const mount = (of = draft(), fields = formFields(CONFIGURATION, OBJECTS)) => {
  const deal = openedDeal(of, null, []);
  const sources = {
    deal,
    fields,
    matches: [],
    configuration: CONFIGURATION,
    locale: 'fr',
    capturedAt: '2026-03-03T11:42:00Z',
    requiredMessage: '',
    names: {},
  };
  return show(createElement('c-draft-form', { is: DraftForm }), { view: formView(sources) }, ['valuechange']);
};

afterEach(() => document.body.replaceChildren());

it('keeps the order of the form and the currency beside the amount', () => {
  const { all } = mount();
  expect(all('c-draft-field').map(({ field }) => field.path)).toEqual([
    'opportunity.name',
    'opportunity.amount',
    'opportunity.closeDate',
    'opportunity.stage',
    'opportunity.type',
    'opportunity.leadSource',
    'opportunity.country',
    'opportunity.nextStep',
    'opportunity.description',
  ]);
  expect(all('c-draft-field')[1].unit.path).toBe('opportunity.currency');
});

it('goes to the next value that needs a person', () => {
  const { find, all } = mount(secondDraft());
  const amount = all('c-draft-field')[1];
  amount.focus = jest.fn();
  find('.next').click();
  expect(amount.focus).toHaveBeenCalled();
  expect(mount().find('.next')).toBeNull();
});

it('leads to an account value and to a contact', () => {
  const { element, find } = mount();
  find('c-account-field').goTo = jest.fn();
  find('c-contact-list').goTo = jest.fn();
  element.goTo('account.name');
  element.goTo(`contacts.${CONTACT}.email`);
  expect(find('c-account-field').goTo).toHaveBeenCalledWith('account.name');
  expect(find('c-contact-list').goTo).toHaveBeenCalledWith(`contacts.${CONTACT}.email`);
});

it('shows the org’s extra fields as a part of their own', () => {
  const fields = formFields(CONFIGURATION, OBJECTS);
  fields.set('additional.Region__c', {
    ...fields.get('opportunity.nextStep'),
    key: 'additional.Region__c',
    required: true,
  });
  expect(mount(draft(), fields).all('.title')).toHaveLength(1);
});

it('asks every field whether it accepts its value', () => {
  const { element, find, all } = mount();
  for (const child of all('c-draft-field, c-account-field, c-contact-list')) child.reportValidity = jest.fn(() => true);
  expect(element.reportValidity()).toBe(true);
  all('c-draft-field')[2].reportValidity = () => false;
  expect(element.reportValidity()).toBe(false);
  expect(find('c-contact-list').reportValidity).toHaveBeenCalledTimes(2);
});

it('asks first what was heard with doubt, and leads to the field that is corrected', () => {
  const { find } = mount();
  expect(find('c-heard-values').nextElementSibling.className).toBe('tally');
  const field = find('c-draft-field[data-path="opportunity.amount"]');
  field.focus = jest.fn();
  find('c-heard-values').dispatchEvent(new CustomEvent('correct', { detail: { path: 'opportunity.amount' } }));
  expect(field.focus).toHaveBeenCalledTimes(1);
});
