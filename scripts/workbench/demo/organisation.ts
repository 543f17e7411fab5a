/**
 * The invented org of the workbench: a sales team in Dakar, its role hierarchy and the rules its admin wrote. All names are
 * made up. The permission sets are force-app's own.
 */
import type { DuplicateRule } from '../org/records/duplicates.ts';
import { changes } from '../org/records/user-mode.ts';
import type { ValidationRule } from '../org/records/validation.ts';
import type { Language } from '../org/schema/description.ts';

export interface DemoUser {
  readonly alias: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: string;
  readonly language: Language;
  readonly permissionSets: readonly string[];
  /** Offered on the page as one of the people to be; others only exist for sharing. */
  readonly offeredAs: 'rep' | 'manager' | 'admin' | null;
}

/** Each role and the one above it. */
export const roles: ReadonlyMap<string, string | null> = new Map([
  ['Sales Director', null],
  ['Sales Manager Public Sector', 'Sales Director'],
  ['Sales Rep Public Sector', 'Sales Manager Public Sector'],
  ['Sales Manager Industry', 'Sales Director'],
  ['Sales Rep Industry', 'Sales Manager Industry'],
]);

export const users: readonly DemoUser[] = [
  {
    alias: 'asarr',
    firstName: 'Astou',
    lastName: 'Sarr',
    role: 'Sales Rep Public Sector',
    language: 'fr',
    permissionSets: ['Create_From_Notes_Rep'],
    offeredAs: 'rep',
  },
  {
    alias: 'mkane',
    firstName: 'Mariama',
    lastName: 'Kane',
    role: 'Sales Manager Public Sector',
    language: 'fr',
    permissionSets: ['Create_From_Notes_Manager'],
    offeredAs: 'manager',
  },
  {
    alias: 'bfaye',
    firstName: 'Babacar',
    lastName: 'Faye',
    role: 'Sales Rep Industry',
    language: 'fr',
    permissionSets: ['Create_From_Notes_Rep'],
    offeredAs: null,
  },
  {
    alias: 'aniang',
    firstName: 'Aïda',
    lastName: 'Niang',
    role: 'Sales Director',
    language: 'fr',
    permissionSets: ['Create_From_Notes_Admin'],
    offeredAs: 'admin',
  },
];

/** The user of the scheduled sync: above everyone, with the integration permission set. */
export const integrationUser: DemoUser = {
  alias: 'integ',
  firstName: 'Integration',
  lastName: 'User',
  role: 'Sales Director',
  language: 'fr',
  permissionSets: ['Create_From_Notes_Integration'],
  offeredAs: null,
};

export const timeZone = 'Africa/Dakar';
export const currencies: readonly string[] = ['XOF', 'EUR', 'USD'];
export const defaultCurrency = 'XOF';

export const validationRules: readonly ValidationRule[] = [
  {
    object: 'Opportunity',
    name: 'Close_Date_Not_In_The_Past',
    field: 'CloseDate',
    message: {
      en: 'The close date of an open opportunity cannot be in the past.',
      fr: "La date de clôture d'une opportunité ouverte ne peut pas être dans le passé.",
    },
    violated: (after, before, today) =>
      after['IsClosed'] !== true &&
      typeof after['CloseDate'] === 'string' &&
      after['CloseDate'] < today &&
      changes('CloseDate', after, before),
  },
];

export const duplicateRules: readonly DuplicateRule[] = [
  {
    object: 'Account',
    name: 'Account_Same_Name',
    fields: ['Name'],
    allowSave: true,
    message: {
      en: 'An account with this name exists already. Use it, or create another one all the same.',
      fr: 'Un compte porte déjà ce nom. Utilisez-le, ou créez-en un autre malgré tout.',
    },
  },
  {
    object: 'Contact',
    name: 'Contact_Same_Email',
    fields: ['Email'],
    allowSave: true,
    message: {
      en: 'A contact with this email exists already. Use it, or create another one all the same.',
      fr: 'Un contact a déjà cette adresse e-mail. Utilisez-le, ou créez-en un autre malgré tout.',
    },
  },
];
