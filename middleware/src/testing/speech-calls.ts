import type { SpeechCall } from './speech-servers.ts';

/** The beginnings of the files that recognisers take. */
const MAGIC: Readonly<Record<string, readonly [number, string]>> = {
  'audio/webm': [0, '1a45dfa3'],
  'audio/wav': [0, '52494646'],
  'audio/ogg': [0, '4f676753'],
  'audio/mp4': [4, '66747970'],
};

/** Whether bytes begin as a media type says. */
export function isSoundOf(mediaType: string, bytes: Buffer): boolean {
  if (mediaType === 'audio/mpeg') return /^(?:494433|ff[ef])/.test(bytes.subarray(0, 3).toString('hex'));
  const [at, magic] = MAGIC[mediaType] ?? [0, 'none'];
  return bytes.subarray(at, at + magic.length / 2).toString('hex') === magic;
}

/** The calls of a stand-in: all of them, and how many were under way at once. */
export function createCalls() {
  const calls: SpeechCall[] = [];
  let underWay = 0;
  let most = 0;
  return {
    calls,
    mostAtOnce: () => most,
    /** @returns what tells that the call is over, and whether it was aborted. */
    begin(call: Omit<SpeechCall, 'isAborted'>): (isAborted: boolean) => void {
      const over = Promise.withResolvers<boolean>();
      calls.push({ ...call, isAborted: over.promise });
      underWay += 1;
      most = Math.max(most, underWay);
      let isOver = false;
      return (isAborted) => {
        if (!isOver) underWay -= 1;
        isOver = true;
        over.resolve(isAborted);
      };
    },
  };
}
