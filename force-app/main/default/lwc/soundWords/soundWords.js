import listenOne from '@salesforce/label/c.Sound_Listen_One';
import listenOther from '@salesforce/label/c.Sound_Listen_Other';
import placeOf from '@salesforce/label/c.Sound_Position_Of';
import { formatClock } from 'c/soundTimes';
import { countOf, fillIn } from 'c/valueFormat';
/** A moment of a recording as it stands beside what was said: `0:22`, `1:04:37`. */
export function formatPlace(seconds) {
    return formatClock(seconds).replace(/^0(?=\d:)/, '');
}
/** A moment as it is read out: `1 minute 22 secondes`. */
export function placeInWords(seconds, locale) {
    const whole = Math.max(0, Math.floor(seconds));
    const parts = [
        [Math.floor(whole / 60), 'minute'],
        [whole % 60, 'second'],
    ];
    return parts
        .filter(([count, unit]) => count > 0 || (unit === 'second' && whole === 0))
        .map(([count, unit]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count))
        .join(' ');
}
/** `22 secondes sur 41 secondes`. */
export function progressInWords(seconds, end, locale) {
    return fillIn(placeOf, placeInWords(seconds, locale), placeInWords(end, locale));
}
/** `Listen to these 2 seconds`. */
export function listenLabel({ from, to }, locale) {
    return countOf(Math.max(1, Math.round(to - from)), listenOne, listenOther, locale);
}
