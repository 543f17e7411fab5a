/** Where words lie in a text, as a style says it; null where they are not drawn. */
export function boxOfWords(text, { start, end }) {
    const runs = [...text.querySelectorAll('[data-start]')];
    const run = runs.findLast(({ dataset }) => Number(dataset['start']) <= start);
    const words = run?.firstChild;
    if (!run || !words)
        return null;
    const offset = start - Number(run.dataset['start']);
    const length = words.textContent?.length ?? 0;
    if (offset >= length)
        return null;
    const range = document.createRange();
    range.setStart(words, offset);
    range.setEnd(words, Math.min(offset + end - start, length));
    const [line] = range.getClientRects();
    const frame = text.getBoundingClientRect();
    if (!line)
        return null;
    return {
        top: `${line.top - frame.top}px`,
        left: `${line.left - frame.left}px`,
        width: `${line.width}px`,
        height: `${line.height}px`,
    };
}
