import hardToRead from '@salesforce/label/c.Picture_Hard';
import mend from '@salesforce/label/c.Picture_Mend';
import mended from '@salesforce/label/c.Picture_Mended';
import signChanged from '@salesforce/label/c.Review_Sign_Changed';
import signCheck from '@salesforce/label/c.Review_Sign_Check';
import signConfirmed from '@salesforce/label/c.Review_Sign_Confirmed';
import signDefault from '@salesforce/label/c.Review_Sign_Default';
import signExisting from '@salesforce/label/c.Review_Sign_Existing';
import signFound from '@salesforce/label/c.Review_Sign_Found';
import signNone from '@salesforce/label/c.Review_Sign_None';
import heardHard from '@salesforce/label/c.Sound_Hard';
import quoteAt from '@salesforce/label/c.Sound_Quote_At';
import quoteLabel from '@salesforce/label/c.Review_Quote';
import moreOne from '@salesforce/label/c.Review_More_One';
import moreOther from '@salesforce/label/c.Review_More_Other';
import whyCountryOfCity from '@salesforce/label/c.Review_Why_Country_Of_City';
import whyCountryOfDomain from '@salesforce/label/c.Review_Why_Country_Of_Domain';
import whyCountryOfPhone from '@salesforce/label/c.Review_Why_Country_Of_Phone';
import whyCountry from '@salesforce/label/c.Review_Why_Country';
import whyCurrencyNotInOrg from '@salesforce/label/c.Review_Why_Currency_Not_In_Org';
import whyCurrencyOfCountry from '@salesforce/label/c.Review_Why_Currency_Of_Country';
import whyCurrencyOfOrg from '@salesforce/label/c.Review_Why_Currency_Of_Org';
import whyDays from '@salesforce/label/c.Review_Why_Days';
import whyEndOfPeriod from '@salesforce/label/c.Review_Why_End_Of_Period';
import whyName from '@salesforce/label/c.Review_Why_Name';
import whyNextOccurrence from '@salesforce/label/c.Review_Why_Next_Occurrence';
import whyOpenedFrom from '@salesforce/label/c.Review_Why_Opened_From';
import whyOrgDefault from '@salesforce/label/c.Review_Why_Org_Default';
import whyRelativeDate from '@salesforce/label/c.Review_Why_Relative_Date';
import whyStage from '@salesforce/label/c.Review_Why_Stage';
import { formatPlace } from 'c/soundWords';
import { fillIn } from 'c/valueFormat';
const SIGN_WORDS = {
    found: signFound,
    check: signCheck,
    existing: signExisting,
    default: signDefault,
    none: signNone,
    changed: signChanged,
    confirmed: signConfirmed,
};
const SIGN_ICONS = {
    found: 'utility:quotation_marks',
    check: 'utility:warning',
    existing: 'utility:linked',
    default: 'utility:settings',
    none: 'utility:dash',
    changed: 'utility:user',
    confirmed: 'utility:check',
};
const REASON_WORDS = {
    'org-default': whyOrgDefault,
    'days-after-capture': whyDays,
    'account-and-subject': whyName,
    'currency-of-country': whyCurrencyOfCountry,
    'currency-of-org': whyCurrencyOfOrg,
    'currency-not-in-org': whyCurrencyNotInOrg,
    'country-of-city': whyCountryOfCity,
    'country-of-phone': whyCountryOfPhone,
    'country-of-domain': whyCountryOfDomain,
    'end-of-period': whyEndOfPeriod,
    'relative-date': whyRelativeDate,
    'next-occurrence': whyNextOccurrence,
    'record-opened-from': whyOpenedFrom,
};
/** A default says why in the words of its field where those say more than "your organisation's setting". */
const DEFAULT_WORDS = {
    'opportunity.stage': whyStage,
    'opportunity.country': whyCountry,
};
export const signWord = (sign) => SIGN_WORDS[sign];
export const signIcon = (sign) => SIGN_ICONS[sign];
/** @param days whole days between the capture and a close date that was set by rule */
export function reasonWords(reason, path, days) {
    if (reason === null)
        return '';
    if (reason === 'org-default')
        return DEFAULT_WORDS[path] ?? REASON_WORDS[reason];
    return fillIn(REASON_WORDS[reason] ?? '', days);
}
/** Text between the quotation marks of the user's language, on one line; no-break spaces stay. */
export const quoted = (text) => fillIn(quoteLabel, text.replace(/[ \t\r\n]+/g, ' ').trim());
function onlyQuoted({ quote }) {
    return quoted(quote);
}
/** The first quote and how many more there are: `« refaire le réseau » et 2 autres passages`. */
export function quotesOf(evidence, quoteOf = onlyQuoted) {
    const [first, ...more] = evidence;
    if (!first)
        return '';
    const quote = quoteOf(first);
    if (more.length === 0)
        return quote;
    return more.length === 1 ? fillIn(moreOne, quote) : fillIn(moreOther, quote, more.length);
}
/** Whether a person can hear it. */
export const isHeard = (evidence) => evidence.some(({ from }) => typeof from === 'number');
/** The same with the moment at which the first is said: `« quinze millions » à 0:22 et 1 autre passage`. */
export function placedQuotes(evidence) {
    return quotesOf(evidence, ({ quote, from }) => {
        if (typeof from !== 'number')
            return quoted(quote);
        return fillIn(quoteAt, quoted(quote), formatPlace(from));
    });
}
/** Between quotation marks, as it is: of what was read wrongly a space may be the very point. */
const exactly = (text) => fillIn(quoteLabel, text);
/** What was read wrongly and put right: `« 0 » read for « o »`, each pair once, of long words only what differs. */
export function mendWords(mends) {
    const pairs = mends.map(narrowed).map(({ read, meant }) => fillIn(mend, exactly(read), exactly(meant)));
    return [...new Set(pairs)].join(', ');
}
/** The part of a mend that differs; with its neighbours where one side would be left with nothing to see. */
function narrowed({ read, meant }) {
    const [from, to] = [[...read], [...meant]];
    const most = Math.min(from.length, to.length);
    let start = 0;
    while (start < most && from[start] === to[start])
        start += 1;
    let end = 0;
    while (end < most - start && from.at(-1 - end) === to.at(-1 - end))
        end += 1;
    const cut = (signs, around) => signs.slice(Math.max(start - around, 0), signs.length - Math.max(end - around, 0)).join('');
    const isSeen = cut(from, 0).trim() !== '' && cut(to, 0).trim() !== '';
    return isSeen ? { read: cut(from, 0), meant: cut(to, 0) } : { read: cut(from, 1), meant: cut(to, 1) };
}
/** Of a value that was put right: what stands in the source. */
export const mendedQuote = (quotes) => fillIn(mended, quotes);
/** Of a value whose words were hard to read. */
export const hardQuote = (quotes) => fillIn(hardToRead, quotes);
/** Of a value whose words were hard to hear. */
export const hardlyHeard = (quotes) => fillIn(heardHard, quotes);
