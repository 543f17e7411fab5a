/** How times of a recording are written, all in seconds. */
const MINUTE = 60;
const HOUR = 3600;
/** A moment of a recording, as a clock shows it: `04:37`, `1:04:37`. */
export function formatClock(seconds) {
    const whole = wholeOf(seconds);
    const hours = Math.floor(whole / HOUR);
    const rest = [Math.floor((whole % HOUR) / MINUTE), whole % MINUTE].map((part) => String(part).padStart(2, '0'));
    return (hours > 0 ? [String(hours), ...rest] : rest).join(':');
}
/** How long a recording is, as prose says it: `3 min 12 s`. */
export function formatLength(seconds, locale) {
    const whole = wholeOf(seconds);
    const parts = [
        [Math.floor(whole / HOUR), 'hour'],
        [Math.floor((whole % HOUR) / MINUTE), 'minute'],
        [whole % MINUTE, 'second'],
    ];
    const told = parts.filter(([value, unit]) => value > 0 || (unit === 'second' && whole === 0));
    return told.map(([value, unit]) => inUnit(value, unit, locale)).join(' ');
}
function inUnit(value, unit, locale) {
    const text = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
    return text.replace(/\s/g, '\u00a0');
}
function wholeOf(seconds) {
    return Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
}
