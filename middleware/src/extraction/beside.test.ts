import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { createThread, type Thread } from '../platform/threads.ts';
import { readText } from '../readings/text.ts';
import { workBeside } from './beside.ts';
import { extract, type ExtractionRequest } from './extract.ts';
import { questionsFor } from './models/extraction.ts';
import { reconcile, type PartAnswer } from './models/reconcile.ts';
import { RULES_ALONE } from './schema.ts';
import { demoContext, TODAY } from './testing/demo.ts';

const NOTE = 'Banque Atlas veut 20 serveurs, budget 45 M FCFA.';
const PAGE = `<html><body><table>${`<tr><td>${NOTE}</td></tr>`.repeat(500)}</table></body></html>`;

/** What a model says of the note, as it is handed over. */
function answerAbout(request: ExtractionRequest): PartAnswer {
  const [question] = questionsFor(request).questions;
  const quote = (text: string) => ({ line: 1, quote: text });
  const deal = { firstLine: 1, lastLine: 1, account: quote('Banque Atlas'), amount: quote('45 M FCFA') };
  const checked = question?.check(JSON.stringify({ deals: [{ ...deal, subjects: [quote('20 serveurs')] }] }));
  assert.ok(question && checked?.ok);
  return { part: question.part, answer: checked.value };
}

describe('work beside the event loop', () => {
  let thread: Thread;
  before(() => {
    thread = createThread(new URL('thread.ts', import.meta.url), 60_000);
  });
  after(() => thread.stop());

  it('gives what it would give in place', async () => {
    const beside = workBeside(thread);
    for (const text of [NOTE, PAGE]) assert.deepEqual(await beside.readText(text, 'fr'), readText(text, 'fr'));
    const request = { reading: readText(NOTE), kind: 'text', today: TODAY, context: demoContext() };
    assert.deepEqual(await beside.extract(request), extract(request));
    const work = { request, answers: [answerAbout(request)], extractor: RULES_ALONE };
    assert.deepEqual(await beside.reconcile(work), reconcile(work));
  });

  it('is asked for long texts only: a short one is read faster than it is handed over', async () => {
    const asked: unknown[] = [];
    const beside = workBeside({ run: async (work) => void asked.push(work), stop: async () => undefined });
    assert.deepEqual(await beside.readText(NOTE), readText(NOTE));
    await assert.rejects(beside.readText(PAGE), 'what comes back is checked');
    assert.deepEqual(asked, [{ read: { text: PAGE, language: null } }]);
  });
});
