import { createPdfReader } from './documents/reader.ts';
import { FileRefused, type FileReader, type SourceFile } from './file.ts';
import { createMailReader } from './mails/reader.ts';
import type { Recognise } from './ocr/recognised.ts';
import { readPicture } from './pictures/read.ts';
import { createPictureReader } from './pictures/reader.ts';
import { createPlainReader } from './plain/reader.ts';

/** Everything that reads files, in a reading process. */
export function createReaders(tools: { readonly recognise: Recognise }): FileReader[] {
  return [
    createPictureReader(tools),
    createPdfReader({ readPicture: (picture) => readPicture(picture, tools) }),
    createMailReader(),
    createPlainReader(),
  ];
}

/** The reader that scores a file highest. @throws FileRefused `file-type-unsupported` when none reads it. */
export function readerOf(readers: readonly FileReader[], file: SourceFile): FileReader {
  let best: FileReader | undefined;
  let most = 0;
  for (const reader of readers) {
    const score = reader.score(file);
    if (score > most) [best, most] = [reader, score];
  }
  if (!best) throw new FileRefused('file-type-unsupported');
  return best;
}
