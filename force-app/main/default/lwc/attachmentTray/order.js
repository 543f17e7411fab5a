/** @returns null when there is no such file, or no place there */
export function movedBy(files, id, by) {
    const from = files.findIndex((file) => file.id === id);
    const file = files[from];
    const to = from + by;
    if (!file || to < 0 || to >= files.length)
        return null;
    return { files: files.toSpliced(from, 1).toSpliced(to, 0, file), file, from, to };
}
/** Puts files back where they were. */
export function withBack(files, removed) {
    return removed.reduce((all, { file, position }) => all.toSpliced(position, 0, file), files);
}
/** @returns the way on from which the keyboard goes back: at an end there is only the other one */
export function wayAfter({ to, files }, by) {
    const isAtEnd = by < 0 ? to === 0 : to === files.length - 1;
    return by < 0 === isAtEnd ? 'later' : 'earlier';
}
