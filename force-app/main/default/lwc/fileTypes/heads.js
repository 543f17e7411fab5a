/** The first bytes of a file, compared and read as what they may be. */
export function startsWith(head, signature) {
    return signature.every((byte, index) => head[index] === byte);
}
export function latin(head, start, end) {
    return String.fromCharCode(...head.subarray(start, end));
}
