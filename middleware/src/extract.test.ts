import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('./extract.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'extract-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const NOTE = 'Banque Atlas : veulent 20 serveurs, budget 45 M FCFA. Décision le 18/12.';

function run(args: string[], input = ''): { stdout: string; stderr: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [COMMAND, ...args], { input, encoding: 'utf8' });
  return { stdout, stderr, status };
}

function file(name: string, content: string): string {
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

test('a kind that is not read yet is refused with the next step, the other files are still read', () => {
  const { stdout, stderr, status } = run([file('scan.png', 'x'), file('other.md', NOTE), join(folder, 'absent.txt')]);
  assert.match(stderr, /scan\.png: kind-not-supported: .+\.txt/);
  assert.match(stderr, /absent\.txt: file-unreadable/);
  assert.match(JSON.parse(stdout).file, /other\.md$/);
  assert.equal(JSON.parse(stdout).deals.length, 1);
  assert.equal(status, 1);
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
