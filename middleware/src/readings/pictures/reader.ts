import { FileRefused, type FileReader } from '../file.ts';
import { readPicture, type PictureTools } from './read.ts';
import { showPicture } from './show.ts';

const MEDIA_TYPES = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** Reads photos and scans: a picture is a page. */
export function createPictureReader(tools: PictureTools): FileReader {
  return {
    name: 'picture',
    score: ({ mediaType }) => (MEDIA_TYPES.has(mediaType) ? 1 : 0),
    open: async () => [{ unread: { pageOfFile: 1 } }],
    async readPage({ bytes }, pageOfFile) {
      onlyPage(pageOfFile);
      return { kind: 'picture', pageOfFile, problem: null, ...(await readPicture(bytes, tools)) };
    },
    async showPage({ bytes }, pageOfFile) {
      onlyPage(pageOfFile);
      return showPicture(bytes);
    },
  };
}

function onlyPage(pageOfFile: number): void {
  if (pageOfFile !== 1) throw new FileRefused('file-damaged', { cause: new Error('a picture has one page') });
}
