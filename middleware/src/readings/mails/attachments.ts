import type { Attachment } from 'postal-mime';

import type { Opened } from '../file.ts';
import { mediaTypeOf } from '../media-types.ts';
import { textPage } from '../text-page.ts';

/** Logos, icons and pixels that count who opened a mail are smaller than a picture on which something can be read. */
const SMALLEST_INLINE_PICTURE = 20_000;
/** More than a person sends; a page in place of those that follow says so. */
const MOST_ATTACHMENTS = 50;
/** Parts that speak to programs: a signature, an invitation's data, receipts of delivery. */
const FOR_PROGRAMS =
  /^(?:application\/(?:pkcs7-signature|x-pkcs7-signature|pgp-signature|pgp-keys|ics)|text\/(?:calendar|x-amp-html|rfc822-headers)|message\/(?:delivery-status|disposition-notification))$/;

/** The files in a mail that a person would look at, each with what its bytes say it is. What we do not read is named so. */
export async function openAttachments(attachments: readonly Attachment[]): Promise<Opened[]> {
  const wanted = attachments.filter((one) => !isForPrograms(one) && !isDecoration(one));
  const opened: Opened[] = [];
  for (const attachment of wanted.slice(0, MOST_ATTACHMENTS)) {
    const bytes = bytesOf(attachment);
    const mediaType = await typeOf(attachment, bytes);
    opened.push({ file: { bytes, fileName: nameOf(attachment), mediaType } });
  }
  if (wanted.length > MOST_ATTACHMENTS) opened.push({ page: { ...textPage(''), problem: 'too-many-pages' } });
  return opened;
}

/** A type that no reader scores is refused by name where the file is opened. */
async function typeOf({ filename }: Attachment, bytes: Uint8Array): Promise<string> {
  return (await mediaTypeOf(bytes, filename)) ?? 'application/octet-stream';
}

function nameOf({ filename }: Attachment): string | null {
  const name = filename?.replace(/\s+/g, ' ').trim().slice(0, 255);
  return name ? name : null;
}

function isForPrograms({ mimeType }: Attachment): boolean {
  return FOR_PROGRAMS.test(mimeType.toLowerCase());
}

function isDecoration(attachment: Attachment): boolean {
  const isInline = attachment.related === true || attachment.disposition === 'inline';
  return isInline && attachment.mimeType.startsWith('image/') && bytesOf(attachment).length < SMALLEST_INLINE_PICTURE;
}

export function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content, 'utf8');
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
