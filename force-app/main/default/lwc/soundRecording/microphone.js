/** The browser gave no microphone. */
export class MicrophoneRefused extends Error {
    reason;
    constructor(reason) {
        super(reason);
        this.name = 'MicrophoneRefused';
        this.reason = reason;
    }
}
/** One channel, made fit for speech. */
const SPEECH = {
    audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
};
/** The first that the browser records is taken: Opus says most in few bytes; Safari before 18.4 knows only the others. */
const MEDIA_TYPES = ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4'];
const BY_NAME = {
    NotFoundError: 'missing',
    OverconstrainedError: 'missing',
    NotReadableError: 'busy',
    AbortError: 'busy',
    SecurityError: 'policy',
};
/**
 * Asks for the microphone; the browser then asks the person, unless it knows the answer.
 * @throws MicrophoneRefused
 */
export async function openMicrophone() {
    const devices = navigator.mediaDevices;
    if (!devices?.getUserMedia || typeof MediaRecorder === 'undefined' || recordedType() === null) {
        throw new MicrophoneRefused(window.isSecureContext === false ? 'insecure' : 'unsupported');
    }
    try {
        return await devices.getUserMedia(SPEECH);
    }
    catch (error) {
        throw new MicrophoneRefused(refusalOf(error));
    }
}
/** @returns in what the browser records, or null when it records nothing that is read */
export function recordedType() {
    return MEDIA_TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}
/** A refusal has one name whoever refuses: the organisation's policy and the system show elsewhere. */
function refusalOf(error) {
    const { name = '', message = '' } = error;
    if (name in BY_NAME)
        return BY_NAME[name] ?? 'denied';
    if (isRuledOut())
        return 'policy';
    return /system/i.test(message) ? 'system' : 'denied';
}
/** Whether the page was sent with a header that keeps the microphone from it. Only some browsers tell. */
function isRuledOut() {
    const { featurePolicy } = document;
    return featurePolicy?.allowsFeature('microphone') === false;
}
