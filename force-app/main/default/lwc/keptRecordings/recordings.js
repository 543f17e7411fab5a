export function isRecording(value) {
    const recording = value;
    return (typeof recording?.input?.captureId === 'string' &&
        typeof recording.startedAt === 'string' &&
        typeof recording.heartbeat === 'number' &&
        Array.isArray(recording.takes) &&
        recording.takes.every(isTake));
}
function isTake(value) {
    const take = value;
    const figures = [take?.take, take?.parts, take?.sent];
    return figures.every(Number.isInteger) && typeof take?.seconds === 'number' && typeof take.mediaType === 'string';
}
