import { existsSync, openSync, readFileSync, realpathSync, writeSync } from 'node:fs';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';

import { z } from 'zod';

import type { CaptureContext } from './captures/schema.ts';
import { captureContext, language } from './captures/schema.ts';
import { createFileReadings, FILE_SENTENCES, problemsIn, type FileReadings } from './extract-files.ts';
import { extractRecorded, readAnswers, requestsOf, type RecordedAnswers } from './extract-recorded.ts';
import { extract, type ExtractionRequest } from './extraction/extract.ts';
import type { Extraction } from './extraction/schema.ts';
import { summarise } from './extraction/summary.ts';
import { readingLimits } from './platform/configuration.ts';
import { modelProvider, MODEL_PROVIDERS, type ModelProvider } from './platform/model-providers.ts';
import { modelSettings } from './platform/model-settings.ts';
import { settings, type Settings } from './platform/settings.ts';
import type { Reading } from './readings/schema.ts';
import { readText } from './readings/text.ts';

const USAGE = `usage: npm run --silent extract -- [--today YYYY-MM-DD] [--configuration FILE] [FILE...]

Prints the drafts of each FILE, or of standard input.
  .txt .md .html        one note each: {file, deals, account, contacts} as JSON with evidence
  photos, .pdf, .eml    the same, with the places of the evidence in their pictures; offline, as the middleware reads them
  .m4a .mp3 .ogg .wav .webm .flac   the same of what is said, by the speech recognisers that the settings name
  .jsonl                one {id, kind, lang?, today, text} a line: one line of values each

To judge a prompt with any model, and no network:
  --requests-out FILE   writes what a provider would get instead: one {id, part, prompt, provider, body} a line
  --provider NAME       ${MODEL_PROVIDERS.join(', ')}; groq when not given
  --model NAME          the model that the requests name; the one of the settings when not given
  --answers-in FILE     brings the drafts together with what a model said: one {id, part?, answer} a line`;

/** Their text is read as typed, whatever it begins with. */
const NOTE_EXTENSIONS = new Set(['.txt', '.md', '.text', '.html', '.htm', '.jsonl']);

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

/** What to do with each source. */
interface Run {
  readonly today: string;
  readonly context: CaptureContext;
  readonly provider: ModelProvider;
  readonly answers: RecordedAnswers | null;
  readonly files: FileReadings;
  /** Takes the requests of a source; null: its drafts are printed. */
  readonly requests: ((id: string | number, request: ExtractionRequest) => void) | null;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      today: { type: 'string' },
      configuration: { type: 'string' },
      'requests-out': { type: 'string' },
      'answers-in': { type: 'string' },
      provider: { type: 'string', default: 'groq' },
      model: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const provider = readProvider(values.provider);
  const answersFile = values['answers-in'];
  const requestsFile = values['requests-out'];
  refuseOverwriting(requestsFile, answersFile, positionals);
  const bad: string[] = [];
  const answers = answersFile === undefined ? null : readAnswersFile(answersFile, (message) => bad.push(message));
  const context = readConfiguration(values.configuration);
  const run: Run = {
    today: readDay(values.today),
    context,
    provider,
    answers,
    files: createFileReadings(readingLimits(readingSettings()), speechSettingsOf, context),
    requests: await requestsTo(requestsFile, provider, values.model),
  };
  let whole = true;
  try {
    for (const file of positionals.length > 0 ? positionals : [null])
      whole = (await attempt(file ?? 'standard input', () => runFile(file, run))) && whole;
  } finally {
    await run.files.stop();
  }
  for (const { id, line: number } of answers?.unused() ?? [])
    bad.push(`${answersFile}:${number}: answer-unused: no source has the id ${id}`);
  for (const message of bad) process.stderr.write(`${message}\n`);
  return whole && bad.length === 0 ? 0 : 1;
}

function readProvider(name: string): ModelProvider {
  const found = modelProvider.safeParse(name);
  if (!found.success)
    throw new CommandError('provider-unknown', `--provider ${name} is none of ${MODEL_PROVIDERS.join(', ')}`);
  return found.data;
}

/** Requests are written before anything is read: whatever stood in their file is gone by then. */
function refuseOverwriting(requests: string | undefined, answers: string | undefined, sources: string[]): void {
  if (requests === undefined) return;
  if (answers !== undefined)
    throw new CommandError('options-contradict', '--requests-out and --answers-in are two runs: give one of them');
  const isSame = (file: string) =>
    existsSync(file) && existsSync(requests) && realpathSync(file) === realpathSync(requests);
  const source = sources.find(isSame);
  if (source !== undefined)
    throw new CommandError('file-in-use', `--requests-out ${requests} is a file to be read: name another one`);
}

function readAnswersFile(file: string, fail: (message: string) => void): RecordedAnswers {
  return readAnswers(read(file).toString('utf8'), (number, code, message) =>
    fail(`${file}:${number}: ${code}: ${message}`),
  );
}

/** Where the requests go. Nothing is sent: no key and no address is needed. */
async function requestsTo(
  file: string | undefined,
  provider: ModelProvider,
  model: string | undefined,
): Promise<Run['requests']> {
  if (file === undefined) return null;
  const named = model || modelOf(provider);
  const output = openForWriting(file);
  // The vendors' libraries take longer to load than a note takes to read.
  const { createModelOf } = await import('./extraction/models/vendors.ts');
  const asked = createModelOf(provider, { apiKey: 'not-used', model: named, baseUrl: null });
  return (id, request) => {
    for (const one of requestsOf(id, request, asked)) writeSync(output, `${JSON.stringify(one)}\n`);
  };
}

/** The model that the middleware would ask: its setting, from the environment or as it is by itself. */
function modelOf(provider: ModelProvider): string {
  const name = MODEL_SETTING[provider];
  const found = modelSettings[name].safeParse(process.env[name]);
  if (found.success && found.data !== undefined) return found.data;
  throw new CommandError('model-missing', `no model of ${provider} is known: name one with --model, or set ${name}`);
}

const MODEL_SETTING = {
  groq: 'GROQ_MODEL',
  ollama: 'OLLAMA_MODEL',
  mistral: 'MISTRAL_MODEL',
  openai: 'OPENAI_MODEL',
  anthropic: 'ANTHROPIC_MODEL',
} as const satisfies Record<ModelProvider, keyof typeof modelSettings>;

/** What the middleware's settings of this environment let reading take. */
function readingSettings() {
  const names = { READING_PROCESSES: true, READING_MEGABYTES: true, READING_SECONDS: true } as const;
  const found = settings.pick(names).safeParse(process.env);
  if (found.success) return found.data;
  throw new CommandError('setting-invalid', z.prettifyError(found.error).replaceAll('\n', ' '));
}

/** Who may recognise speech, by the middleware's settings of this environment. */
function speechSettingsOf(): Settings {
  const found = settings.safeParse(process.env);
  if (found.success) return found.data;
  throw new CommandError('setting-invalid', z.prettifyError(found.error).replaceAll('\n', ' '));
}

function openForWriting(file: string): number {
  try {
    return openSync(file, 'w', 0o600);
  } catch (error) {
    throw new CommandError(
      'file-unwritable',
      `${file} cannot be written (${error instanceof Error ? error.message : String(error)}): check the path`,
    );
  }
}

/** Runs one piece of work; a failure is told on standard error and does not stop the others. */
async function attempt(where: string, work: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await work();
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

async function runFile(file: string | null, run: Run): Promise<boolean> {
  const extension = file === null ? '' : extname(file).toLowerCase();
  const bytes = read(file);
  const content = bytes.toString('utf8');
  if (extension === '.jsonl' || (extension === '' && isJsonLines(content)))
    return runLines(file ?? 'standard input', content, run);
  const id = file ?? 'standard input';
  const isNote = file === null ? !content.includes('\0') : NOTE_EXTENSIONS.has(extension);
  const source = isNote ? { kind: 'text', reading: readText(content) } : await readFileOf(id, bytes, run);
  const found = await drafts(id, id, { ...source, today: run.today, context: run.context }, run);
  if (found) process.stdout.write(`${JSON.stringify({ file, ...found }, null, 2)}\n`);
  return true;
}

/** @throws CommandError with the problem of the file. Those of single pages are told, and the others read. */
async function readFileOf(file: string, bytes: Buffer, { files }: Run): Promise<{ kind: string; reading: Reading }> {
  const found = await files.read(file, bytes);
  if ('problem' in found) throw new CommandError(found.problem, FILE_SENTENCES[found.problem]);
  for (const problem of problemsIn(found.reading)) process.stderr.write(`${file}: ${problem}\n`);
  return found;
}

/** The drafts of a source; null when its requests were wanted instead. */
async function drafts(
  where: string,
  id: string | number,
  request: ExtractionRequest,
  { requests, answers, provider }: Run,
): Promise<Extraction | null> {
  if (requests) {
    requests(id, request);
    return null;
  }
  if (!answers) return extract(request);
  return extractRecorded(request, answers.of(id), provider, (part, problem) => {
    process.stderr.write(`${where}: answer-refused: part ${part}: ${problem.replaceAll('\n', ' ')}\n`);
  });
}

function read(file: string | null): Buffer {
  try {
    return readFileSync(file ?? 0);
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

async function runLines(name: string, content: string, run: Run): Promise<boolean> {
  let whole = true;
  for (const [index, text] of content.split('\n').entries()) {
    if (!text.trim()) continue;
    const where = `${name}:${index + 1}`;
    whole = (await attempt(where, () => runLine(where, text, run))) && whole;
  }
  return whole;
}

async function runLine(where: string, text: string, run: Run): Promise<boolean> {
  const { id, kind, lang, today, text: note } = parseLine(text);
  const request = { reading: readText(note, lang), kind, today, context: run.context };
  const found = await drafts(where, id, request, run);
  if (found) process.stdout.write(`${JSON.stringify({ id, ...summarise(found) })}\n`);
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
const ran = await attempt('extract', async () => {
  process.exitCode = await main();
  return true;
});
if (!ran) process.exitCode = 2;
