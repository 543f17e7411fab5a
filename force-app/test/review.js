/** Builders for tests of the review page: a source with two deals, its drafts, and what the org says of its fields. */

export const TEXT =
  'RDV chez Beta Conseil avec Mme Awa Fall, awa@beta.example.\n\nRéseau : 85 M inscrits au budget, décision le 27/03.\nAntivirus : 18 ou 19 M.';

export function evidence(quote, text = TEXT) {
  const start = text.indexOf(quote);
  return { quote, start, end: start + quote.length };
}

export function fact(value, changes = {}) {
  const origin = value === null ? 'none' : 'source';
  return {
    value,
    origin,
    confidence: value === null ? 0 : 0.9,
    reason: null,
    evidence: [],
    alternatives: [],
    ...changes,
  };
}

export const found = (value, quote, changes = {}) => fact(value, { evidence: [evidence(quote)], ...changes });
export const byDefault = (value, reason) => fact(value, { origin: 'default', confidence: 1, reason });

export const CONTACT = '11111111-1111-4111-8111-111111111111';

export function contact(changes = {}) {
  return {
    id: CONTACT,
    included: true,
    recordId: null,
    matches: [],
    firstName: found('Awa', 'Awa'),
    lastName: found('Fall', 'Fall'),
    title: fact(null),
    email: found('awa@beta.example', 'awa@beta.example'),
    phone: fact(null),
    mobile: fact(null),
    ...changes,
  };
}

export function draft({ opportunity = {}, account = {}, ...changes } = {}) {
  return {
    id: 'draft-1',
    captureId: 'capture-1',
    position: 1,
    state: 'open',
    version: 1,
    confidence: 0.8,
    opportunity: {
      name: found('Beta Conseil – Réseau', 'Réseau', { reason: 'account-and-subject' }),
      closeDate: found('2026-03-27', '27/03'),
      stage: byDefault('Prospection', 'org-default'),
      country: byDefault('Sénégal', 'org-default'),
      leadSource: fact(null),
      type: fact(null),
      amount: found(85000000, '85 M'),
      currency: byDefault('XOF', 'currency-of-org'),
      nextStep: fact(null),
      description: fact(null),
      ...opportunity,
    },
    account: {
      name: found('Beta Conseil', 'Beta Conseil'),
      website: fact(null),
      phone: fact(null),
      country: fact(null),
      recordId: null,
      matches: [],
      ...account,
    },
    contacts: [contact()],
    passages: [evidence('Réseau : 85 M inscrits au budget, décision le 27/03.')],
    duplicates: [],
    duplicateOf: null,
    updatedAt: '2026-03-03T11:44:00Z',
    ...changes,
  };
}

export function secondDraft(changes = {}) {
  const doubt = { confidence: 0.4, alternatives: [{ value: 19000000, confidence: 0.4, evidence: [evidence('19 M')] }] };
  return draft({
    id: 'draft-2',
    position: 2,
    opportunity: {
      name: found('Beta Conseil – Antivirus', 'Antivirus'),
      amount: found(18000000, '18', doubt),
      closeDate: byDefault('2026-03-10', 'days-after-capture'),
    },
    contacts: [],
    passages: [evidence('Antivirus : 18 ou 19 M.')],
    ...changes,
  });
}

const FIELDS = [
  ['opportunity.name', 'Opportunity', 'Name', true],
  ['account.name', 'Account', 'Name', true],
  ['opportunity.amount', 'Opportunity', 'Amount', false],
  ['opportunity.closeDate', 'Opportunity', 'CloseDate', true],
  ['opportunity.stage', 'Opportunity', 'StageName', true],
  ['opportunity.type', 'Opportunity', 'Type', false],
  ['opportunity.leadSource', 'Opportunity', 'LeadSource', false],
  ['opportunity.country', 'Opportunity', 'Country__c', false],
  ['opportunity.nextStep', 'Opportunity', 'NextStep', false],
  ['opportunity.description', 'Opportunity', 'Description', false],
  ['contact.firstName', 'Contact', 'FirstName', false],
  ['contact.lastName', 'Contact', 'LastName', true],
  ['contact.title', 'Contact', 'Title', false],
  ['contact.email', 'Contact', 'Email', false],
  ['contact.phone', 'Contact', 'Phone', false],
];

export const CONFIGURATION = {
  fields: FIELDS.map(([key, objectName, field, required], position) => ({
    key,
    objectName,
    field,
    required,
    position,
  })),
  currencies: ['XOF', 'EUR'],
  defaultCurrency: 'XOF',
  toCheckBelow: 0.6,
  maximumTextLength: 200000,
  problems: [],
  canCreate: true,
  canReviewTeam: false,
  userName: 'Astou Sarr',
};

const field = (apiName, dataType, changes = {}) => ({
  apiName,
  label: `Label of ${apiName}`,
  dataType,
  required: false,
  createable: true,
  length: 0,
  scale: 0,
  ...changes,
});

const info = (apiName, fields) => ({
  apiName,
  label: apiName,
  defaultRecordTypeId: '012000000000000AAA',
  fields: Object.fromEntries(fields.map((each) => [each.apiName, each])),
});

const values = (...names) => ({ values: names.map((name) => ({ label: `${name} (label)`, value: name })) });

/** The org as the UI API tells of it: `Record<objectName, {info, picklists}>`. */
export const OBJECTS = {
  Opportunity: {
    info: info('Opportunity', [
      field('Name', 'String', { required: true, length: 120 }),
      field('Amount', 'Currency', { scale: 2 }),
      field('CloseDate', 'Date', { required: true }),
      field('StageName', 'Picklist', { required: true }),
      field('Type', 'Picklist'),
      field('LeadSource', 'Picklist'),
      field('Country__c', 'Picklist'),
      field('NextStep', 'String', { length: 255 }),
      field('Description', 'TextArea', { length: 32000 }),
    ]),
    picklists: {
      picklistFieldValues: {
        StageName: values('Prospection', 'Qualification'),
        Type: values('Projet'),
        LeadSource: values('Demande client spontanée'),
        Country__c: values('Sénégal', 'Mali'),
      },
    },
  },
  Account: {
    info: info('Account', [field('Name', 'String', { required: true, length: 255 })]),
    picklists: { picklistFieldValues: {} },
  },
  Contact: {
    info: info('Contact', [
      field('FirstName', 'String', { length: 40 }),
      field('LastName', 'String', { required: true, length: 80 }),
      field('Title', 'String', { length: 128 }),
      field('Email', 'Email'),
      field('Phone', 'Phone'),
    ]),
    picklists: { picklistFieldValues: {} },
  },
};

export const SOURCE = { text: TEXT, language: 'fr', corrected: false };

/** A page of a source that was photographed. */
export function page(changes = {}) {
  return {
    number: 1,
    kind: 'picture',
    take: 1,
    inside: [],
    fileName: 'card.jpg',
    pageOfFile: 1,
    start: 0,
    end: TEXT.length,
    width: 1000,
    height: 500,
    legibility: 'good',
    problem: null,
    ...changes,
  };
}

/** A level line of words in a picture. */
export const region = (left, top, right, bottom, number = 1) => ({
  page: number,
  corners: [left, top, right, top, right, bottom, left, bottom],
});

export function row(draftId, changes = {}) {
  return {
    recordId: `a0${draftId}`,
    draftId,
    status: 'Open',
    ownerId: '005',
    ownerName: 'Astou Sarr',
    mine: true,
    ...changes,
  };
}

export function accountMatch(changes = {}) {
  return {
    draftId: null,
    target: 'account',
    contactId: null,
    recordId: '001000000000001AAA',
    name: 'Beta Conseil SA',
    detail: 'Dakar',
    score: 0.95,
    verdict: 'same',
    reasons: ['same-name'],
    hidden: false,
    values: null,
    ...changes,
  };
}

/** An open opportunity that may be the deal of the first draft. */
export function dealMatch(changes = {}) {
  return accountMatch({
    target: 'opportunity',
    recordId: '006000000000001AAA',
    name: 'Beta Conseil – Réseau du siège',
    detail: 'Beta Conseil SA · Qualification',
    reasons: ['same-account', 'similar-subject'],
    ownerName: 'Astou Sarr',
    mine: true,
    values: {
      'account.name': 'Beta Conseil SA',
      'opportunity.name': 'Beta Conseil – Réseau du siège',
      'opportunity.amount': '80000000',
      'opportunity.closeDate': '2026-03-27',
      'opportunity.stage': 'Qualification',
      'opportunity.nextStep': '',
      'opportunity.country': 'Mali',
      'opportunity.currency': 'XOF',
    },
    ...changes,
  });
}

export function captureView({ drafts = [draft(), secondDraft()], matches = [], rows, ...changes } = {}) {
  return {
    capture: {
      id: 'capture-1',
      kind: 'text',
      state: 'ready',
      reason: null,
      progress: 1,
      language: 'fr',
      capturedAt: '2026-03-03T11:42:00+00:00',
      drafts,
      account: null,
      contacts: [],
      ...changes,
    },
    rows: rows ?? drafts.map(({ id }) => row(id)),
    matches,
  };
}

/** Lets every pending microtask and render run. */
export async function settled(rounds = 6) {
  for (let round = 0; round < rounds; round += 1) await Promise.resolve();
}

/** Gives base components of the stubs the methods that the real ones have. */
export function withValidity(element, isValid = true) {
  element.setCustomValidity = jest.fn();
  element.reportValidity = jest.fn(() => isValid);
  element.focus = jest.fn();
  return element;
}

/** Puts a component on the page and collects what it fires. */
export function show(element, properties = {}, events = []) {
  Object.assign(element, properties);
  const fired = Object.fromEntries(events.map((name) => [name, jest.fn()]));
  for (const name of events) element.addEventListener(name, (event) => fired[name](event.detail));
  document.body.appendChild(element);
  const { shadowRoot } = element;
  return {
    element,
    fired,
    find: (selector) => shadowRoot.querySelector(selector),
    all: (selector) => [...shadowRoot.querySelectorAll(selector)],
  };
}
