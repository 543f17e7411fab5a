import empty from '@salesforce/label/c.Review_Empty';
import leaveEmpty from '@salesforce/label/c.Review_Leave_Empty';
import leftEmpty from '@salesforce/label/c.Review_Left_Empty';
import restoreLabel from '@salesforce/label/c.Review_Restore';
import sourceSaid from '@salesforce/label/c.Review_Source_Said';
import { hardlyHeard, hardQuote, isHeard, mendedQuote, mendWords, placedQuotes, quoted, quotesOf, reasonWords, signIcon, signWord, } from 'c/reviewWords';
import { currencySign, fillIn, formatAmount, formatDate, formatDay, formatLongDate, readablePhones, } from 'c/valueFormat';
export function fieldView(field, shown, reading, problem, theirs) {
    return {
        path: shown.path,
        label: field.label,
        control: field.control,
        required: field.required,
        options: optionsOf(field, shown.value),
        maximumLength: field.maximumLength,
        step: field.step,
        target: field.target,
        value: shown.value,
        text: inProse(field, shown.value, reading),
        sign: shown.sign,
        signIcon: signIcon(shown.sign),
        signWord: signWord(shown.sign),
        signText: signText(field, shown, reading),
        hasEvidence: shown.evidence.length > 0,
        mended: shown.mends ? mendedQuote(quotesOf(shown.evidence)) : '',
        chips: chipsOf(field, shown, reading),
        isHeard: isHeard(shown.evidence),
        restores: shown.restore !== null,
        line: evidenceLine(field, shown, reading),
        problem,
        conflict: theirs === undefined ? null : conflictView(field, shown.value, theirs, reading),
    };
}
/** A value as a person reads it: `85 000 000 FCFA`, `27/03/2026`, `+221 77 512 34 56`, the label of a picklist value. */
export function displayed(field, value, { locale, currency }) {
    if (value === null || value === '')
        return empty;
    const label = field.options.find((option) => option.value === value)?.label;
    if (label !== undefined)
        return label;
    if (field.control === 'date')
        return formatDate(value, locale);
    if (field.control === 'tel')
        return readablePhones(value);
    if (field.control !== 'number' || Number.isNaN(Number(value)))
        return value;
    return formatAmount(Number(value), field.key === 'opportunity.amount' ? currency : null, locale);
}
function inProse(field, value, reading) {
    const isDate = field.control === 'date' && value !== null;
    return isDate ? formatDay(value, reading.locale) : displayed(field, value, reading);
}
/** The options of the org; a value that is not among them is still shown, so that Salesforce can say why it refuses it. */
function optionsOf(field, value) {
    if (field.control !== 'picklist')
        return [];
    const none = field.required ? [] : [{ label: '—', value: '' }];
    const known = value === null || field.options.some((option) => option.value === value);
    return [...none, ...field.options, ...(known ? [] : [{ label: value, value }])];
}
function signText(field, shown, reading) {
    switch (shown.sign) {
        case 'found':
        case 'check':
        case 'confirmed':
            return proof(shown, reading) || why(shown, reading);
        case 'changed':
            return shown.restore && shown.restore.evidence.length > 0
                ? fillIn(sourceSaid, quoted(displayed(field, shown.restore.value, reading)))
                : '';
        default:
            return why(shown, reading);
    }
}
/** The quote as it stands in the source, and what a person should know of how it was read. */
function proof(shown, { unsure = [] }) {
    const quotes = placedQuotes(shown.evidence);
    if (shown.mends)
        return mendedQuote(quotes);
    if (isHeard(shown.evidence))
        return shown.doubts?.includes('heard-badly') ? hardlyHeard(quotes) : quotes;
    const isHard = shown.evidence.some((at) => unsure.some(({ start, end }) => start < at.end && end > at.start));
    return isHard && shown.sign === 'check' ? hardQuote(quotes) : quotes;
}
function why(shown, { captureDay }) {
    return reasonWords(shown.reason, shown.path, daysBetween(captureDay, shown.value));
}
function chipsOf(field, shown, reading) {
    if (shown.restore) {
        const { value } = shown.restore;
        const label = fillIn(restoreLabel, quoted(displayed(field, value, reading)));
        return [{ key: 'restore', label, value }];
    }
    const others = shown.alternatives.map(({ value }) => ({
        key: `or-${value}`,
        label: displayed(field, value, reading),
        value,
    }));
    if (shown.sign !== 'check')
        return others;
    const blank = field.control === 'number' && !field.required ? [{ key: 'blank', label: leaveEmpty, value: null }] : [];
    return [...others, ...blank];
}
/** What the source says of a value. Of a changed one it says what the source said, never that it said the person's. */
function evidenceLine(field, shown, reading) {
    const [first] = shown.evidence;
    const isChanged = shown.sign === 'changed';
    const value = isChanged ? (shown.restore?.value ?? null) : shown.value;
    const read = value === null ? '' : spoken(field, value, reading);
    const says = signText(field, shown, reading) || blankWords(shown);
    const line = { path: shown.path, label: field.label, quote: quotesOf(shown.evidence) };
    if (!first)
        return { ...line, reading: '', why: [signWord(shown.sign), says].filter(Boolean).join(' · ') };
    const repeats = plain(first.quote) === plain(read);
    return { ...line, reading: repeats ? '' : read, why: isChanged ? signWord('changed') : howRead(shown, reading) };
}
function howRead(shown, reading) {
    return [mendWords(shown.mends ?? []), why(shown, reading)].filter(Boolean).join(', ');
}
function blankWords(shown) {
    return shown.value === null ? leftEmpty : '';
}
function spoken(field, value, reading) {
    return field.control === 'date' ? formatLongDate(value, reading.locale) : displayed(field, value, reading);
}
function conflictView(field, mine, theirs, reading) {
    return { mine: displayed(field, mine, reading), theirs: displayed(field, theirs, reading) };
}
/** The currencies of the org as options: `FCFA (XOF)`. */
export function currencyOptions(currencies, current) {
    const all = current === null || currencies.includes(current) ? currencies : [...currencies, current];
    return all.map((code) => {
        const sign = currencySign(code);
        return { value: code, label: sign === code ? code : `${sign} (${code})` };
    });
}
function daysBetween(captureDay, value) {
    const days = (Date.parse(`${value ?? ''}T00:00:00Z`) - Date.parse(`${captureDay}T00:00:00Z`)) / 86_400_000;
    return Number.isFinite(days) ? Math.round(days) : 0;
}
function plain(text) {
    return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
