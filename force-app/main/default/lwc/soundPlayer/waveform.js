/** So many bars, in a picture of this size; the style sheet stretches it. */
const BARS = 80;
const STEP = 3;
const BAR = 2;
const HEIGHT = 48;
/** Silence is seen too. */
const LEAST = 2;
export const VIEW_BOX = `0 0 ${BARS * STEP} ${HEIGHT}`;
/** How loud a recording is, as one path of bars; where that is not known, all bars are alike. */
export function waveform(levels) {
    return Array.from({ length: BARS }, (_, bar) => {
        const height = Math.max(LEAST, Math.round(loudest(levels, bar) * HEIGHT));
        return `M${bar * STEP} ${(HEIGHT - height) / 2}h${BAR}v${height}h-${BAR}z`;
    }).join('');
}
function loudest(levels, bar) {
    const start = Math.floor((bar * levels.length) / BARS);
    const end = Math.max(start + 1, Math.floor(((bar + 1) * levels.length) / BARS));
    return levels.slice(start, end).reduce((most, level) => Math.max(most, Math.min(level, 1)), 0);
}
