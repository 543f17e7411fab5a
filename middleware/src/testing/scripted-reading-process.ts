/** A reading process that does what its files say, for tests of what happens around it. */
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import type { FileProblem } from '../captures/state.ts';
import { FileRefused, type FileReader, type Opened, type ReadPage, type SourceFile } from '../readings/file.ts';
import { answerReading } from '../readings/processes/answering.ts';

/** What reading a page does. */
export type ScriptedPage =
  | { text: string }
  | { refuse: FileProblem }
  | { throw: true }
  | { exit: true }
  | { hang: true }
  /** Ends the process when there is no such file, after making it: the next process reads the page. */
  | { exitBefore: string; text: string }
  /** Makes a file when it begins, and waits until there is the other one. */
  | { begins: string; waitsFor: string; text: string };

/** What is in a file, as JSON: pages read when it is opened, pages read later, and files inside it. */
export type Script = ({ page: string } | { unread: ScriptedPage } | { file: Script })[];

const PAUSE_MILLISECONDS = 10;

const scriptIn = ({ bytes }: SourceFile) => JSON.parse(Buffer.from(bytes).toString()) as Script;

/** Every word is in the picture, in one line. */
function pageOf(pageOfFile: number, text: string): ReadPage {
  const words = Array.from(text.matchAll(/\S+/g), ({ 0: word, index }) => {
    const [left, right] = [index / 1000, (index + word.length) / 1000];
    const corners = [left, 0.1, right, 0.1, right, 0.2, left, 0.2];
    return { start: index, end: index + word.length, corners, confidence: 0.9 };
  });
  return { kind: 'picture', pageOfFile, width: 800, height: 600, legibility: 'good', problem: null, text, words };
}

async function read(page: ScriptedPage): Promise<string> {
  if ('refuse' in page) throw new FileRefused(page.refuse);
  if ('throw' in page) throw new Error('a reader failed');
  if ('exit' in page) process.exit(1);
  if ('hang' in page) return new Promise(() => undefined);
  if ('exitBefore' in page && !existsSync(page.exitBefore)) {
    writeFileSync(page.exitBefore, '');
    process.exit(1);
  }
  if ('begins' in page) {
    writeFileSync(page.begins, '');
    while (!existsSync(page.waitsFor)) await delay(PAUSE_MILLISECONDS);
  }
  return page.text;
}

const reader: FileReader = {
  name: 'scripted',
  score: () => 1,
  async open(file) {
    return scriptIn(file).map((one, index): Opened => {
      if ('page' in one) return { page: pageOf(index + 1, one.page) };
      if ('unread' in one) return { unread: { pageOfFile: index + 1 } };
      const bytes = Buffer.from(JSON.stringify(one.file));
      return { file: { bytes, fileName: `inside-${index + 1}`, mediaType: file.mediaType } };
    });
  },
  async readPage(file, pageOfFile) {
    const page = scriptIn(file)[pageOfFile - 1];
    if (!page || !('unread' in page)) throw new FileRefused('file-damaged');
    return pageOf(pageOfFile, await read(page.unread));
  },
  async showPage(file, pageOfFile) {
    const page = scriptIn(file)[pageOfFile - 1];
    return page && 'unread' in page ? Buffer.from(JSON.stringify(page.unread)) : null;
  },
};

answerReading([reader]);
