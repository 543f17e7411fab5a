import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { renderDocument } from './testing/rendered/documents.ts';

const COMMAND = fileURLToPath(new URL('./extract.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'extract-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const NOTE = 'Banque Atlas : veulent 20 serveurs, budget 45 M FCFA. Décision le 18/12.';

function run(args: string[], input = ''): { stdout: string; stderr: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [COMMAND, ...args], { input, encoding: 'utf8' });
  return { stdout, stderr, status };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('prints the drafts of a note as JSON with evidence', () => {
  const { stdout, status } = run(['--today', '2026-11-20', file('note.txt', NOTE)]);
  const found = JSON.parse(stdout);
  assert.equal(status, 0);
  assert.equal(found.deals[0].opportunity.closeDate.value, '2026-12-18');
  assert.equal(found.deals[0].opportunity.amount.evidence[0].quote, '45 M FCFA');
});

test('prints one line of values for each line of JSON, and names a bad line', () => {
  const line = JSON.stringify({ id: 'a', kind: 'note', lang: 'fr', today: '2026-11-20', text: NOTE });
  const { stdout, stderr, status } = run([file('notes.jsonl', `${line}\n{"id": "b"\n\n{"id":"c"}\n`)]);
  const [only, ...rest] = stdout.trim().split('\n');
  assert.equal(rest.length, 0);
  const { id, opportunities } = JSON.parse(only ?? '');
  assert.equal(id, 'a');
  assert.deepEqual(Object.keys(opportunities[0]), [
    'name',
    'account',
    'closeDate',
    'stage',
    'country',
    'leadSource',
    'type',
    'amount',
    'currency',
    'contacts',
  ]);
  assert.match(stderr, /notes\.jsonl:2: line-not-json/);
  assert.match(stderr, /notes\.jsonl:4: line-invalid/);
  assert.equal(status, 1);
});

test('a file that cannot be read is refused with the next step, the other files are still read', () => {
  const cut = renderDocument('receipt').jpeg.subarray(0, 2000);
  const files = [
    file('scan.png', 'PK\x03\x04'),
    file('cut.jpg', cut),
    file('other.md', NOTE),
    join(folder, 'absent.txt'),
  ];
  const { stdout, stderr, status } = run(files);
  assert.match(stderr, /scan\.png: file-type-unsupported: .+PDF/);
  assert.match(stderr, /cut\.jpg: file-damaged: .+copy it again/);
  assert.match(stderr, /absent\.txt: file-unreadable/);
  assert.match(JSON.parse(stdout).file, /other\.md$/);
  assert.equal(JSON.parse(stdout).deals.length, 1);
  assert.equal(status, 1);
});

test('says what to set for a recording where nobody recognises speech', () => {
  const wave = Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0', 'latin1'), Buffer.alloc(64)]);
  const args = [COMMAND, file('note.wav', wave)];
  const { stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', env: {} });
  assert.match(stderr, /note\.wav: no-speech-provider: .+WHISPER_BASE_URL/);
  assert.equal(status, 1);
});

test('reads a photo, and shows where in it the evidence stands', () => {
  const photo = file('photo', renderDocument('letter').jpeg);
  const { stdout, stderr, status } = run(['--today', '2026-11-20', photo]);
  assert.deepEqual([stderr, status], ['', 0]);
  const { quote, regions } = JSON.parse(stdout).deals[0].opportunity.name.evidence[0];
  assert.ok(quote.length > 3);
  assert.deepEqual([regions[0].page, regions[0].corners.length], [1, 8]);
});

test('reads standard input, text or lines of JSON', () => {
  assert.equal(JSON.parse(run(['--today', '2026-11-20'], NOTE).stdout).deals.length, 1);
  const line = JSON.stringify({ id: 7, kind: 'note', today: '2026-11-20', text: NOTE });
  assert.equal(JSON.parse(run([], `${line}\n`).stdout).id, 7);
});

test('a wrong day is refused', () => {
  const { stderr, status } = run(['--today', 'tomorrow'], NOTE);
  assert.match(stderr, /day-invalid/);
  assert.notEqual(status, 0);
});

const LINE = JSON.stringify({ id: 'a', kind: 'note', lang: 'fr', today: '2026-11-20', text: NOTE });
const quote = (text: string) => ({ line: 1, quote: text });
const ANSWER = {
  deals: [{ firstLine: 1, lastLine: 1, account: quote('banque atlas'), subjects: [quote('20 serveurs')] }],
};

test('writes the requests that a provider would get, one line a part, and prints no draft', () => {
  const out = join(folder, 'requests.jsonl');
  for (const provider of ['groq', 'anthropic']) {
    const args = ['--requests-out', out, '--provider', provider, '--model', 'some-model'];
    const { stdout, stderr, status } = run([...args, file('one.jsonl', `${LINE}\n`)]);
    assert.deepEqual([stdout, stderr, status], ['', '', 0]);
    const [request, ...rest] = readFileSync(out, 'utf8').trim().split('\n');
    const { id, part, prompt, provider: named, body } = JSON.parse(request ?? '');
    assert.deepEqual(
      [id, part, prompt, named, body.model, rest.length],
      ['a', 1, 'deals-1', provider, 'some-model', 0],
    );
    assert.match(JSON.stringify(body), /1\| Banque Atlas : veulent 20 serveurs/);
  }
  const long = JSON.stringify({ id: 'b', kind: 'note', today: '2026-11-20', text: `${NOTE}\n`.repeat(400) });
  run(['--requests-out', out, file('long.jsonl', `${LINE}\n${long}\n`)]);
  const parts = readFileSync(out, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(parts.map(({ id, part }) => [id, part]).slice(0, 3), [
    ['a', 1],
    ['b', 1],
    ['b', 2],
  ]);
});

test('runs the whole path on recorded answers, objects or as the model said them', () => {
  const said = `Here you are:\n${JSON.stringify(ANSWER)}`;
  for (const answer of [ANSWER, said]) {
    const answers = file('answers.jsonl', `${JSON.stringify({ id: 'a', answer })}\n`);
    const { stdout, stderr, status } = run(['--answers-in', answers, file('one.jsonl', `${LINE}\n`)]);
    assert.equal(JSON.parse(stdout).opportunities[0].name, 'Banque Atlas – 20 serveurs');
    assert.deepEqual([stderr, status], ['', 0]);
  }
  const answers = file('answers.jsonl', `${JSON.stringify({ id: file('note.txt', NOTE), answer: ANSWER })}\n`);
  const { stdout } = run(['--today', '2026-11-20', '--answers-in', answers, join(folder, 'note.txt')]);
  const { extractor, deals } = JSON.parse(stdout);
  assert.deepEqual([extractor.by, extractor.prompt, deals.length], ['model', 'deals-1', 1]);
});

test('an answer that does not pass is told of, and the rules read alone', () => {
  const answers = file('answers.jsonl', `${JSON.stringify({ id: 'a', answer: 'OK' })}\n`);
  const { stdout, stderr, status } = run(['--answers-in', answers, file('one.jsonl', `${LINE}\n`)]);
  assert.match(stderr, /one\.jsonl:1: answer-refused: part 1: /);
  assert.equal(JSON.parse(stdout).opportunities.length, 1);
  assert.equal(status, 0);
});

test('a line of answers that cannot be used is named with its code; the others are used', () => {
  const good = JSON.stringify({ id: 'a', answer: ANSWER });
  const deep = `{"id":"deep","answer":{"deals":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`;
  const lines = [good, '{"id": ', '{"id":"a"}', good, JSON.stringify({ id: 'nobody', answer: 'x' }), deep];
  const { stdout, stderr, status } = run([
    '--answers-in',
    file('answers.jsonl', lines.join('\n')),
    file('one.jsonl', `${LINE}\n`),
  ]);
  assert.match(stderr, /answers\.jsonl:2: answer-not-json/);
  assert.match(stderr, /answers\.jsonl:3: answer-invalid/);
  assert.match(stderr, /answers\.jsonl:4: answer-repeated/);
  assert.match(stderr, /answers\.jsonl:5: answer-unused: .*nobody/);
  assert.match(stderr, /answers\.jsonl:6: answer-invalid: is nested too deeply/);
  assert.match(stdout, /20 serveurs/);
  assert.equal(status, 1);
});

test('files and providers that there are not are refused with a code', () => {
  const one = file('one.jsonl', `${LINE}\n`);
  const cases: [string[], RegExp][] = [
    [['--answers-in', join(folder, 'absent.jsonl')], /file-unreadable/],
    [['--requests-out', join(folder, 'absent', 'out.jsonl')], /file-unwritable/],
    [['--provider', 'ollama', '--requests-out', join(folder, 'out.jsonl')], /model-missing/],
    [['--provider', 'nobody', '--requests-out', join(folder, 'out.jsonl')], /provider-unknown/],
    [['--requests-out', one], /file-in-use/],
    [['--requests-out', join(folder, 'out.jsonl'), '--answers-in', one], /options-contradict/],
  ];
  for (const [args, code] of cases) {
    const { stderr, status } = run([...args, one]);
    assert.match(stderr, code);
    assert.equal(status, 2);
  }
  assert.equal(readFileSync(one, 'utf8'), `${LINE}\n`);
});

test('a reader that goes away early is no error', () => {
  const line = JSON.stringify({ id: 'a', kind: 'note', today: '2026-11-20', text: NOTE });
  const path = file('many.jsonl', `${line}\n`.repeat(400));
  const { stderr, status } = spawnSync(
    'sh',
    ['-c', `"${process.execPath}" "${COMMAND}" "${path}" | head -n 1 >/dev/null`],
    { encoding: 'utf8' },
  );
  assert.equal(stderr, '');
  assert.equal(status, 0);
});
