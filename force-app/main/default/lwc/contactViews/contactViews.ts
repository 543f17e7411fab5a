import createContact from '@salesforce/label/c.Review_Contact_Create';
import newContact from '@salesforce/label/c.Review_Contact_New';
import newContactOf from '@salesforce/label/c.Review_Contact_New_Of';
import noEmail from '@salesforce/label/c.Review_Contact_No_Email';
import noPhone from '@salesforce/label/c.Review_Contact_No_Phone';
import noPhoneNoEmail from '@salesforce/label/c.Review_Contact_No_Phone_No_Email';
import notTaken from '@salesforce/label/c.Review_Contact_Not_Taken';
import unnamed from '@salesforce/label/c.Review_Contact_Unnamed';
import useContact from '@salesforce/label/c.Review_Contact_Use';
import type { Match, RecordMatch } from 'c/captureTypes';
import type { Deal } from 'c/dealState';
import { CONTACT_KEYS, contactsOf } from 'c/draftEdits';
import type { EditedContact, Edits } from 'c/draftEdits';
import type { FieldView, Reading } from 'c/fieldViews';
import type { FormField } from 'c/formFields';
import { matchWords } from 'c/matchReasons';
import { candidateViews } from 'c/matchViews';
import type { CandidateView } from 'c/matchViews';
import { signIcon, signWord } from 'c/reviewWords';
import { contactMatches, hasHidden, isAsked, NEW_RECORD } from 'c/suggestedLinks';
import { fillIn, readablePhones } from 'c/valueFormat';

/** One value of a contact as its card lists it. */
export interface ContactRow {
  path: string;
  icon: string;
  text: string;
  label: string;
  toCheck: boolean;
  /** What stands in the source of a value that was put right, or empty. */
  mended: string;
}

export interface ContactView {
  id: string;
  /** Path whose evidence is the contact's name. */
  namePath: string;
  name: string;
  /** What the person does, or empty. */
  title: string;
  included: boolean;
  linked: boolean;
  recordId: string | null;
  rows: readonly ContactRow[];
  missing: string;
  fields: readonly FieldView[];
  signIcon: string;
  signWord: string;
  signText: string;
  chips: readonly { key: string; label: string; recordId: string }[];
  /** Existing contacts that the person is asked about. */
  candidates: readonly CandidateView[];
  /** A contact exists that the user may not see. */
  hasHidden: boolean;
  nameToCheck: boolean;
  /** Of a linked contact only the record's name is shown; its values stay Salesforce's. */
  problem: string;
}

interface ContactSources {
  deal: Deal;
  edits: Edits;
  fields: ReadonlyMap<string, FormField>;
  matches: readonly Match[];
  reading: Reading;
  view(path: string): FieldView | null;
  accountName: string;
}

const ICONS: Readonly<Record<string, string>> = {
  title: 'utility:identity',
  phone: 'utility:call',
  mobile: 'utility:phone_portrait',
  email: 'utility:email',
};

export function contactViews(sources: ContactSources): readonly ContactView[] {
  return contactsOf(sources.deal.draft, sources.edits).map((contact) => contactView(contact, sources));
}

function contactView(contact: EditedContact, sources: ContactSources): ContactView {
  const { deal, matches, view, accountName } = sources;
  const path = (key: string) => `contacts.${contact.id}.${key}`;
  const fields = CONTACT_KEYS.map((key) => view(path(key))).filter((field): field is FieldView => field !== null);
  const offered = contactMatches(deal.draft, contact.id, matches);
  const match = offered.find(({ recordId }) => recordId === contact.recordId) ?? null;
  const valueOf = (key: string) => fields.find((field) => field.path === path(key))?.value ?? null;
  const spoken = [valueOf('firstName'), valueOf('lastName')].filter(Boolean).join(' ');
  const asked =
    contact.included && contact.recordId === null && isAsked(deal.draft, sources.edits, `contacts.${contact.id}`);
  const compare = {
    ...sources,
    said: (key: string) => (key === 'account.name' ? accountName : valueOf(key.slice('contact.'.length))),
  };
  const refusal = deal.problems.find((problem) => problem.contactId === contact.id && !problem.field);
  return {
    id: contact.id,
    namePath: path(valueOf('lastName') === null ? 'firstName' : 'lastName'),
    name: spoken || match?.name || unnamed,
    title: valueOf('title') ?? '',
    included: contact.included,
    linked: contact.recordId !== null,
    recordId: contact.recordId,
    rows: fields.filter(hasRow).map(rowOf),
    missing: missingWords(valueOf('phone') ?? valueOf('mobile'), valueOf('email')),
    fields,
    ...footOf(contact, match, accountName),
    chips: contact.included ? chipsOf(contact, asked ? [] : offered) : [],
    candidates: asked ? candidateViews(offered, compare) : [],
    hasHidden: contact.recordId === null && hasHidden(deal.draft, matches, 'contact', contact.id),
    nameToCheck: fields.some((field) => isName(field) && field.sign === 'check'),
    problem: refusal?.message ?? '',
  };
}

/** Whether a value is a part of the contact's name. */
export function isName({ path }: FieldView): boolean {
  return /\.(firstName|lastName)$/.test(path);
}

function hasRow(field: FieldView): boolean {
  return !isName(field) && field.value !== null;
}

function rowOf(field: FieldView): ContactRow {
  const { path, label, value, sign, mended } = field;
  const key = path.split('.').at(-1) ?? '';
  return {
    path,
    label,
    text: readablePhones(value ?? ''),
    icon: ICONS[key] ?? 'utility:dash',
    toCheck: sign === 'check',
    mended,
  };
}

function missingWords(phone: string | null, email: string | null): string {
  if (phone !== null && email !== null) return '';
  if (phone === null && email === null) return noPhoneNoEmail;
  return phone === null ? noPhone : noEmail;
}

function footOf(contact: EditedContact, match: RecordMatch | null, accountName: string) {
  if (!contact.included) return { signIcon: signIcon('none'), signWord: notTaken, signText: '' };
  if (contact.recordId) {
    return { signIcon: signIcon('existing'), signWord: signWord('existing'), signText: matchWords(match) };
  }
  const word = accountName ? fillIn(newContactOf, accountName) : newContact;
  return { signIcon: 'utility:new', signWord: word, signText: '' };
}

function chipsOf(contact: EditedContact, offered: readonly RecordMatch[]): ContactView['chips'] {
  const others = offered
    .filter(({ recordId }) => recordId !== contact.recordId)
    .map((match) => ({
      key: match.recordId,
      label: fillIn(useContact, match.name, matchWords(match)),
      recordId: match.recordId,
    }));
  const create = contact.recordId ? [{ key: 'new', label: createContact, recordId: NEW_RECORD }] : [];
  return [...others, ...create];
}
