/** Records listed beside another: those whose `field` holds the same id as its field `of`. */
export interface Related {
  readonly object: string;
  readonly field: string;
  readonly of: string;
}

/** How the shell shows the objects that it has pages for. */
export interface ObjectLook {
  readonly icon: string;
  /** Fields under the name at the head of a record page, as a compact layout. */
  readonly highlights: readonly string[];
  readonly related: readonly Related[];
  /** True where the page has the action "Create from notes". */
  readonly createsFromNotes: boolean;
}

export const OBJECTS: Readonly<Record<string, ObjectLook>> = {
  Opportunity: {
    icon: 'standard:opportunity',
    highlights: ['AccountId', 'CloseDate', 'Amount', 'StageName', 'OwnerId'],
    related: [{ object: 'Contact', field: 'AccountId', of: 'AccountId' }],
    createsFromNotes: true,
  },
  Account: {
    icon: 'standard:account',
    highlights: ['Phone', 'Website', 'BillingCountry', 'OwnerId'],
    related: [
      { object: 'Opportunity', field: 'AccountId', of: 'Id' },
      { object: 'Contact', field: 'AccountId', of: 'Id' },
    ],
    createsFromNotes: true,
  },
  Contact: {
    icon: 'standard:contact',
    highlights: ['Title', 'AccountId', 'Email', 'Phone'],
    related: [],
    createsFromNotes: false,
  },
  Opportunity_Draft__c: {
    icon: 'standard:drafts',
    highlights: ['Status__c', 'Account_Name__c', 'Amount__c', 'Close_Date__c', 'OwnerId'],
    related: [],
    createsFromNotes: false,
  },
};
