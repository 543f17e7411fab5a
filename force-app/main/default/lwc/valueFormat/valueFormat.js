const NO_BREAK_SPACE = '\u00a0';
/** The two CFA francs are written as people write them; `Intl` would give `F CFA`. */
const CURRENCY_SIGNS = { XOF: 'FCFA', XAF: 'FCFA' };
/**
 * An amount as a person reads it: `85 000 000 FCFA`, `1 250,50 €`. No spaces that break.
 * @param currency ISO 4217 code, or null when unknown: the bare number is given
 * @param locale BCP 47, as `@salesforce/i18n/lang` gives it
 */
export function formatAmount(amount, currency, locale) {
    const sign = currency ? CURRENCY_SIGNS[currency] : undefined;
    if (currency && !sign) {
        return unbroken(new Intl.NumberFormat(locale, { style: 'currency', currency, ...decimalsOf(amount) }).format(amount));
    }
    const number = unbroken(new Intl.NumberFormat(locale, decimalsOf(amount)).format(amount));
    return sign ? `${number}${NO_BREAK_SPACE}${sign}` : number;
}
const CENT = 0.01;
/** A cost in US dollars that may be far below a cent: `0,0006 $`. */
export function formatSmallCost(dollars, locale) {
    const digits = dollars > 0 && dollars < CENT
        ? { maximumSignificantDigits: 2 }
        : { maximumFractionDigits: 2, minimumFractionDigits: 0 };
    const dollar = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' };
    return unbroken(new Intl.NumberFormat(locale, { ...dollar, ...digits }).format(dollars));
}
/** A currency as a person reads it beside a number: `FCFA` for XOF, else the ISO code. */
export function currencySign(currency) {
    return CURRENCY_SIGNS[currency] ?? currency;
}
/** A plain date `YYYY-MM-DD` as fields show it: `27/03/2026`. A text that is no date is given back as it is. */
export function formatDate(isoDate, locale) {
    return formatPlainDate(isoDate, locale, { day: '2-digit', month: '2-digit', year: 'numeric' });
}
/** A plain date `YYYY-MM-DD` as prose says it: `mardi 3 mars 2026`. */
export function formatLongDate(isoDate, locale) {
    return formatPlainDate(isoDate, locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}
/** A plain date `YYYY-MM-DD` as prose says it in short: `3 mars 2026`. */
export function formatDay(isoDate, locale) {
    return formatPlainDate(isoDate, locale, { dateStyle: 'long' });
}
/**
 * A moment as prose says it: `mardi 3 mars 2026 à 11:42`.
 * @param iso date and time with its offset
 * @param timeZone IANA name, as `@salesforce/i18n/timeZone` gives it
 */
export function formatMoment(iso, locale, timeZone) {
    const moment = new Date(iso);
    return Number.isNaN(moment.getTime())
        ? iso
        : new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(moment);
}
/** Lengths of calling codes: those of one and two digits; every other one has three (ITU-T E.164, list of country codes). */
const CALLING_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
/** How people group what follows the calling code, where it is not in pairs; the first that begins the number counts. */
const PHONE_GROUPS = [
    [/^1/, [3, 3, 4]],
    [/^33/, [1, 2, 2, 2, 2]],
    // London and its like have short area codes, the large cities middling ones; all others, mobiles among them, long ones.
    [/^442/, [2, 4, 4]],
    [/^44(?:1(?:1|\d1)|[389])/, [3, 3, 4]],
    [/^44/, [4, 6]],
    [/^212/, [1, 2, 2, 2, 2]],
    [/^221/, [2, 3, 2, 2]],
];
/**
 * A text in which every international number is grouped for reading: `+221 77 512 34 56`, with spaces that do not break.
 * Only spaces are added; {@link plainPhone} takes them out again.
 */
export function readablePhones(text) {
    return text.replace(/\+([1-9]\d{6,14})(?!\d)/g, (_, digits) => {
        const [code = ''] = CALLING_CODE.exec(digits) ?? [];
        const national = digits.slice(code.length);
        return [`+${code}`, ...inGroups(national, groupsOf(digits, national.length))].join(NO_BREAK_SPACE);
    });
}
/** What stands beside a record's name, for reading: a web address as its bare domain, phone numbers grouped. */
export function readableDetail(text) {
    return readablePhones(text.replace(/https?:\/\/(?:www\.)?([^\s/?#]+)\S*/giu, '$1'));
}
/** An international number without the spaces people write it with; any other text, trimmed. */
export function plainPhone(text) {
    const trimmed = text.trim();
    return /^\+[\d\s]+$/.test(trimmed) ? trimmed.replace(/\s/g, '') : trimmed;
}
/** Pairs, after a group of three where the count is odd, unless the country's own groups fit. */
function groupsOf(digits, length) {
    const [, own] = PHONE_GROUPS.find(([beginning]) => beginning.test(digits)) ?? ['', []];
    if (own.reduce((sum, size) => sum + size, 0) === length)
        return own;
    const pairs = Array.from({ length: Math.floor(length / 2) }, () => 2);
    return length % 2 === 1 ? [3, ...pairs.slice(1)] : pairs;
}
function inGroups(digits, sizes) {
    let start = 0;
    return sizes.map((size) => digits.slice(start, (start += size)));
}
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How long ago a moment is: `il y a 20 secondes`, `hier`. A moment in the future (clocks differ) counts as now. */
export function relativeTime(iso, now, locale) {
    const age = Math.max(0, now.getTime() - new Date(iso).getTime());
    if (Number.isNaN(age)) {
        return '';
    }
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    if (age < MINUTE) {
        return relative.format(-Math.floor(age / 1000), 'second');
    }
    if (age < HOUR) {
        return relative.format(-Math.floor(age / MINUTE), 'minute');
    }
    return age < DAY ? relative.format(-Math.floor(age / HOUR), 'hour') : relative.format(-Math.floor(age / DAY), 'day');
}
const KILOBYTE = 1000;
const MEGABYTE = 1_000_000;
/** A size as a person reads it: `412 ko`, `1,2 Mo`. */
export function formatBytes(bytes, locale) {
    const isSmall = bytes < MEGABYTE;
    const value = isSmall ? Math.ceil(bytes / KILOBYTE) : bytes / MEGABYTE;
    const unit = isSmall ? 'kilobyte' : 'megabyte';
    return unbroken(new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value));
}
/** Fills the placeholders `{0}`, `{1}`… of a label. */
export function fillIn(label, ...values) {
    return label.replace(/\{(\d+)\}/g, (placeholder, index) => String(values[Number(index)] ?? placeholder));
}
/** Chooses the wording that goes with a count and fills it in: none is singular in French, plural in English. */
export function countOf(count, one, other, locale) {
    const label = new Intl.PluralRules(locale).select(count) === 'one' ? one : other;
    return fillIn(label, new Intl.NumberFormat(locale).format(count));
}
function formatPlainDate(isoDate, locale, options) {
    const date = /^\d{4}-\d{2}-\d{2}$/.test(isoDate) ? new Date(`${isoDate}T00:00:00Z`) : null;
    return date === null || Number.isNaN(date.getTime())
        ? isoDate
        : new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date);
}
function decimalsOf(amount) {
    const digits = Number.isInteger(amount) ? 0 : 2;
    return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}
/** `Intl` separates thousands by a narrow no-break space that many fonts lack. */
function unbroken(text) {
    return text.replace(/[\u202f ]/g, NO_BREAK_SPACE);
}
