import failedNext from '@salesforce/label/c.Review_Failed_Next';
import failedTitle from '@salesforce/label/c.Review_Failed';
import failedOther from '@salesforce/label/c.Review_Failed_Other';
import missingNext from '@salesforce/label/c.Review_Missing_Next';
import missingOne from '@salesforce/label/c.Review_Missing_One';
import missingOther from '@salesforce/label/c.Review_Missing_Other';
import duplicateTitle from '@salesforce/label/c.Review_Refused_Duplicate';
import goLabel from '@salesforce/label/c.Review_Refused_Go';
import refusedNext from '@salesforce/label/c.Review_Refused_Next';
import refusedOne from '@salesforce/label/c.Review_Refused_One';
import refusedOther from '@salesforce/label/c.Review_Refused_Other';
import recordTitle from '@salesforce/label/c.Review_Refused_Record';
import updateNext from '@salesforce/label/c.Update_Refused_Next';
import updateOne from '@salesforce/label/c.Update_Refused_One';
import updateOther from '@salesforce/label/c.Update_Refused_Other';
import updateRecord from '@salesforce/label/c.Update_Refused_Record';
import { problemPath } from 'c/dealState';
import { matchWords } from 'c/matchReasons';
import { countOf, fillIn } from 'c/valueFormat';
/** What to say when nothing was created: refused by Salesforce, or still incomplete; null when there is nothing to say. */
export function refusalView(deal, labelOf, locale, isUpdate = false) {
    if (deal.problems.length > 0)
        return refusedView(deal.problems, labelOf, locale, isUpdate);
    if (deal.missing.length === 0)
        return null;
    return {
        icon: 'utility:ban',
        title: countOf(deal.missing.length, missingOne, missingOther, locale),
        text: missingNext,
        items: deal.missing.map((path) => itemAt(path, '', labelOf)),
        canAllow: false,
    };
}
/** A call that failed as a whole. After a lost answer of Create it is safe, and said to be safe, to click again. */
export function failureView(error, isCreate) {
    const { code, message, requestId } = error;
    return {
        ...(requestId ? { reference: { code, requestId } } : {}),
        icon: 'utility:warning',
        title: isCreate ? failedTitle : failedOther,
        text: isCreate ? `${message} ${failedNext}` : message,
        items: [],
        canAllow: false,
    };
}
function refusedView(problems, labelOf, locale, isUpdate) {
    const duplicates = problems.filter((problem) => (problem.duplicates ?? []).length > 0 || problem.canAllow);
    return {
        icon: 'utility:ban',
        title: isUpdate ? updateTitle(problems, locale) : titleOf(problems, duplicates.length > 0, locale),
        text: isUpdate ? updateNext : refusedNext,
        items: problems.map((problem, index) => itemOf(problem, index, labelOf)),
        canAllow: duplicates.length > 0 && problems.every(({ canAllow }) => canAllow),
    };
}
function titleOf(problems, hasDuplicates, locale) {
    const values = problems.filter((problem) => problemPath(problem) !== null).length;
    if (values > 0)
        return countOf(values, refusedOne, refusedOther, locale);
    return hasDuplicates ? duplicateTitle : recordTitle;
}
function updateTitle(problems, locale) {
    const values = problems.filter((problem) => problemPath(problem) !== null).length;
    return values > 0 ? countOf(values, updateOne, updateOther, locale) : updateRecord;
}
function itemOf(problem, index, labelOf) {
    const path = problemPath(problem);
    if (path)
        return itemAt(path, problem.message, labelOf);
    return {
        key: `${index}`,
        path: null,
        goLabel: '',
        message: problem.message,
        duplicates: (problem.duplicates ?? []).map((match) => duplicateOf(match, linkPathOf(problem))),
    };
}
function itemAt(path, message, labelOf) {
    return { key: path, path, goLabel: fillIn(goLabel, labelOf(path)), message, duplicates: [] };
}
function duplicateOf(match, linkPath) {
    return { recordId: match.recordId, name: match.name, reason: matchWords(match), linkPath };
}
/** An account or a contact can be taken instead of making one; an opportunity is opened by its link. */
function linkPathOf({ target, contactId }) {
    if (target === 'account')
        return 'account.recordId';
    return target === 'contact' && contactId ? `contacts.${contactId}.recordId` : null;
}
