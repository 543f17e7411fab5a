/** @returns the files of a drop or a paste; a folder is none, and neither is dragged text */
export function filesIn(transfer) {
    return [...(transfer?.files ?? [])];
}
/** Answers a file that is held over what takes none: the browser would leave the page for it. */
export function refuseFiles(event) {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files'))
        return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
}
/** @throws TypeError when one cannot be fetched */
export function fetchFiles(samples) {
    return Promise.all(samples.map(async ({ address, fileName, mediaType }) => {
        const response = await fetch(address);
        if (!response.ok)
            throw new TypeError(`status ${response.status}`);
        return new File([await response.blob()], fileName, { type: mediaType });
    }));
}
