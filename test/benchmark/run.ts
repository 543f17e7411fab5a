/** Measures the product: `npm run benchmark -- http`, `-- soak`, `-- notes`, `-- extraction`, `-- hostile`, `-- matching`, `-- ocr`, `-- pages`, `-- text`, `-- voice`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { benchmarkExtraction } from './extraction.ts';
import { benchmarkHostile } from './hostile.ts';
import { benchmarkHttp } from './http.ts';
import { benchmarkMatching } from './matching.ts';
import { readNotes } from './notes.ts';
import { benchmarkOcr } from './ocr.ts';
import { benchmarkPages } from './pages.ts';
import { soak } from './soak.ts';
import { benchmarkText } from './text.ts';
import { benchmarkVoice } from './voice.ts';

const USAGE = `usage: npm run benchmark -- http [--data DIR] [--database embedded|server] [--seconds N] [--clients 1,16,64]
       npm run benchmark -- soak [--data DIR] [--database embedded|server] [--minutes N] [--rate CAPTURES-A-SECOND]
       npm run benchmark -- notes GOLD.jsonl RESULTS.jsonl
       npm run benchmark -- extraction [--data DIR] [--record]
       npm run benchmark -- hostile [--data DIR]
       npm run benchmark -- matching [--data DIR] [--database embedded|server] [--sizes ACCOUNTS,ACCOUNTS]
       npm run benchmark -- ocr [--data DIR]
       npm run benchmark -- pages [--database embedded|server] [--pages N]
       npm run benchmark -- text [--data DIR]
       npm run benchmark -- voice [--data DIR] [--database embedded|server] [--lengths MINUTES,MINUTES]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    database: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    clients: { type: 'string', default: '1,16,64' },
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string' },
    pages: { type: 'string', default: '200' },
    sizes: { type: 'string', default: '10000,100000,1000000' },
    lengths: { type: 'string', default: '0.5,5,30' },
    record: { type: 'boolean', default: false },
  },
});

/** @throws Error when the option is not a list of numbers above 0. */
function numbers(option: string, text: string): number[] {
  const found = text.split(',').map(Number);
  if (found.every((value) => Number.isFinite(value) && value > 0)) return found;
  throw new Error(`--${option} ${text}: write numbers above 0`);
}

function number(option: string, text: string): number {
  const [first, ...more] = numbers(option, text);
  if (first === undefined || more.length > 0) throw new Error(`--${option} ${text}: write one number`);
  return first;
}

const databases = values.database === undefined ? undefined : values.database.split(',');

async function run([command, ...files]: string[]): Promise<number> {
  if (command === 'http') {
    const clients = numbers('clients', values.clients);
    return benchmarkHttp(readNotes(values.data), { databases, seconds: number('seconds', values.seconds), clients });
  }
  if (command === 'soak') {
    const rate = values.rate === undefined ? undefined : number('rate', values.rate);
    return soak(readNotes(values.data), { databases, minutes: number('minutes', values.minutes), rate });
  }
  if (command === 'extraction') return benchmarkExtraction({ data: values.data, record: values.record });
  if (command === 'hostile') return benchmarkHostile(values.data);
  if (command === 'matching') {
    return benchmarkMatching({ databases, sizes: numbers('sizes', values.sizes), data: values.data });
  }
  if (command === 'pages') return benchmarkPages({ databases, pages: number('pages', values.pages) });
  if (command === 'ocr') return benchmarkOcr(values.data);
  if (command === 'text') return benchmarkText(values.data);
  if (command === 'voice') {
    return benchmarkVoice({ databases, minutes: numbers('lengths', values.lengths), data: values.data });
  }
  if (command === 'notes') {
    const scorer = join(import.meta.dirname, 'score-notes.mjs');
    return spawnSync(process.execPath, [scorer, ...files], { stdio: 'inherit' }).status ?? 1;
  }
  console.error(USAGE);
  return 2;
}

process.exitCode = await run(positionals);
