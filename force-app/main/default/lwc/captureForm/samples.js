/** A sample never takes the place of something typed. */
export function samplesFor(samples, typed) {
    const isFree = typed.trim() === '' || samples.some(({ text }) => text === typed);
    return isFree ? samples.map(({ title, language }, index) => ({ key: String(index), title, language })) : [];
}
