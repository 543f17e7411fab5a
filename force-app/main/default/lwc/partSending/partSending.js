import { getCapture, startCapture, toCaptureError } from 'c/captureApi';
export { PART_BYTES, bytesOfPart, countParts, readPart } from './parts';
/** What may be another thing a moment later. */
const PASSING = /^(offline|unexpected|unreachable|unavailable|internal-error|request-timeout|too-many-requests|digest-mismatch)$/;
/** True for a failure after which the same call may succeed. */
export function mayPass({ code }) {
    return PASSING.test(code);
}
/**
 * Begins a capture that comes in parts. Idempotent. A conflict says that this very note came before, under settings of the org
 * that changed since: what it then was goes on.
 */
export async function begin(input) {
    try {
        return await startCapture(input);
    }
    catch (error) {
        if (toCaptureError(error).code !== 'capture-conflict')
            throw error;
        return getCapture(input.captureId);
    }
}
