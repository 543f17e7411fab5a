import contactLabel from '@salesforce/label/c.Sound_Contact';
import badly from '@salesforce/label/c.Sound_Doubt_Badly';
import language from '@salesforce/label/c.Sound_Doubt_Language';
import unknownName from '@salesforce/label/c.Sound_Doubt_Name';
import negation from '@salesforce/label/c.Sound_Doubt_Negation';
import number from '@salesforce/label/c.Sound_Doubt_Number';
import otherwise from '@salesforce/label/c.Sound_Doubt_Otherwise';
import { isName } from 'c/contactViews';
import { heardTogether, passagesIn } from 'c/spokenWords';
const DOUBT_WORDS = {
    'heard-badly': badly,
    number,
    name: unknownName,
    negation,
    'mixed-language': language,
    'heard-otherwise': otherwise,
};
/** What costs most when it is wrong is asked first. */
const ORDER = [
    /^opportunity\.amount$/,
    /^opportunity\.closeDate$/,
    /\.(?:phone|mobile|email)$/,
    /(?:^contacts\.|^account\.name$)/,
];
/** The values of a form that were heard with doubt, in the order in which they are asked about. */
export function heardValues(form, facts) {
    const isDoubted = ({ path }) => (facts.get(path)?.doubts ?? []).length > 0;
    return askedIn(form)
        .filter(({ fields }) => fields.some(isDoubted))
        .map((asked) => heardValue(asked, facts))
        .sort((a, b) => rankOf(a.key) - rankOf(b.key));
}
/** A value that was asked about, as it stands now; null where the form no longer has it. */
export function heardNow(value, form) {
    const asked = askedIn(form).find(({ key }) => key === value.key);
    return asked ? { ...value, ...standing(asked) } : null;
}
/** The value of each field; of a contact the two parts of the name as one. */
function askedIn({ fields, contacts }) {
    const own = [...fields.values()].map((field) => ({ key: field.path, label: field.label, fields: [field] }));
    const taken = contacts.filter(({ included, linked }) => included && !linked);
    const several = taken.length > 1;
    return [...own, ...taken.flatMap((contact) => askedOf(contact, several))];
}
function askedOf({ id, name, fields }, several) {
    const named = fields.filter((field) => isName(field) && field.value !== null);
    const others = fields.filter((field) => !isName(field));
    return [
        { key: `contacts.${id}.name`, label: contactLabel, text: name, fields: named },
        ...others.map((field) => ({
            key: field.path,
            label: several ? `${name} · ${field.label}` : field.label,
            fields: [field],
        })),
    ];
}
function heardValue(asked, facts) {
    const { key, label, fields } = asked;
    const own = fields.flatMap(({ path }) => facts.get(path) ?? []);
    const others = fields.flatMap((field) => othersOf(field));
    return {
        key,
        label,
        paths: fields.map(({ path }) => path),
        ...standing(asked),
        why: doubtWords(own.flatMap(({ doubts = [] }) => doubts), others.length > 0),
        passage: heardTogether(passagesIn(own.flatMap(({ evidence }) => evidence))),
        others,
        confirming: fields.filter(({ sign }) => sign === 'check').map(({ path, value }) => ({ path, value })),
    };
}
function standing({ text, fields }) {
    const signs = fields.map(({ sign }) => sign);
    const state = signs.includes('check') ? 'open' : signs.includes('changed') ? 'changed' : 'confirmed';
    return { state, text: text ?? fields[0]?.text ?? '' };
}
function othersOf({ path, chips }) {
    return chips
        .filter(({ key }) => key.startsWith('or-'))
        .map(({ key, label, value }) => ({ key: `${path} ${key}`, path, label, value }));
}
/** What was heard otherwise says so itself, where it can be chosen. */
function doubtWords(doubts, hasOthers) {
    const told = [...new Set(doubts)].filter((doubt) => !(hasOthers && doubt === 'heard-otherwise'));
    return told.map((doubt) => DOUBT_WORDS[doubt]).join(' · ');
}
function rankOf(key) {
    const rank = ORDER.findIndex((kind) => kind.test(key));
    return rank === -1 ? ORDER.length : rank;
}
