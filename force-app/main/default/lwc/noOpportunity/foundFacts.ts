import unnamedAccount from '@salesforce/label/c.Review_Account_Unnamed';
import unnamedContact from '@salesforce/label/c.Review_Contact_Unnamed';
import country from '@salesforce/label/c.Review_Fact_Country';
import email from '@salesforce/label/c.Review_Fact_Email';
import firstName from '@salesforce/label/c.Review_Fact_First_Name';
import mobile from '@salesforce/label/c.Review_Fact_Mobile';
import name from '@salesforce/label/c.Review_Fact_Name';
import phone from '@salesforce/label/c.Review_Fact_Phone';
import title from '@salesforce/label/c.Review_Fact_Title';
import website from '@salesforce/label/c.Review_Fact_Website';
import type { Capture, ContactFacts, TextValue } from 'c/captureTypes';
import { placeOf, standsIn } from 'c/evidenceMarks';
import type { EvidenceLine } from 'c/fieldViews';
import type { NamedAnchor } from 'c/namedAnchors';
import { mendWords, quotesOf } from 'c/reviewWords';
import { readablePhones } from 'c/valueFormat';

const ACCOUNT_LABELS = { name, website, phone, country };
const CONTACT_LABELS = { firstName, lastName: name, title, email, phone, mobile };

/** One value that was found although no deal was. */
export interface FoundFact {
  path: string;
  label: string;
  value: string;
  fact: TextValue;
}

/** The account, or one person. */
export interface FoundCard {
  key: string;
  icon: string;
  name: string;
  facts: readonly FoundFact[];
}

/** What the source names: the account first, then the people. Defaults are left out: nothing was found there. */
export function foundCards({ account, contacts }: Pick<Capture, 'account' | 'contacts'>): readonly FoundCard[] {
  const accountFacts = account ? factsOf('account', ACCOUNT_LABELS, account) : [];
  const people = contacts.map((contact, index) => ({
    key: `contacts.${index}`,
    icon: 'standard:contact',
    name: nameOf(contact),
    facts: factsOf(`contacts.${index}`, CONTACT_LABELS, contact),
  }));
  const called = account?.name.value ?? unnamedAccount;
  const named = { key: 'account', icon: 'standard:account', name: called, facts: accountFacts };
  return [...(accountFacts.length > 0 ? [named] : []), ...people.filter(({ facts }) => facts.length > 0)];
}

function nameOf(contact: ContactFacts): string {
  const called = [contact.firstName.value, contact.lastName.value].filter(Boolean).join(' ');
  return called || (contact.email.value ?? unnamedContact);
}

function factsOf<Key extends string>(
  prefix: string,
  labels: Readonly<Record<Key, string>>,
  facts: Readonly<Record<Key, TextValue>>,
): readonly FoundFact[] {
  return (Object.keys(labels) as Key[])
    .filter((key) => facts[key].value !== null && facts[key].origin === 'source')
    .map((key) => ({
      path: `${prefix}.${key}`,
      label: labels[key],
      value: readablePhones(facts[key].value ?? ''),
      fact: facts[key],
    }));
}

/** The places of the found values in the source. There is no deal: all belong to the empty draft id. */
export function foundAnchors(cards: readonly FoundCard[], text: string): readonly NamedAnchor[] {
  return cards.flatMap(({ facts }) =>
    facts.flatMap(({ path, label, fact }) =>
      fact.evidence
        .filter((evidence) => standsIn(text, evidence))
        .map((evidence) => ({
          ...{ draftId: '', position: 0, path, label, start: evidence.start, end: evidence.end, toCheck: false },
          ...placeOf(evidence),
        })),
    ),
  );
}

export function foundLine({ path, label, value, fact }: FoundFact): EvidenceLine {
  const quote = fact.evidence[0]?.quote ?? '';
  return {
    path,
    label,
    quote: quotesOf(fact.evidence),
    reading: quote === value ? '' : value,
    why: mendWords(fact.mends ?? []),
  };
}
