export function contentOf(files, areRestored, areKept) {
    return {
        files: files.length,
        arePages: files.every(({ kind }) => kind === 'picture'),
        areSounds: files.length > 0 && files.every(({ kind }) => kind === 'sound'),
        areRestored,
        areKept,
    };
}
