import { answerPieces } from '../../platform/child-work.ts';
import { FileRefused, type FileReader, type Opened, type ReadPage, type SourceFile } from '../file.ts';
import { readerOf } from '../readers.ts';
import { cutSound } from '../sound/cutter.ts';
import type { SoundStretch } from '../sound/slice.ts';
import type { ReadingAnswer, ReadingWork } from './messages.ts';

/** Makes the module that calls it a reading process: each piece of work is done by the reader that knows its file best. */
export function answerReading(readers: readonly FileReader[]): void {
  answerPieces(async (input, material): Promise<ReadingAnswer> => {
    try {
      const work = input as ReadingWork;
      if ('cut' in work) return { cut: await cutSound({ ...(material as SoundStretch), cursor: work.cut.cursor }) };
      return await answer(readers, work, material as SourceFile);
    } catch (error) {
      if (error instanceof FileRefused) return { refused: error.problem };
      throw error;
    }
  });
}

type FileWork = Exclude<ReadingWork, { readonly cut: unknown }>;

async function answer(readers: readonly FileReader[], work: FileWork, file: SourceFile): Promise<ReadingAnswer> {
  if ('open' in work) return { opened: (await readerOf(readers, file).open(file)).map(openedAnswer) };
  if ('readPage' in work) {
    return { page: pageAnswer(await readerOf(readers, file).readPage(file, work.readPage.pageOfFile)) };
  }
  const { inside, pageOfFile } = work.showPage;
  const shown = await fileInside(readers, file, inside);
  return { picture: await readerOf(readers, shown).showPage(shown, pageOfFile) };
}

function openedAnswer(opened: Opened) {
  return 'page' in opened ? { page: pageAnswer(opened.page) } : opened;
}

function pageAnswer(page: ReadPage) {
  return { ...page, words: page.words.map((word) => ({ ...word, corners: [...word.corners] })) };
}

/** @throws FileRefused when there is no such file: it is not the one that was read. */
async function fileInside(
  readers: readonly FileReader[],
  file: SourceFile,
  inside: readonly number[],
): Promise<SourceFile> {
  let found = file;
  for (const number of inside) {
    const opened = await readerOf(readers, found).open(found);
    const next = opened.flatMap((one) => ('file' in one ? one.file : []))[number - 1];
    if (!next) throw new FileRefused('file-damaged');
    found = next;
  }
  return found;
}
