import type { ListView } from '../metadata/list-views.ts';

const OPPORTUNITY_COLUMNS = ['Name', 'AccountId', 'Amount', 'CloseDate', 'StageName', 'OwnerId'];
const ACCOUNT_COLUMNS = ['Name', 'BillingCity', 'BillingCountry', 'Phone', 'OwnerId'];
const CONTACT_COLUMNS = ['Name', 'AccountId', 'Title', 'Email', 'Phone', 'OwnerId'];

function pair(
  plural: string,
  en: string,
  fr: { all: string; mine: string },
  columns: readonly string[],
): readonly ListView[] {
  const shared = { columns, filters: [] };
  return [
    { name: `All${plural}`, label: { en: `All ${en}`, fr: fr.all }, scope: 'Everything', ...shared },
    { name: `My${plural}`, label: { en: `My ${en}`, fr: fr.mine }, scope: 'Mine', ...shared },
  ];
}

/** The list views that every Salesforce org has by itself. */
export const standardListViews: Readonly<Record<string, readonly ListView[]>> = {
  Opportunity: pair(
    'Opportunities',
    'Opportunities',
    { all: 'Toutes les opportunités', mine: 'Mes opportunités' },
    OPPORTUNITY_COLUMNS,
  ),
  Account: pair('Accounts', 'Accounts', { all: 'Tous les comptes', mine: 'Mes comptes' }, ACCOUNT_COLUMNS),
  Contact: pair('Contacts', 'Contacts', { all: 'Tous les contacts', mine: 'Mes contacts' }, CONTACT_COLUMNS),
};
