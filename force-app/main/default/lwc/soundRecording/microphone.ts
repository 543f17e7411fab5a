/** Why there is no microphone, as far as the browser tells. */
export type MicrophoneRefusal = 'denied' | 'system' | 'policy' | 'missing' | 'busy' | 'insecure' | 'unsupported';

/** The browser gave no microphone. */
export class MicrophoneRefused extends Error {
  readonly reason: MicrophoneRefusal;

  constructor(reason: MicrophoneRefusal) {
    super(reason);
    this.name = 'MicrophoneRefused';
    this.reason = reason;
  }
}

/** One channel, made fit for speech. */
const SPEECH: MediaStreamConstraints = {
  audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
};
/** The first that the browser records is taken: Opus says most in few bytes; Safari before 18.4 knows only the others. */
const MEDIA_TYPES = ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4'];

const BY_NAME: Record<string, MicrophoneRefusal> = {
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
  SecurityError: 'policy',
};

interface FeaturePolicy {
  allowsFeature(feature: string): boolean;
}

/**
 * Asks for the microphone; the browser then asks the person, unless it knows the answer.
 * @throws MicrophoneRefused
 */
export async function openMicrophone(): Promise<MediaStream> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia || typeof MediaRecorder === 'undefined' || recordedType() === null) {
    throw new MicrophoneRefused(window.isSecureContext === false ? 'insecure' : 'unsupported');
  }
  try {
    return await devices.getUserMedia(SPEECH);
  } catch (error) {
    throw new MicrophoneRefused(refusalOf(error));
  }
}

/** @returns in what the browser records, or null when it records nothing that is read */
export function recordedType(): string | null {
  return MEDIA_TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}

/** A refusal has one name whoever refuses: the organisation's policy and the system show elsewhere. */
function refusalOf(error: unknown): MicrophoneRefusal {
  const { name = '', message = '' } = error as Partial<Error>;
  if (name in BY_NAME) return BY_NAME[name] ?? 'denied';
  if (isRuledOut()) return 'policy';
  return /system/i.test(message) ? 'system' : 'denied';
}

/** Whether the page was sent with a header that keeps the microphone from it. Only some browsers tell. */
function isRuledOut(): boolean {
  const { featurePolicy } = document as Document & { featurePolicy?: FeaturePolicy };
  return featurePolicy?.allowsFeature('microphone') === false;
}
