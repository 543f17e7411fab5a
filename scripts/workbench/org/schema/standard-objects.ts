import { field } from './description.ts';
import type { Bilingual, FieldDescription, ObjectDescription, PicklistEntry } from './description.ts';

/** Value sets by `Object.Field`, as the demo data give them. */
export type ValueSets = ReadonlyMap<string, readonly PicklistEntry[]>;

const both = (en: string, fr: string): Bilingual => ({ en, fr });

const text = (name: string, length: number, label: Bilingual, required = false): FieldDescription =>
  field(name, 'String', label, { length, required });
const area = (name: string, length: number, label: Bilingual): FieldDescription =>
  field(name, 'TextArea', label, { length });
const phone = (name: string, label: Bilingual): FieldDescription => field(name, 'Phone', label, { length: 40 });
const lookup = (name: string, referenceTo: string, label: Bilingual, required = false): FieldDescription =>
  field(name, 'Reference', label, { length: 18, referenceTo, required });
const readOnly = (described: FieldDescription): FieldDescription => ({ ...described, writable: false });

/** The fields every record has and the platform fills. `OwnerId` may be set. */
const audit: readonly FieldDescription[] = [
  readOnly(field('Id', 'Reference', both('Record ID', "ID d'enregistrement"), { length: 18 })),
  lookup('OwnerId', 'User', both('Owner', 'Propriétaire')),
  readOnly(field('CreatedDate', 'DateTime', both('Created Date', 'Date de création'))),
  readOnly(lookup('CreatedById', 'User', both('Created By', 'Créé par'))),
  readOnly(field('LastModifiedDate', 'DateTime', both('Last Modified Date', 'Dernière modification'))),
  readOnly(lookup('LastModifiedById', 'User', both('Last Modified By', 'Modifié par'))),
  readOnly(field('SystemModstamp', 'DateTime', both('System Modstamp', 'Horodatage du système'))),
  readOnly(field('IsDeleted', 'Boolean', both('Deleted', 'Supprimé'))),
];

const accountFields: readonly FieldDescription[] = [
  text('Name', 255, both('Account Name', 'Nom du compte'), true),
  lookup('ParentId', 'Account', both('Parent Account', 'Compte parent')),
  field('Website', 'Url', both('Website', 'Site Web'), { length: 255 }),
  phone('Phone', both('Phone', 'Téléphone')),
  area('BillingStreet', 255, both('Billing Street', 'Rue (facturation)')),
  text('BillingCity', 40, both('Billing City', 'Ville (facturation)')),
  text('BillingCountry', 80, both('Billing Country', 'Pays (facturation)')),
  area('Description', 32_000, both('Account Description', 'Description du compte')),
];

const contactFields: readonly FieldDescription[] = [
  text('FirstName', 40, both('First Name', 'Prénom')),
  text('LastName', 80, both('Last Name', 'Nom'), true),
  readOnly(text('Name', 121, both('Full Name', 'Nom complet'))),
  lookup('AccountId', 'Account', both('Account Name', 'Nom du compte')),
  text('Title', 128, both('Title', 'Fonction')),
  field('Email', 'Email', both('Email', 'E-mail'), { length: 80 }),
  phone('Phone', both('Business Phone', 'Téléphone professionnel')),
  phone('MobilePhone', both('Mobile', 'Téléphone mobile')),
  area('Description', 32_000, both('Contact Description', 'Description du contact')),
];

const currencyIsoCode = field('CurrencyIsoCode', 'Picklist', both('Currency', 'Devise'), { length: 3 });

const opportunityFields: readonly FieldDescription[] = [
  text('Name', 120, both('Opportunity Name', "Nom de l'opportunité"), true),
  lookup('AccountId', 'Account', both('Account Name', 'Nom du compte')),
  field('Amount', 'Currency', both('Amount', 'Montant'), { precision: 18, scale: 2 }),
  currencyIsoCode,
  field('CloseDate', 'Date', both('Close Date', 'Date de clôture'), { required: true }),
  field('StageName', 'Picklist', both('Stage', 'Étape'), { length: 255, required: true }),
  field('Type', 'Picklist', both('Type', 'Type'), { length: 255 }),
  field('LeadSource', 'Picklist', both('Lead Source', 'Origine de la piste'), { length: 255 }),
  field('Probability', 'Percent', both('Probability (%)', 'Probabilité (%)'), { precision: 3 }),
  text('NextStep', 255, both('Next Step', 'Prochaine étape')),
  area('Description', 32_000, both('Description', 'Description')),
  readOnly(field('IsClosed', 'Boolean', both('Closed', 'Fermée'))),
  readOnly(field('IsWon', 'Boolean', both('Won', 'Gagnée'))),
];

const roleFields: readonly FieldDescription[] = [
  lookup('OpportunityId', 'Opportunity', both('Opportunity', 'Opportunité'), true),
  lookup('ContactId', 'Contact', both('Contact', 'Contact'), true),
  field('IsPrimary', 'Boolean', both('Primary', 'Principal')),
];

const userFields: readonly FieldDescription[] = [
  readOnly(text('Name', 121, both('Full Name', 'Nom complet'))),
  readOnly(text('FirstName', 40, both('First Name', 'Prénom'))),
  readOnly(text('LastName', 80, both('Last Name', 'Nom'))),
  readOnly(text('Username', 80, both('Username', "Nom d'utilisateur"))),
  readOnly(text('Alias', 8, both('Alias', 'Alias'))),
  readOnly(field('Email', 'Email', both('Email', 'E-mail'), { length: 128 })),
  readOnly(field('IsActive', 'Boolean', both('Active', 'Actif'))),
];

interface StandardObject extends Omit<ObjectDescription, 'fields' | 'custom' | 'autoNumber'> {
  readonly own: readonly FieldDescription[];
}

const objects: readonly StandardObject[] = [
  {
    name: 'Account',
    keyPrefix: '001',
    label: both('Account', 'Compte'),
    labelPlural: both('Accounts', 'Comptes'),
    sharing: 'ReadWrite',
    own: accountFields,
  },
  {
    name: 'Contact',
    keyPrefix: '003',
    label: both('Contact', 'Contact'),
    labelPlural: both('Contacts', 'Contacts'),
    sharing: 'ReadWrite',
    own: contactFields,
  },
  {
    name: 'Opportunity',
    keyPrefix: '006',
    label: both('Opportunity', 'Opportunité'),
    labelPlural: both('Opportunities', 'Opportunités'),
    sharing: 'Private',
    own: opportunityFields,
  },
  {
    name: 'OpportunityContactRole',
    keyPrefix: '00K',
    label: both('Opportunity Contact Role', "Rôle de contact d'opportunité"),
    labelPlural: both('Opportunity Contact Roles', "Rôles de contact d'opportunité"),
    sharing: 'ControlledByParent',
    own: roleFields,
  },
  {
    name: 'User',
    keyPrefix: '005',
    label: both('User', 'Utilisateur'),
    labelPlural: both('Users', 'Utilisateurs'),
    sharing: 'ReadWrite',
    own: userFields,
  },
];

/** The standard objects of the org, their picklists filled from its value sets (all restricted: the strictest an org can be). */
export function standardObjects(valueSets: ValueSets): readonly ObjectDescription[] {
  return objects.map(({ own, ...object }) => {
    const fields = [...own, ...audit].map((described) => withValues(object.name, described, valueSets));
    return { ...object, custom: false, autoNumber: null, fields: new Map(fields.map((each) => [each.name, each])) };
  });
}

function withValues(objectName: string, described: FieldDescription, valueSets: ValueSets): FieldDescription {
  if (described.type !== 'Picklist') return described;
  const entries = valueSets.get(`${objectName}.${described.name}`) ?? [];
  return { ...described, picklist: { restricted: true, entries } };
}
