/** What background work needs to be allowed of one object. */
export interface Need {
  object: string;
  /** What an admin of the org calls it. */
  label: { fr: string; en: string };
  create: boolean;
  /** Fields beyond those that nobody can hide. */
  fields: readonly string[];
  /** What is lost without. */
  purpose: 'mirror' | 'drafts' | 'settings';
}

const mirror = (object: string, fr: string, en: string, fields: readonly string[]): Need => ({
  ...{ object, label: { fr, en }, create: false, fields, purpose: 'mirror' },
});

const settings = (object: string, fr: string, en: string): Need => ({
  ...{ object, label: { fr, en }, create: false, fields: [], purpose: 'settings' },
});

const DRAFT_FIELDS = [
  ...['Draft_Id__c', 'Capture_Id__c', 'Captured_At__c', 'Captured_By__c', 'Source_Kind__c', 'Version__c', 'Status__c'],
  ...['Failure_Reason__c', 'Confidence__c', 'To_Check__c'],
  ...['Account__c', 'Account_Name__c', 'Amount__c', 'Currency__c', 'Close_Date__c', 'Stage__c', 'Type__c'],
  ...['Lead_Source__c', 'Country__c', 'Possible_Duplicate__c', 'Duplicate_Of__c'],
];

/** Everything background work does in an org, as permissions: look here before anything new is read or written there. */
export const NEEDS: readonly Need[] = [
  mirror('Account', 'Comptes', 'Accounts', ['Website', 'Phone', 'BillingCity', 'BillingCountry', 'ParentId']),
  mirror('Contact', 'Contacts', 'Contacts', [
    ...['AccountId', 'FirstName', 'LastName', 'Title', 'Email', 'Phone', 'MobilePhone'],
  ]),
  mirror('Opportunity', 'Opportunités', 'Opportunities', [
    ...['AccountId', 'Amount', 'CloseDate', 'StageName', 'Type', 'OwnerId'],
  ]),
  {
    object: 'Opportunity_Draft__c',
    label: { fr: 'Brouillons d’opportunité', en: 'Opportunity drafts' },
    create: true,
    fields: DRAFT_FIELDS,
    purpose: 'drafts',
  },
  settings('Capture_Setting__mdt', 'Réglages', 'Settings'),
  settings('Capture_Field__mdt', 'Correspondance des champs', 'Mapping of fields'),
];
