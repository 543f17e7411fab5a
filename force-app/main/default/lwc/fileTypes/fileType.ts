import type { FileRefusal } from './refusals';

/** What a file is to the person who gives it. */
export type FileKind = 'picture' | 'document' | 'mail' | 'text' | 'sound';

export interface FileType {
  kind: FileKind;
  mediaType: string;
}

/** A file that cannot be taken. */
export class FileNotTaken extends Error {
  readonly reason: FileRefusal;

  constructor(reason: FileRefusal) {
    super(reason);
    this.name = 'FileNotTaken';
    this.reason = reason;
  }
}
