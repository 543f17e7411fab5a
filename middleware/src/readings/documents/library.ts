import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import {
  getDocument,
  PasswordException,
  VerbosityLevel,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';

import { FileRefused } from '../file.ts';

const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
/** A scanned page of A3 at 400 dpi. */
const LARGEST_PICTURE_PIXELS = 32_000_000;
const LARGEST_CANVAS_BYTES = 128 * 1024 * 1024;

/**
 * Opens a PDF, hands it over and closes it. Nothing of it runs and nothing is fetched: scripts need a sandbox that is not loaded,
 * fonts and character maps come from the package.
 * @throws FileRefused
 */
export async function withDocument<Result>(
  bytes: Uint8Array,
  use: (document: PDFDocumentProxy) => Promise<Result>,
): Promise<Result> {
  const loading = loadingOf(bytes);
  try {
    return await use(await loading.promise);
  } catch (cause) {
    if (cause instanceof FileRefused) throw cause;
    throw new FileRefused(cause instanceof PasswordException ? 'file-encrypted' : 'file-damaged', { cause });
  } finally {
    await loading.destroy();
  }
}

function loadingOf(bytes: Uint8Array): PDFDocumentLoadingTask {
  return getDocument({
    // The library takes its buffer away from whoever gave it, and refuses a Buffer.
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    standardFontDataUrl: join(PACKAGE, 'standard_fonts/'),
    cMapUrl: join(PACKAGE, 'cmaps/'),
    cMapPacked: true,
    wasmUrl: join(PACKAGE, 'wasm/'),
    iccUrl: join(PACKAGE, 'iccs/'),
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    disableFontFace: true,
    maxImageSize: LARGEST_PICTURE_PIXELS,
    canvasMaxAreaInBytes: LARGEST_CANVAS_BYTES,
  });
}
