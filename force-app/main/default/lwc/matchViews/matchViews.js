import city from '@salesforce/label/c.Match_Field_City';
import { displayed } from 'c/fieldViews';
import { reasonsInWords } from 'c/matchReasons';
import { readableDetail } from 'c/valueFormat';
/** As many as a person can tell apart at a glance. */
const MOST = 5;
/** Which values tell records of one kind apart, in the order of weight. */
const TELLING = {
    account: ['account.city', 'account.country', 'account.website', 'account.phone'],
    contact: ['account.name', 'contact.title', 'contact.email', 'contact.phone', 'contact.mobile'],
    opportunity: ['opportunity.amount', 'opportunity.closeDate', 'opportunity.stage', 'opportunity.nextStep'],
};
export function candidateViews(matches, sources) {
    return matches.slice(0, MOST).map((match) => {
        const compared = comparedValues(match, sources);
        return {
            recordId: match.recordId,
            name: match.name,
            detail: compared.length > 0 ? '' : readableDetail(match.detail ?? ''),
            why: reasonsInWords(match.reasons),
            compared,
        };
    });
}
/** What the record holds of the values that tell it apart, and what the source says of each. */
export function comparedValues({ target, values }, { fields, reading, said }) {
    return TELLING[target].flatMap((key) => {
        const existing = values?.[key] ?? '';
        const field = fields.get(key);
        const label = key === 'account.city' ? city : field?.label;
        if (existing === '' || label === undefined)
            return [];
        const own = said(key) ?? '';
        const inWords = (value) => {
            if (value === '' || !field)
                return value;
            return bareAddress(readableDetail(displayed(field, value, reading)));
        };
        return [{ key, label, existing: inWords(existing), said: inWords(own) }];
    });
}
/** One address is written in many ways: what they share is shown. */
function bareAddress(text) {
    return text.replace(/^www\./i, '').replace(/\/$/, '');
}
