import accountNew from '@salesforce/label/c.Review_Created_Account_New';
import accountLinked from '@salesforce/label/c.Review_Created_Account_Linked';
import closes from '@salesforce/label/c.Review_Created_Close';
import contactLinked from '@salesforce/label/c.Review_Created_Contact_Linked';
import contactNew from '@salesforce/label/c.Review_Created_Contact_New';
import contactPrimary from '@salesforce/label/c.Review_Created_Contact_Primary';
import oneAccount from '@salesforce/label/c.Review_Footer_Account';
import contactOne from '@salesforce/label/c.Review_Footer_Contact_One';
import contactOther from '@salesforce/label/c.Review_Footer_Contact_Other';
import oneOpportunity from '@salesforce/label/c.Review_Footer_Opportunity';
import approved from '@salesforce/label/c.Review_Tab_Approved';
import created from '@salesforce/label/c.Review_Tab_Created';
import dropped from '@salesforce/label/c.Review_Tab_Dropped';
import expired from '@salesforce/label/c.Review_Tab_Expired';
import refusedOne from '@salesforce/label/c.Review_Tab_Refused_One';
import refusedOther from '@salesforce/label/c.Review_Tab_Refused_Other';
import untitled from '@salesforce/label/c.Review_Tab_Untitled';
import updated from '@salesforce/label/c.Update_Done_Tab';
import valueOne from '@salesforce/label/c.Update_Value_One';
import valueOther from '@salesforce/label/c.Update_Value_Other';
import toCheckLabel from '@salesforce/label/c.Review_To_Check';
import { outcomeOf } from 'c/dealState';
import { valueAt } from 'c/draftEdits';
import { countOf, fillIn, formatAmount, formatDate } from 'c/valueFormat';
const OPPORTUNITY = 'standard:opportunity';
const ACCOUNT = 'standard:account';
const CONTACT = 'standard:contact';
/** The tab of a deal: its number, its subject, and what it still needs. */
export function dealTab(deal, view, locale) {
    const label = subjectOf(deal, view) || untitled;
    return { draftId: deal.draft.id, number: deal.draft.position, label, ...flagOf(deal, view, locale) };
}
function flagOf(deal, view, locale) {
    const outcome = outcomeOf(deal);
    if (outcome === 'created')
        return { flag: isUpdated(deal) ? updated : created, flagKind: 'good', count: 0 };
    if (outcome === 'rejected')
        return { flag: dropped, flagKind: 'quiet', count: 0 };
    if (outcome === 'expired')
        return { flag: expired, flagKind: 'quiet', count: 0 };
    const refused = deal.problems.length;
    if (refused > 0)
        return { flag: countOf(refused, refusedOne, refusedOther, locale), flagKind: 'bad', count: refused };
    const count = view.toCheck.length;
    if (count > 0)
        return { flag: fillIn(toCheckLabel, count), flagKind: 'check', count };
    return { flag: deal.draft.state === 'approved' ? approved : '', flagKind: 'good', count: 0 };
}
/** The name without its account: the tabs of one note share the account, the subject tells them apart. */
function subjectOf({ draft, edits }, view) {
    const name = valueAt(draft, edits, 'opportunity.name') ?? '';
    const accounts = [valueAt(draft, edits, 'account.name'), view.account.displayName];
    const account = accounts.find((candidate) => candidate && name.startsWith(candidate)) ?? '';
    return name.slice(account.length).replace(/^[\s\-–—:·,]+/u, '') || name;
}
/** What Create will do, in records. */
export function footerView({ account, contacts, update }, locale) {
    const included = contacts.filter((contact) => contact.included);
    const made = included.filter(({ linked }) => !linked).length;
    const create = update ? [] : [{ key: 'opportunity', icon: OPPORTUNITY, text: oneOpportunity }];
    if (!update && !account.linked && account.displayName)
        create.push({ key: 'account', icon: ACCOUNT, text: oneAccount });
    if (made > 0)
        create.push({ key: 'contacts', icon: CONTACT, text: countOf(made, contactOne, contactOther, locale) });
    const linkedAccount = account.linked && !update ? [{ key: 'account', icon: ACCOUNT, text: account.displayName || oneAccount }] : [];
    const linkedContacts = included.filter(({ linked }) => linked);
    const values = countOf(update?.rows.filter(({ isTaken }) => isTaken).length ?? 0, valueOne, valueOther, locale);
    return {
        update: update ? [{ key: 'values', icon: OPPORTUNITY, text: values }] : null,
        create,
        link: [...linkedAccount, ...linkedContacts.map(({ id, name }) => ({ key: id, icon: CONTACT, text: name }))],
    };
}
/**
 * The records that came of a deal. Right after Create the answer names them; after a reload the draft's row holds their
 * ids, in the order in which the contacts were sent. The first of them is the opportunity's primary contact.
 * After a reload a record that was made is found like any other: only what a person linked is then said to be linked.
 */
export function createdRecords(deal, view, locale) {
    const { result, row, draft } = deal;
    const ids = result?.contactIds ?? row?.contactIds ?? [];
    const accountId = result?.accountId ?? row?.accountId ?? null;
    const included = view.contacts.filter((contact) => contact.included);
    const opportunity = {
        key: 'opportunity',
        icon: OPPORTUNITY,
        recordId: result?.opportunityId ?? row?.opportunityId ?? null,
        text: result?.opportunityName ?? valueAt(draft, view.edits, 'opportunity.name') ?? '',
        detail: isUpdated(deal) ? '' : summaryOf(deal, view, locale),
    };
    const contacts = included.map((contact, index) => ({
        key: contact.id,
        icon: CONTACT,
        recordId: contact.recordId ?? ids[index] ?? null,
        text: contact.name,
        detail: [
            cameOf(deal, `contacts.${contact.id}`, contact.linked ? contactLinked : contactNew, contactLinked),
            contact.title,
            index === 0 ? contactPrimary : '',
        ]
            .filter(Boolean)
            .join(' · '),
    }));
    const account = {
        key: 'account',
        icon: ACCOUNT,
        recordId: accountId,
        text: (result?.accountName ?? view.account.displayName) || valueAt(draft, view.edits, 'account.name') || oneAccount,
        detail: cameOf(deal, 'account', view.account.linked || isUpdated(deal) ? accountLinked : accountNew, accountLinked),
    };
    return [opportunity, ...(accountId ? [account] : []), ...contacts];
}
/** Whether the opportunity was there before the deal. */
export function isUpdated({ draft, row, result }) {
    if (result)
        return result.updated === true;
    return Boolean(row?.opportunityId) && row?.opportunityId === draft.opportunity.recordId;
}
function cameOf({ draft, edits, result }, part, word, linked) {
    if (result)
        return word;
    return valueAt(draft, edits, `${part}.recordId`) ? linked : '';
}
function summaryOf({ draft }, { edits, fields }, locale) {
    const value = (path) => valueAt(draft, edits, path);
    const stage = fields.get('opportunity.stage');
    const stageLabel = stage?.options.find((option) => option.value === stage.value)?.label ?? stage?.value ?? '';
    const [amount, close] = [value('opportunity.amount'), value('opportunity.closeDate')];
    return [
        stageLabel,
        amount === null ? '' : formatAmount(Number(amount), value('opportunity.currency'), locale),
        close === null ? '' : fillIn(closes, formatDate(close, locale)),
    ]
        .filter(Boolean)
        .join(' · ');
}
