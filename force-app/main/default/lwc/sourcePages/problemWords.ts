import damaged from '@salesforce/label/c.Picture_Problem_Damaged';
import demanding from '@salesforce/label/c.Picture_Problem_Demanding';
import encrypted from '@salesforce/label/c.Picture_Problem_Encrypted';
import manyPages from '@salesforce/label/c.Picture_Problem_Pages';
import nested from '@salesforce/label/c.Picture_Problem_Nested';
import notRead from '@salesforce/label/c.Picture_Problem';
import notReadPage from '@salesforce/label/c.Picture_Problem_Page';
import tooLarge from '@salesforce/label/c.Picture_Problem_Large';
import tooMuchText from '@salesforce/label/c.Picture_Problem_Text';
import unnamed from '@salesforce/label/c.Picture_Original_Unnamed';
import unsupported from '@salesforce/label/c.Picture_Problem_Type';
import type { FileProblem, SourcePage } from 'c/captureTypes';
import { fillIn } from 'c/valueFormat';

/** Why, and what to do. */
const WORDS: Readonly<Record<FileProblem, string>> = {
  'file-type-unsupported': unsupported,
  'file-damaged': damaged,
  'file-encrypted': encrypted,
  'picture-too-large': tooLarge,
  'too-many-pages': manyPages,
  'too-much-text': tooMuchText,
  'nested-too-deep': nested,
  'file-too-demanding': demanding,
  'sound-not-taken': unsupported,
  'recording-too-long': demanding,
};

/** A file, or a page of one, that nothing was read of. */
export interface UnreadFile {
  key: string;
  /** Which it is. */
  lead: string;
  why: string;
}

/** What was not read, each file once for each reason. */
export function unreadFiles(pages: readonly SourcePage[]): readonly UnreadFile[] {
  const unread = new Map<string, UnreadFile>();
  for (const page of pages) {
    const { problem, take, inside } = page;
    const key = `${take}-${inside.join('.')}-${problem}`;
    if (problem && !unread.has(key)) unread.set(key, { key, lead: leadOf(page, pages), why: WORDS[problem] ?? '' });
  }
  return [...unread.values()];
}

function leadOf({ fileName, take, inside, pageOfFile }: SourcePage, pages: readonly SourcePage[]): string {
  const name = fileName ?? fillIn(unnamed, take ?? 1);
  const sameFile = pages.filter((page) => page.take === take && page.inside.join() === inside.join());
  return sameFile.some(({ problem }) => !problem) ? fillIn(notReadPage, pageOfFile, name) : fillIn(notRead, name);
}
