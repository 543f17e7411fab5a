import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';

import type { Script } from '../testing/scripted-reading-process.ts';
import { joinPages, problemOf, typedPage } from './joining.ts';
import { createReadingProcesses, type ReadingOutcome } from './processes/reading-processes.ts';
import { readFiles } from './reading-files.ts';

const ENTRY = new URL('../testing/scripted-reading-process.ts', import.meta.url);

describe('files of a capture', () => {
  const told: [string, ReadingOutcome][] = [];
  const observer = {
    onWork: (work: string, _milliseconds: number, outcome: ReadingOutcome) => void told.push([work, outcome]),
    onProcessEnd: () => undefined,
  };
  const processes = createReadingProcesses({ processes: 2, megabytes: 600, seconds: 60 }, observer, ENTRY);
  after(() => processes.stop());

  const fileOf = (script: Script, take = 1) => {
    const bytes = Buffer.from(JSON.stringify(script));
    return { take, bytes, fileName: null, mediaType: 'image/jpeg' };
  };
  const read = (script: Script, options: Omit<Parameters<typeof readFiles>[1], 'processes'> = {}) =>
    readFiles([fileOf(script)], { processes, ...options });
  const pagesOf = (count: number): Script => Array.from({ length: count }, () => ({ unread: { text: 'mot' } }));
  const within = (depth: number): Script => [
    { page: String(depth) },
    ...(depth > 0 ? [{ file: within(depth - 1) }] : []),
  ];

  it('are read in their order, however long each page takes', async () => {
    const counts: [number, number][] = [];
    const found = await read([{ unread: { text: 'un' } }, { page: 'deux' }, { unread: { text: 'trois' } }], {
      onPage: (...count) => counts.push(count),
    });
    assert.deepEqual(
      found.map(({ page }) => [page.text, page.pageOfFile]),
      [
        ['un', 1],
        ['deux', 2],
        ['trois', 3],
      ],
    );
    assert.deepEqual(counts.at(-1), [3, 3]);
    assert.ok(counts.every(([, total]) => total === 3));
    assert.deepEqual(told.splice(0), [
      ['open', 'done'],
      ['read', 'done'],
      ['read', 'done'],
    ]);
  });

  it('are opened as deep as mails are forwarded, and no deeper', async () => {
    const found = await read(within(9));
    assert.deepEqual(
      found.map(({ page, inside }) => [page.text, page.problem, inside.length]),
      [
        ['9', null, 0],
        ['8', null, 1],
        ['7', null, 2],
        ['6', null, 3],
        ['5', null, 4],
        ['', 'nested-too-deep', 5],
      ],
    );
  });

  it('with too many pages are read as far as may be, and say where that was', async () => {
    const found = await readFiles([fileOf(pagesOf(90)), fileOf(pagesOf(500), 2), fileOf(pagesOf(2), 3)], { processes });
    const problems = found.flatMap(({ take, page }) => (page.problem ? [[take, page.pageOfFile, page.problem]] : []));
    assert.equal(found.filter(({ page }) => page.text === 'mot').length, 100);
    assert.deepEqual(problems, [
      [2, 11, 'too-many-pages'],
      [3, 1, 'too-many-pages'],
    ]);
  });

  it('with thousands of files in which nothing stands are not all opened', async () => {
    told.length = 0;
    await read(Array.from({ length: 3000 }, () => ({ file: [] })));
    assert.ok(told.length <= 101, String(told.length));
  });

  it('that end their process are a page that says so, and are told of as refused', async () => {
    told.length = 0;
    const found = await read([{ unread: { exit: true } }, { unread: { text: 'bon' } }]);
    assert.deepEqual(
      found.map(({ page }) => page.problem),
      ['file-too-demanding', null],
    );
    assert.deepEqual(new Set(told.map(String)), new Set(['open,done', 'read,refused', 'read,done']));
  });

  it('that fail otherwise, or are no longer wanted, throw', async () => {
    await assert.rejects(read([{ unread: { throw: true } }, ...pagesOf(3)]), /a reader failed/);
    const unwanted = new AbortController();
    const reading = read([{ unread: { hang: true } }, { unread: { hang: true } }], {
      signal: unwanted.signal,
      onPage: () => unwanted.abort(new Error('erased')),
    });
    await assert.rejects(reading, /erased/);
  });

  it('show a page inside a file inside a file', async () => {
    const file = fileOf([{ page: 'a' }, { file: [{ page: 'b' }, { file: [{ unread: { text: 'c' } }] }] }]);
    const shown = await processes.showPage(file, [1, 1], 1);
    assert.deepEqual(JSON.parse(Buffer.from(shown ?? []).toString()), { text: 'c' });
    assert.equal(await processes.showPage(file, [], 1), null);
    await assert.rejects(processes.showPage(file, [1, 7], 1), { name: 'FileRefused', problem: 'file-damaged' });
  });
});

describe('pages of a capture', () => {
  const pageOf = (text: string) => ({ ...typedPage(text)[0]!, take: 1 });
  const texts = (count: number, length: number) => Array.from({ length: count }, () => pageOf('a'.repeat(length)));

  it('that are too much for one text are left out from the first on that does not fit', () => {
    const { text, pages } = joinPages([...texts(3, 60_000), ...texts(1, 30_000), pageOf('court')]);
    assert.equal(text.length, 180_004);
    assert.deepEqual(
      pages.map(({ problem, start, end }) => [problem, end - start]),
      [
        [null, 60_000],
        [null, 60_000],
        [null, 60_000],
        ['too-much-text', 0],
        ['too-much-text', 0],
      ],
    );
  });

  it('are joined by a blank line where something stands in them', () => {
    const empty = { ...pageOf('x'), page: { ...pageOf('x').page, text: '' } };
    const { text, pages, language } = joinPages([
      empty,
      pageOf('The order of the client is with you'),
      empty,
      pageOf('end'),
    ]);
    assert.equal(text, 'The order of the client is with you\n\nend');
    assert.deepEqual(
      pages.map(({ number, start, end }) => [number, text.slice(start, end)]),
      [
        [1, ''],
        [2, 'The order of the client is with you'],
        [3, ''],
        [4, 'end'],
      ],
    );
    assert.equal(language, 'en');
  });

  it('hold nothing when no word stands in them', () => {
    const refused = { ...pageOf('x'), page: { ...pageOf('x').page, text: '', problem: 'file-damaged' as const } };
    assert.equal(problemOf(joinPages([pageOf(' ~ |')])), 'nothing-to-read');
    assert.equal(problemOf(joinPages([])), 'nothing-to-read');
    assert.equal(problemOf(joinPages([pageOf('--'), refused])), 'file-damaged');
    assert.equal(problemOf(joinPages([pageOf('un mot'), refused])), null);
    assert.deepEqual(typedPage(' \n'), []);
  });
});
