import { MAXIMUM_TEXT_LENGTH } from '../../captures/schema.ts';
import { FileRefused, type FileReader, type ReadPage } from '../file.ts';
import { textPage } from '../text-page.ts';
import { readText } from '../text.ts';
import { decodePlain } from './decode.ts';

const MEDIA_TYPES = new Set(['text/plain', 'text/html']);

/** Reads files of plain text and HTML. They are a page that has no picture. */
export function createPlainReader(): FileReader {
  return {
    name: 'plain',
    score: ({ mediaType }) => (MEDIA_TYPES.has(mediaType) ? 1 : 0),
    open: async ({ bytes }) => [{ page: readPlain(bytes) }],
    readPage: async ({ bytes }) => readPlain(bytes),
    showPage: async () => null,
  };
}

/** @throws FileRefused when it is no text, or longer than a capture's text may be. */
function readPlain(bytes: Uint8Array): ReadPage {
  const text = readText(plainText(bytes)).text.trim();
  if (text.length > MAXIMUM_TEXT_LENGTH) throw new FileRefused('too-much-text');
  return textPage(text);
}

function plainText(bytes: Uint8Array): string {
  // Markup that is this long says less than a capture may hold only by repeating itself.
  if (bytes.length > 20 * MAXIMUM_TEXT_LENGTH) throw new FileRefused('too-much-text');
  const text = decodePlain(bytes);
  if (text === null) throw new FileRefused('file-damaged');
  return text;
}
