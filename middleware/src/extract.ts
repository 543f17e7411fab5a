import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';

import { z } from 'zod';

import type { CaptureContext } from './captures/schema.ts';
import { captureContext, language } from './captures/schema.ts';
import { extract } from './extraction/extract.ts';
import { summarise } from './extraction/summary.ts';
import { readText } from './readings/text.ts';

const USAGE = `usage: npm run --silent extract -- [--today YYYY-MM-DD] [--configuration FILE] [FILE...]

Prints the drafts of each FILE, or of standard input.
  .txt .md .eml .html   one note each: {file, deals, account, contacts} as JSON with evidence
  .jsonl                one {id, kind, lang?, today, text} a line: one line of values each`;

const NOTE_EXTENSIONS = new Set(['', '.txt', '.md', '.text', '.eml', '.html', '.htm']);

const day = z.iso.date();
const line = z.object({
  id: z.union([z.string(), z.number()]),
  kind: z.string().default('text'),
  lang: language.nullish(),
  today: day,
  text: z.string(),
});

/** A failure told to the person who ran the command: what is wrong, where, and what to do. */
class CommandError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { today: { type: 'string' }, configuration: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const context = readConfiguration(values.configuration);
  const today = readDay(values.today);
  const files = positionals.length > 0 ? positionals : [null];
  return files.map((file) => attempt(file ?? 'standard input', () => runFile(file, today, context))).every(Boolean)
    ? 0
    : 1;
}

/** Runs one piece of work; a failure is told on standard error and does not stop the others. */
function attempt(where: string, work: () => boolean): boolean {
  try {
    return work();
  } catch (error) {
    const code = error instanceof CommandError ? error.code : 'extraction-failed';
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${where}: ${code}: ${message}\n`);
    return false;
  }
}

function readConfiguration(file: string | undefined): CaptureContext {
  const path = file ?? new URL('../configuration/demo.json', import.meta.url);
  const found = captureContext.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!found.success)
    throw new CommandError('configuration-invalid', `${String(path)}: ${z.prettifyError(found.error)}`);
  return found.data;
}

function readDay(text: string | undefined): string {
  if (text === undefined) return new Date().toLocaleDateString('sv-SE');
  if (!day.safeParse(text).success)
    throw new CommandError('day-invalid', `--today ${text} is not a day: write YYYY-MM-DD`);
  return text;
}

function runFile(file: string | null, today: string, context: CaptureContext): boolean {
  const extension = file === null ? null : extname(file).toLowerCase();
  if (extension !== null && extension !== '.jsonl' && !NOTE_EXTENSIONS.has(extension)) {
    throw new CommandError(
      'kind-not-supported',
      `${extension} files are not read yet: type or paste the text of the document into a .txt file`,
    );
  }
  const content = read(file);
  if (extension === '.jsonl' || (extension === null && isJsonLines(content)))
    return runLines(file ?? 'standard input', content, context);
  const reading = readText(content);
  const found = extract({ reading, kind: 'text', today, context });
  process.stdout.write(`${JSON.stringify({ file, ...found }, null, 2)}\n`);
  return true;
}

function read(file: string | null): string {
  try {
    return readFileSync(file ?? 0, 'utf8');
  } catch (error) {
    throw new CommandError(
      'file-unreadable',
      `cannot be read (${error instanceof Error ? error.message : String(error)}): check the path`,
    );
  }
}

function isJsonLines(content: string): boolean {
  try {
    return line.safeParse(JSON.parse(content.slice(0, Math.max(0, `${content}\n`.indexOf('\n'))))).success;
  } catch {
    return false;
  }
}

function runLines(name: string, content: string, context: CaptureContext): boolean {
  let whole = true;
  for (const [index, text] of content.split('\n').entries()) {
    if (!text.trim()) continue;
    whole = attempt(`${name}:${index + 1}`, () => runLine(text, context)) && whole;
  }
  return whole;
}

function runLine(text: string, context: CaptureContext): boolean {
  const { id, kind, lang, today, text: note } = parseLine(text);
  const found = extract({ reading: readText(note, lang), kind, today, context });
  process.stdout.write(`${JSON.stringify({ id, ...summarise(found) })}\n`);
  return true;
}

function parseLine(text: string): z.infer<typeof line> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CommandError('line-not-json', 'is not JSON: write one object a line');
  }
  const found = line.safeParse(json);
  if (!found.success) throw new CommandError('line-invalid', z.prettifyError(found.error).replaceAll('\n', ' '));
  return found.data;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
const ran = attempt('extract', () => {
  process.exitCode = main();
  return true;
});
if (!ran) process.exitCode = 2;
