/** Head lines stand at the beginning; more than this no mail program writes above them. */
export const LONGEST_HEAD = 256 * 1024;
const MESSAGE_ID = /^message-id:[ \t]*(?:\r?\n[ \t]+)?<([^<>\s]{1,500})>/im;

/**
 * The Message-ID of a mail (RFC 5322, 3.6.4) by its bytes: the same mail has the same one in every mailbox. Undefined when its head has
 * none. Only the head is looked at, so that no mail that is quoted or attached gives its own.
 */
export function messageIdOf(mail: Uint8Array): string | undefined {
  const start = Buffer.from(mail.buffer, mail.byteOffset, Math.min(mail.byteLength, LONGEST_HEAD)).toString('latin1');
  const head = /^[\s\S]*?(?:\r?\n){2}/.exec(start)?.[0] ?? start;
  return MESSAGE_ID.exec(head)?.[1];
}
