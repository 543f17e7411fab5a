import { formFields, isComplete } from 'c/formFields';
import { CONFIGURATION, OBJECTS } from '../../../../../test/review';

const withInfo = (field, changes) => {
  const { info, picklists } = OBJECTS.Opportunity;
  const fields = { ...info.fields, [field]: { ...info.fields[field], ...changes } };
  return { ...OBJECTS, Opportunity: { info: { ...info, fields }, picklists } };
};

it('takes labels, controls, lengths and values from the org', () => {
  const fields = formFields(CONFIGURATION, OBJECTS);
  expect(fields.get('opportunity.stage')).toMatchObject({
    label: 'Label of StageName',
    control: 'picklist',
    required: true,
  });
  expect(fields.get('opportunity.stage').options[1]).toEqual({
    label: 'Qualification (label)',
    value: 'Qualification',
  });
  expect(fields.get('opportunity.amount')).toMatchObject({ control: 'number', step: '0.01' });
  expect(fields.get('opportunity.name').maximumLength).toBe(120);
  expect(fields.get('contact.email').control).toBe('email');
});

it('is required when the setting or the org says so', () => {
  const required = formFields(CONFIGURATION, withInfo('NextStep', { required: true }));
  expect(required.get('opportunity.nextStep').required).toBe(true);
  expect(required.get('opportunity.type').required).toBe(false);
});

it('leaves out a field that the user may not write or the org does not have', () => {
  expect(formFields(CONFIGURATION, withInfo('Amount', { createable: false })).has('opportunity.amount')).toBe(false);
  const setting = {
    key: 'additional.Gone__c',
    objectName: 'Opportunity',
    field: 'Gone__c',
    required: true,
    position: 99,
  };
  const fields = formFields({ ...CONFIGURATION, fields: [...CONFIGURATION.fields, setting] }, OBJECTS);
  expect(fields.has('additional.Gone__c')).toBe(false);
});

it('is complete once every object was read', () => {
  expect(isComplete(CONFIGURATION, OBJECTS)).toBe(true);
  expect(isComplete(CONFIGURATION, { ...OBJECTS, Contact: { info: null, picklists: null } })).toBe(false);
  expect(isComplete(CONFIGURATION, {})).toBe(false);
});
