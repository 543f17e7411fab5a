import { words } from '../words/words.ts';
import { addressOf, type PageReference } from './page-reference.ts';

/** The tab "Create from notes" of the org, and the component that the tab and the list button open. */
const NOTES_TAB = 'Create_From_Notes';
export const NOTES_COMPONENT = 'c__createFromNotes';

/** An entry of the app's navigation. */
export interface Destination {
  readonly key: string;
  readonly label: string;
  /** For the bar of a phone, where there is room for one word. */
  readonly shortLabel: string;
  readonly icon: string;
  readonly address: string;
}

function list(object: string, label: string, icon: string): Destination {
  const attributes = { objectApiName: object, actionName: 'list' };
  return {
    key: object,
    label,
    shortLabel: label,
    icon,
    address: addressOf({ type: 'standard__objectPage', attributes }),
  };
}

/** The app's tabs, in order. */
export const DESTINATIONS: readonly Destination[] = [
  list('Opportunity', words.opportunities, 'utility:opportunity'),
  list('Account', words.accounts, 'utility:company'),
  list('Contact', words.contacts, 'utility:people'),
  list('Opportunity_Draft__c', words.drafts, 'utility:copy'),
  {
    key: NOTES_TAB,
    label: words.createFromNotes,
    shortLabel: words.notesShort,
    icon: 'utility:edit',
    address: addressOf({ type: 'standard__navItemPage', attributes: { apiName: NOTES_TAB } }),
  },
];

/** The key of the tab that a place belongs to, if any. */
export function destinationOf(place: PageReference | null): string | undefined {
  if (place === null) return undefined;
  return showsNotes(place) ? NOTES_TAB : place.attributes?.['objectApiName'];
}

/** True for the two addresses of "Create from notes". */
export function showsNotes({ attributes = {} }: PageReference): boolean {
  return attributes['apiName'] === NOTES_TAB || attributes['componentName'] === NOTES_COMPONENT;
}
