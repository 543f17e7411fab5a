import type { ExtractionRequest } from '../extract.ts';
import type { Extractor } from '../schema.ts';
import type { Answer } from './answer.ts';
import { checkAnswer } from './checking.ts';
import type { Asked, Models } from './models.ts';
import { numberedLines } from './numbering.ts';
import type { Part } from './parts.ts';
import { partsOf } from './parts.ts';
import { PROMPT_VERSION, requestFor } from './prompt.ts';
import type { ModelRequest } from './provider.ts';
import type { Checked } from './models.ts';
import type { PartAnswer, Reconciliation } from './reconcile.ts';

export interface ModelExtractionParts {
  /** The rules alone, wherever they run. */
  rules(request: ExtractionRequest): unknown;
  /** `reconcile`, wherever it runs. */
  reconcile(work: Reconciliation): unknown;
  readonly models: Models;
  /** For all that models are asked about one source. */
  readonly totalMilliseconds: number;
}

/** On whose behalf a source is read. */
export interface Asker {
  readonly orgId: string;
}

/** One question about a part of a source, and what is made of its answer. */
export interface PartQuestion {
  readonly part: Part;
  readonly request: ModelRequest;
  check(content: string): Checked<Answer>;
}

/** Parts of one source that models are asked about; the rules read all of it. Some 65,000 characters, a report of 25 pages. */
const MOST_PARTS = 6;

/** The questions that a source is worth, and how many of its parts no question is about. */
export function questionsFor(request: ExtractionRequest): { questions: PartQuestion[]; unreadParts: number } {
  const { text } = request.reading;
  const lines = numberedLines(text);
  const parts = partsOf(text, lines);
  const questions = parts.slice(0, MOST_PARTS).map((part): PartQuestion => ({
    part,
    request: requestFor(request, part, parts.length),
    check: (content) => checkAnswer(content, text, lines, part),
  }));
  return { questions, unreadParts: parts.length - questions.length };
}

/**
 * Extraction by models and rules. Without a model that the org allows it is the rules, at no other cost; when the models fail or
 * take too long it is the rules, and the result says which models were tried. It throws only what the rules throw.
 */
export function createModelExtraction({ rules, reconcile, models, totalMilliseconds }: ModelExtractionParts) {
  return async (request: ExtractionRequest, { orgId }: Asker): Promise<unknown> => {
    const allowed = request.context.models;
    if (models.usable(allowed).length === 0) return rules(request);
    const { questions, unreadParts } = questionsFor(request);
    const deadline = AbortSignal.timeout(totalMilliseconds);
    const asked = await Promise.all(
      questions.map(({ request: about, check }) => models.ask({ orgId, allowed, request: about, check, deadline })),
    );
    const answers = asked.flatMap(({ spoken }, index): PartAnswer[] => {
      const part = questions[index]?.part;
      return spoken && part ? [{ part, answer: spoken.value }] : [];
    });
    const extractor = extractorOf(asked, unreadParts + questions.length - answers.length);
    try {
      return await reconcile({ request, answers, extractor });
    } catch {
      // Whatever an answer did to the thread, the source is still there to be read without it.
      return withExtractor(await rules(request), byRulesAfterAll(extractor));
    }
  };
}

function withExtractor(found: unknown, extractor: Extractor): unknown {
  return typeof found === 'object' && found !== null ? { ...found, extractor } : found;
}

/** The same questions, when what was answered could not be used: the draft then names whoever spoke among those that failed. */
function byRulesAfterAll({ unreadParts: _unread, ...asked }: Extractor): Extractor {
  const { provider, failures } = asked;
  const unusable = provider ? [{ provider, failure: 'not-an-answer' as const }] : [];
  return { ...asked, by: 'rules', provider: null, model: null, prompt: null, failures: [...failures, ...unusable] };
}

/** What asking took over all parts of a source, and who spoke: the first that did, where they were several. */
function extractorOf(asked: readonly Asked<Answer>[], unreadParts: number): Extractor {
  const spoken = asked.find((one) => one.spoken !== null)?.spoken ?? null;
  const sum = (of: (one: Asked<Answer>) => number) => asked.reduce((total, one) => total + of(one), 0);
  const failures = asked.flatMap((one) => one.failures);
  return {
    by: spoken ? 'model' : 'rules',
    provider: spoken?.provider ?? null,
    model: spoken?.model ?? null,
    prompt: spoken ? PROMPT_VERSION : null,
    requests: sum(({ requests }) => requests),
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    cost: asked.some(({ cost }) => cost === null) ? null : sum(({ cost }) => cost ?? 0),
    failures: failures.filter(
      ({ provider, failure }, index) =>
        failures.findIndex((one) => one.provider === provider && one.failure === failure) === index,
    ),
    ...(spoken && unreadParts > 0 ? { unreadParts } : {}),
  };
}
