import PostalMime, { type Attachment, type Email } from 'postal-mime';

import { MAXIMUM_TEXT_LENGTH } from '../../captures/schema.ts';
import { FileRefused, type FileReader, type Opened } from '../file.ts';
import { languageOf } from '../language.ts';
import { textPage } from '../text-page.ts';
import { readText } from '../text.ts';
import { bytesOf, openAttachments } from './attachments.ts';
import { headLines } from './headers.ts';

/** Parts in parts: more than any mail program makes. */
const DEEPEST_PARTS = 64;
/** The whole content of a mail that only its recipient's key opens, or that is signed as a whole. */
const SEALED = /^application\/(?:pkcs7-mime|x-pkcs7-mime|pgp-encrypted)$/;
/** What stands in the first bytes of content that is signed and not encrypted: id-signedData of RFC 5652. */
const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex');
const FIRST_BYTES = 32;

/** Reads mails as mail programs store them (RFC 5322, `.eml`): head and body as one page, each attachment as a file of its own. */
export function createMailReader(): FileReader {
  return {
    name: 'mail',
    score: ({ mediaType }) => (mediaType === 'message/rfc822' ? 1 : 0),
    open: async ({ bytes }) => openMail(await parse(bytes)),
    readPage: async () => {
      throw new FileRefused('file-damaged');
    },
    showPage: async () => null,
  };
}

async function parse(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: DEEPEST_PARTS });
  } catch (cause) {
    const isTooDeep = cause instanceof Error && /nesting depth/i.test(cause.message);
    throw new FileRefused(isTooDeep ? 'nested-too-deep' : 'file-damaged', { cause });
  }
}

async function openMail(mail: Email): Promise<Opened[]> {
  if (isEncrypted(mail)) throw new FileRefused('file-encrypted');
  const body = bodyOf(mail);
  const head = headLines(mail, languageOf(`${mail.subject ?? ''}\n${body}`));
  // Apart: what a body writes must not make tags of the angle brackets around addresses.
  const text = [head.join('\n'), body]
    .map((part) => readText(part).text.trim())
    .filter(Boolean)
    .join('\n\n');
  if (text.length > MAXIMUM_TEXT_LENGTH) throw new FileRefused('too-much-text');
  return [{ page: textPage(text) }, ...(await openAttachments(mail.attachments))];
}

function isEncrypted({ headers, attachments }: Email): boolean {
  const type = headers.find(({ key }) => key === 'content-type')?.value.toLowerCase() ?? '';
  return /multipart\/encrypted/.test(type) || attachments.some(isEncryptedPart);
}

/** The same media type carries what is only signed: the head of such a mail is read, and its content named as not read. */
function isEncryptedPart(attachment: Attachment): boolean {
  if (!SEALED.test(attachment.mimeType.toLowerCase())) return false;
  return !Buffer.from(bytesOf(attachment).subarray(0, FIRST_BYTES)).includes(SIGNED_DATA);
}

/** What the sender wrote as text, where there is one that says something; else what stands in the HTML. */
function bodyOf({ text = '', html = '' }: Email): string {
  const plain = text.trim();
  if (plain !== '' || html.trim() === '') return plain;
  return readText(`<html>${html}</html>`).text.trim();
}
