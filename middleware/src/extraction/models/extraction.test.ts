import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readText } from '../../readings/text.ts';
import type { ExtractionRequest } from '../extract.ts';
import { extract } from '../extract.ts';
import { extraction as extractionSchema, RULES_ALONE } from '../schema.ts';
import { demoContext, TODAY } from '../testing/demo.ts';
import { createModelExtraction, questionsFor, type ModelExtractionParts } from './extraction.ts';
import { PROMPT_VERSION } from './prompt.ts';
import type { LanguageModel, ModelRequest } from './provider.ts';
import { ModelError } from './provider.ts';
import { reconcile } from './reconcile.ts';
import { modelsOver, ORG } from './testing/models.ts';

const NOTE = 'Banque Atlas : Mme Awa Ndiaye (DSI) veut 20 serveurs, pose comprise. 45 M FCFA, décision le 18/12.';
const q = (quote: string) => ({ line: 1, quote });
const GOOD = JSON.stringify({
  deals: [
    {
      firstLine: 1,
      lastLine: 1,
      account: q('Banque Atlas'),
      subjects: [q('20 serveurs')],
      amount: q('45 M FCFA'),
      closeDate: q('18/12'),
      type: { ...q('pose comprise'), choice: 'Projet' },
      contacts: [{ name: q('Awa Ndiaye'), title: q('DSI') }],
    },
  ],
});

function requestOf(text = NOTE, models: string[] | null = ['groq']): ExtractionRequest {
  return { reading: readText(text, 'fr'), kind: 'note', today: TODAY, context: { ...demoContext(), models } };
}

/** A stand-in for a vendor: it answers what `say` gives to its n-th call, and remembers what it was asked. */
function standIn(say: (call: number, signal: AbortSignal) => string | Promise<string>) {
  const asked: ModelRequest[] = [];
  const model: LanguageModel = {
    provider: 'groq',
    model: 'stand-in',
    body: (request) => request,
    async ask(request, signal) {
      asked.push(request);
      return { content: await say(asked.length, signal), usage: { inputTokens: 1000, outputTokens: 100 } };
    },
  };
  return { model, asked };
}

/** Extraction over a stand-in; what runs beside the event loop in the product runs in place. */
async function read(model: LanguageModel, request: ExtractionRequest, parts: Partial<ModelExtractionParts> = {}) {
  const { models } = modelsOver([model]);
  const run = createModelExtraction({ rules: extract, reconcile, models, totalMilliseconds: 60_000, ...parts });
  return extractionSchema.parse(await run(request, { orgId: ORG }));
}

const refused = () => Promise.reject(new ModelError('unavailable', 'status 503'));

describe('extraction with models', () => {
  it('says who spoke, with which prompt, and what it took', async () => {
    const { model, asked } = standIn(() => GOOD);
    const { extractor, deals } = await read(model, requestOf());
    assert.deepEqual(extractor, {
      by: 'model',
      provider: 'groq',
      model: 'stand-in',
      prompt: PROMPT_VERSION,
      requests: 1,
      inputTokens: 1000,
      outputTokens: 100,
      cost: 0.002,
      failures: [],
    });
    assert.equal(deals[0]?.opportunity.name.value, 'Banque Atlas – 20 serveurs');
    assert.equal(asked.length, 1);
  });

  it('without a model that the org allows it is the rules, and nobody is asked', async () => {
    const { model, asked } = standIn(() => GOOD);
    const { models } = modelsOver([model]);
    const found = extract(requestOf());
    for (const allowed of [null, [], ['mistral'], ['unknown']]) {
      const run = createModelExtraction({
        rules: () => found,
        reconcile: () => assert.fail('nothing to reconcile'),
        models,
        totalMilliseconds: 60_000,
      });
      assert.equal(await run(requestOf(NOTE, allowed), { orgId: ORG }), found);
    }
    assert.equal(asked.length, 0);
  });

  it('has an answer that does not pass repaired, and takes the second', async () => {
    const { model, asked } = standIn((call) => (call === 1 ? '{"deals":[],"noDeal":null}' : GOOD));
    const { extractor } = await read(model, requestOf());
    assert.deepEqual([extractor.by, extractor.requests, asked.length], ['model', 2, 2]);
    assert.match(asked[1]?.turns.at(-1)?.content ?? '', /noDeal/);
  });

  it('is the rules when the models fail, and says so', async () => {
    const rules = extract(requestOf());
    for (const say of [refused, () => 'OK', () => GOOD.replaceAll('quote":"', 'quote":"inventé ')]) {
      const { extractor, ...found } = await read(standIn(say).model, requestOf());
      assert.deepEqual({ ...found, extractor: RULES_ALONE }, rules);
      assert.deepEqual([extractor.by, extractor.provider, extractor.prompt], ['rules', null, null]);
      assert.deepEqual(
        extractor.failures.map(({ provider }) => provider),
        ['groq'],
      );
      assert.ok(extractor.requests > 0);
    }
  });

  it('is the rules when the models take too long', async () => {
    const never = (_call: number, signal: AbortSignal) =>
      new Promise<string>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new ModelError('time-limit', 'ended')), { once: true });
      });
    const { extractor, deals } = await read(standIn(never).model, requestOf(), { totalMilliseconds: 30 });
    assert.deepEqual([extractor.by, extractor.failures], ['rules', [{ provider: 'groq', failure: 'time-limit' }]]);
    assert.equal(deals.length, 1);
  });

  it('is the rules when bringing the two together fails', async () => {
    const broken = () => Promise.reject(new Error('the thread ended'));
    const { extractor, deals } = await read(standIn(() => GOOD).model, requestOf(), { reconcile: broken });
    assert.deepEqual([extractor.by, extractor.provider, extractor.requests], ['rules', null, 1]);
    assert.deepEqual(extractor.failures, [{ provider: 'groq', failure: 'not-an-answer' }]);
    assert.equal(deals.length, 1);
  });

  it('throws what the rules throw', async () => {
    const broken = () => Promise.reject(new Error('out of memory'));
    const { model } = standIn(refused);
    await assert.rejects(read(model, requestOf(), { reconcile: broken, rules: broken }), /out of memory/);
  });
});

describe('a long source', () => {
  const text = `${NOTE}\n${'Le comité interne se revoit la semaine suivante sur ce sujet.\n'.repeat(3000)}`;

  it('is asked about in a bounded number of parts, and the result says how many were not read', async () => {
    const { questions, unreadParts } = questionsFor(requestOf(text));
    assert.equal(questions.length, 6);
    assert.ok(unreadParts > 0);
    const quiet = '{"deals":[],"noDeal":{"line":0,"quote":"Le comité interne","reason":"internal"}}';
    const { model, asked } = standIn((call) => (call === 1 ? GOOD : quiet));
    const { extractor, deals } = await read(model, requestOf(text));
    assert.equal(asked.length, 6);
    assert.deepEqual([extractor.unreadParts, extractor.requests, extractor.inputTokens], [unreadParts, 6, 6000]);
    assert.equal(deals[0]?.opportunity.amount.value, 45e6);
  });

  it('counts a part that got no answer as not read', async () => {
    const { model } = standIn((call) => (call === 1 ? GOOD : refused()));
    const { extractor } = await read(model, requestOf(text.slice(0, 15_000)));
    assert.deepEqual([extractor.by, extractor.unreadParts], ['model', 1]);
    assert.deepEqual(extractor.failures, [{ provider: 'groq', failure: 'unavailable' }]);
  });
});
