import { basename } from 'node:path';

import type { CaptureContext, CaptureKind } from './captures/schema.ts';
import type { FileProblem } from './captures/state.ts';
import { hearFile, recognisersOf, type SoundProblem } from './extract-sound.ts';
import type { ReadingLimits } from './platform/configuration.ts';
import type { Settings } from './platform/settings.ts';
import { joinPages, problemOf } from './readings/joining.ts';
import { isSoundType, mediaTypeOf } from './readings/media-types.ts';
import { createReadingProcesses } from './readings/processes/reading-processes.ts';
import { readFiles } from './readings/reading-files.ts';
import type { Page, Reading } from './readings/schema.ts';

type SpokenProblem = 'nothing-understood' | 'no-speech-provider' | 'speech-unavailable';

/** Why a file, or a page of it, was not read, and what the person who ran the command can do. */
export const FILE_SENTENCES: Record<FileProblem | 'nothing-to-read' | SpokenProblem, string> = {
  'file-type-unsupported':
    'files of this type are not read: give a JPEG, PNG, WebP, PDF, mail (.eml), text or audio file',
  'file-damaged': 'the file is damaged or was cut short: copy it again, or export it anew',
  'file-encrypted': 'the file is protected by a password: save it without one',
  'picture-too-large': 'the picture has too many pixels: save it smaller',
  'too-many-pages': 'the first 100 pages were read: split the file to read the others',
  'too-much-text': 'there is more text than a source may have (200,000 characters): split the file',
  'nested-too-deep': 'the file lies too deep inside other files: take it out',
  'file-too-demanding': 'reading it takes too much time or memory: give fewer or smaller pages, or a photo of them',
  'sound-not-taken': 'no speech recogniser takes sound of this kind: save it as WebM, Ogg, MP3, WAV or FLAC',
  'recording-too-long': 'a recording has at most four hours: split it',
  'nothing-understood': 'nobody speaks in the recording, or nothing could be understood',
  'no-speech-provider':
    'nobody is there who recognises speech: set GROQ_API_KEY, OPENAI_API_KEY, GOOGLE_SPEECH_API_KEY or WHISPER_BASE_URL',
  'speech-unavailable': 'no speech recogniser answered: look at the network, the keys and the addresses, and try again',
  'nothing-to-read': 'no word was found: give a sharper picture, or type the text into a .txt file',
};

export interface FileReading {
  readonly kind: CaptureKind;
  readonly reading: Reading;
}

/** Reads files as the middleware does: in processes of their own, by what their bytes say. */
export interface FileReadings {
  /** What is said of a file that cannot be read is `problem`; what is said of pages of a file that can, their own. */
  read(path: string, bytes: Uint8Array): Promise<FileReading | { problem: keyof typeof FILE_SENTENCES }>;
  stop(): Promise<void>;
}

/** @param speech the settings that name speech recognisers; looked at when there is a recording. */
export function createFileReadings(
  limits: ReadingLimits,
  speech: () => Settings,
  { vocabulary }: Pick<CaptureContext, 'vocabulary'>,
): FileReadings {
  const processes = createReadingProcesses(limits);
  let hearers: ReturnType<typeof recognisersOf> | undefined;
  const hear = async (bytes: Uint8Array, mediaType: string) => {
    const recognisers = await (hearers ??= recognisersOf(speech()));
    const read = await hearFile({ bytes, mediaType }, { processes, recognisers, vocabulary });
    if (!('problem' in read)) return { kind: 'audio' as const, reading: read };
    return { problem: isTold(read.problem) ? read.problem : ('file-damaged' as const) };
  };
  return {
    async read(path, bytes) {
      const fileName = basename(path);
      const mediaType = await mediaTypeOf(bytes, fileName);
      if (mediaType === null) return { problem: 'file-type-unsupported' };
      if (isSoundType(mediaType)) return hear(bytes, mediaType);
      const reading = joinPages(await readFiles([{ take: 1, bytes, fileName, mediaType }], { processes }));
      const problem = problemOf(reading);
      return problem ? { problem } : { kind: kindOf(mediaType), reading };
    },
    async stop() {
      await processes.stop();
      await hearers?.then(({ close }) => close()).catch(() => undefined);
    },
  };
}

const isTold = (problem: SoundProblem): problem is SoundProblem & keyof typeof FILE_SENTENCES =>
  Object.hasOwn(FILE_SENTENCES, problem);

function kindOf(mediaType: string): CaptureKind {
  if (mediaType.startsWith('image/')) return 'photo';
  return mediaType === 'message/rfc822' ? 'email' : 'document';
}

/** The pages that were not read, each with the reason and what to do. */
export function problemsIn({ pages }: Pick<Reading, 'pages'>): string[] {
  return pages.flatMap(({ problem, ...page }) =>
    problem ? [`${namePage(page)}: ${problem}: ${FILE_SENTENCES[problem]}`] : [],
  );
}

const namePage = ({ inside, fileName, pageOfFile }: Pick<Page, 'inside' | 'fileName' | 'pageOfFile'>): string =>
  `page ${pageOfFile}${inside.length > 0 ? ` of the attachment ${fileName ?? inside.join('.')}` : ''}`;
