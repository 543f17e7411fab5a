import createContact from '@salesforce/label/c.Review_Contact_Create';
import newContact from '@salesforce/label/c.Review_Contact_New';
import newContactOf from '@salesforce/label/c.Review_Contact_New_Of';
import noEmail from '@salesforce/label/c.Review_Contact_No_Email';
import noPhone from '@salesforce/label/c.Review_Contact_No_Phone';
import noPhoneNoEmail from '@salesforce/label/c.Review_Contact_No_Phone_No_Email';
import notTaken from '@salesforce/label/c.Review_Contact_Not_Taken';
import unnamed from '@salesforce/label/c.Review_Contact_Unnamed';
import useContact from '@salesforce/label/c.Review_Contact_Use';
import { CONTACT_KEYS, contactsOf } from 'c/draftEdits';
import { matchWords } from 'c/matchReasons';
import { candidateViews } from 'c/matchViews';
import { signIcon, signWord } from 'c/reviewWords';
import { contactMatches, hasHidden, isAsked, NEW_RECORD } from 'c/suggestedLinks';
import { fillIn, readablePhones } from 'c/valueFormat';
const ICONS = {
    title: 'utility:identity',
    phone: 'utility:call',
    mobile: 'utility:phone_portrait',
    email: 'utility:email',
};
export function contactViews(sources) {
    return contactsOf(sources.deal.draft, sources.edits).map((contact) => contactView(contact, sources));
}
function contactView(contact, sources) {
    const { deal, matches, view, accountName } = sources;
    const path = (key) => `contacts.${contact.id}.${key}`;
    const fields = CONTACT_KEYS.map((key) => view(path(key))).filter((field) => field !== null);
    const offered = contactMatches(deal.draft, contact.id, matches);
    const match = offered.find(({ recordId }) => recordId === contact.recordId) ?? null;
    const valueOf = (key) => fields.find((field) => field.path === path(key))?.value ?? null;
    const spoken = [valueOf('firstName'), valueOf('lastName')].filter(Boolean).join(' ');
    const asked = contact.included && contact.recordId === null && isAsked(deal.draft, sources.edits, `contacts.${contact.id}`);
    const compare = {
        ...sources,
        said: (key) => (key === 'account.name' ? accountName : valueOf(key.slice('contact.'.length))),
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
export function isName({ path }) {
    return /\.(firstName|lastName)$/.test(path);
}
function hasRow(field) {
    return !isName(field) && field.value !== null;
}
function rowOf(field) {
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
function missingWords(phone, email) {
    if (phone !== null && email !== null)
        return '';
    if (phone === null && email === null)
        return noPhoneNoEmail;
    return phone === null ? noPhone : noEmail;
}
function footOf(contact, match, accountName) {
    if (!contact.included)
        return { signIcon: signIcon('none'), signWord: notTaken, signText: '' };
    if (contact.recordId) {
        return { signIcon: signIcon('existing'), signWord: signWord('existing'), signText: matchWords(match) };
    }
    const word = accountName ? fillIn(newContactOf, accountName) : newContact;
    return { signIcon: 'utility:new', signWord: word, signText: '' };
}
function chipsOf(contact, offered) {
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
