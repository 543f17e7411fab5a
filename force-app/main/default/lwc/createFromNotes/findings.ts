import type { Capture, ContactFacts, Draft } from 'c/captureTypes';
import accountOne from '@salesforce/label/c.Capture_Found_Account_One';
import accountOther from '@salesforce/label/c.Capture_Found_Account_Other';
import dealOne from '@salesforce/label/c.Capture_Found_Deal_One';
import dealOther from '@salesforce/label/c.Capture_Found_Deal_Other';
import contactOne from '@salesforce/label/c.Review_Footer_Contact_One';
import contactOther from '@salesforce/label/c.Review_Footer_Contact_Other';
import { countOf } from 'c/valueFormat';

/**
 * What a source holds, each account and person once however many deals name them: `2 opportunités, 1 compte, 2 contacts`.
 * @param deals how many deals the review shows
 */
export function foundIn({ drafts }: Capture, deals: number, locale: string): string {
  const standing = drafts.filter(({ state }) => state !== 'expired');
  const accounts = new Set(standing.map(accountOf).filter(Boolean)).size;
  const contacts = new Set(standing.flatMap((draft) => draft.contacts.map(personOf)).filter(Boolean)).size;
  return [
    countOf(deals, dealOne, dealOther, locale),
    accounts > 0 ? countOf(accounts, accountOne, accountOther, locale) : '',
    contacts > 0 ? countOf(contacts, contactOne, contactOther, locale) : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function accountOf({ account }: Draft): string {
  return account.recordId ?? plain(account.name.value);
}

/** Two deals of one note have contacts of their own; the same name is the same person. */
function personOf({ firstName, lastName, email }: ContactFacts): string {
  return plain([firstName.value, lastName.value].filter(Boolean).join(' ')) || plain(email.value);
}

function plain(text: string | null): string {
  return (text ?? '').trim().toLowerCase();
}
