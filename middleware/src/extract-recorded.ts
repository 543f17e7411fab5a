import { z } from 'zod';

import type { ExtractionRequest } from './extraction/extract.ts';
import { extract } from './extraction/extract.ts';
import { createModelExtraction, questionsFor } from './extraction/models/extraction.ts';
import { PROMPT_VERSION } from './extraction/models/prompt.ts';
import type { LanguageModel } from './extraction/models/provider.ts';
import { reconcile } from './extraction/models/reconcile.ts';
import { recordedModels } from './extraction/models/recorded.ts';
import { extraction, type Extraction } from './extraction/schema.ts';
import type { ModelProvider } from './platform/model-providers.ts';

/** A line of a file of answers: what a model said about one part (the first when it is not named) of the source with this id. */
const answerLine = z.object({
  id: z.union([z.string(), z.number()]),
  part: z.int().min(1).default(1),
  answer: z.union([z.string(), z.record(z.string(), z.unknown())]),
});

/** What models said about the sources of a file, and which of it was used. */
export interface RecordedAnswers {
  /** The answers about one source, by part; asked for once, they count as used. */
  of(id: string | number): ReadonlyMap<number, string>;
  /** The ids that no source asked for, each with its line. */
  unused(): { id: string; line: number }[];
}

/**
 * Reads a file of answers, one object a line.
 * @param fail is told of a line that cannot be used, counted from 1.
 */
export function readAnswers(
  content: string,
  fail: (line: number, code: string, message: string) => void,
): RecordedAnswers {
  const byId = new Map<string, { line: number; parts: Map<number, string> }>();
  for (const [index, text] of content.split('\n').entries()) {
    if (!text.trim()) continue;
    const found = parseAnswer(text);
    if ('code' in found) {
      fail(index + 1, found.code, found.message);
      continue;
    }
    const known = byId.get(String(found.id)) ?? { line: index + 1, parts: new Map<number, string>() };
    if (known.parts.has(found.part)) fail(index + 1, 'answer-repeated', 'this part of this id was answered before');
    else known.parts.set(found.part, found.answer);
    byId.set(String(found.id), known);
  }
  const used = new Set<string>();
  return {
    of(id) {
      used.add(String(id));
      return byId.get(String(id))?.parts ?? new Map();
    },
    unused: () => [...byId].filter(([id]) => !used.has(id)).map(([id, { line }]) => ({ id, line })),
  };
}

function parseAnswer(
  text: string,
): { id: string | number; part: number; answer: string } | { code: string; message: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { code: 'answer-not-json', message: 'is not JSON: write one {id, part?, answer} a line' };
  }
  const found = answerLine.safeParse(json);
  if (!found.success) return { code: 'answer-invalid', message: z.prettifyError(found.error).replaceAll('\n', ' ') };
  const { id, part, answer } = found.data;
  try {
    return { id, part, answer: typeof answer === 'string' ? answer : JSON.stringify(answer) };
  } catch {
    return { code: 'answer-invalid', message: 'is nested too deeply' };
  }
}

/** Extraction as with a provider, but for the network. */
export async function extractRecorded(
  request: ExtractionRequest,
  answers: ReadonlyMap<number, string>,
  provider: ModelProvider,
  onRefused: (part: number, problem: string) => void,
): Promise<Extraction> {
  const read = createModelExtraction({
    rules: extract,
    reconcile,
    models: recordedModels(answers, provider, onRefused),
    totalMilliseconds: 60_000,
  });
  return extraction.parse(await read(request, { orgId: 'command-line' }));
}

/** A line of a file of requests: exactly what a provider would get about one part of a source. */
export interface RecordedRequest {
  readonly id: string | number;
  readonly part: number;
  readonly prompt: string;
  readonly provider: ModelProvider;
  readonly body: unknown;
}

/** The requests that a source is worth to a provider. */
export function requestsOf(id: string | number, request: ExtractionRequest, model: LanguageModel): RecordedRequest[] {
  return questionsFor(request).questions.map(({ part, request: question }) => ({
    id,
    part: part.number,
    prompt: PROMPT_VERSION,
    provider: model.provider,
    body: model.body(question),
  }));
}
