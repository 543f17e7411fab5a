import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readExposition } from '../testing/exposition.ts';
import { createMetrics, type MetricSources } from './metrics.ts';

const sources: MetricSources = {
  backlog: async () => ({ captures: 3, oldestSeconds: 12.5 }),
  connections: () => ({ total: 4, idle: 1, waiting: 2 }),
  modelQuotas: async () => ({ groq: 7 }),
};

const samplesOf = async (metrics: ReturnType<typeof createMetrics>) => readExposition((await metrics.expose()).text);

describe('the metrics', () => {
  it('count what they are told of', async () => {
    const metrics = createMetrics(sources, { process: false });
    metrics.onAnswered({ operation: 'createCapture', method: 'POST', status: 202, milliseconds: 40 });
    metrics.onAnswered({ operation: 'createCapture', method: 'POST', status: 202, milliseconds: 7_000 });
    metrics.onRefused('user-requests');
    metrics.onAccepted();
    metrics.onReady();
    metrics.onFailed('gave-up');
    metrics.onStage('extracting', 30, 'done');
    metrics.onJob('done');
    metrics.onWork('read', 1_200, 'done');
    metrics.onProcessEnd('too-large');
    const usage = { inputTokens: 1_840, outputTokens: 60 };
    metrics.models.called({ provider: 'groq', outcome: 'answered', seconds: 1.5, usage, cost: 0.0006 });
    metrics.models.called({ provider: 'mistral', outcome: 'time-limit', seconds: 8, usage, cost: null });
    metrics.models.passedOver('mistral', 'resting');
    metrics.models.breaker('mistral', 'closed');
    metrics.models.breaker('mistral', 'open');
    metrics.models.usageLost('groq');
    metrics.speech.called({ provider: 'google', outcome: 'heard', seconds: 2, soundSeconds: 27.5 });
    metrics.speech.called({ provider: 'google', outcome: 'time-limit', seconds: 20, soundSeconds: 15 });
    metrics.speech.passedOver('groq', 'resting');
    metrics.speech.breaker('groq', 'open');
    const samples = await samplesOf(metrics);
    for (const [name, value] of [
      ['http_requests_total{operation="createCapture",method="POST",status="202"}', 2],
      ['http_request_duration_seconds_bucket{le="0.05",operation="createCapture"}', 1],
      ['http_request_duration_seconds_sum{operation="createCapture"}', 7.04],
      ['refusals_total{limit="user-requests"}', 1],
      ['captures_accepted_total', 1],
      ['captures_ready_total', 1],
      ['captures_failed_total{reason="gave-up"}', 1],
      ['stage_duration_seconds_count{stage="extracting",outcome="done"}', 1],
      ['jobs_total{outcome="done"}', 1],
      ['file_reading_duration_seconds_sum{work="read",outcome="done"}', 1.2],
      ['reading_process_ends_total{reason="too-large"}', 1],
      ['model_requests_total{provider="groq",outcome="answered"}', 1],
      ['model_requests_total{provider="mistral",outcome="time-limit"}', 1],
      ['model_request_duration_seconds_sum{provider="groq"}', 1.5],
      ['model_tokens_total{provider="groq",direction="in"}', 1_840],
      ['model_tokens_total{provider="groq",direction="out"}', 60],
      ['model_cost_dollars_total{provider="groq"}', 0.0006],
      ['model_unpriced_requests_total{provider="mistral"}', 1],
      ['model_passed_over_total{provider="mistral",reason="resting"}', 1],
      ['model_breaker_state{provider="mistral",state="closed"}', 0],
      ['model_breaker_state{provider="mistral",state="open"}', 1],
      ['model_usage_lost_total{provider="groq"}', 1],
      ['model_quota_left{provider="groq"}', 7],
      ['speech_requests_total{provider="google",outcome="heard"}', 1],
      ['speech_requests_total{provider="google",outcome="time-limit"}', 1],
      ['speech_request_duration_seconds_sum{provider="google"}', 22],
      ['speech_sound_seconds_total{provider="google"}', 42.5],
      ['speech_passed_over_total{provider="groq",reason="resting"}', 1],
      ['speech_breaker_state{provider="groq",state="open"}', 1],
      ['speech_breaker_state{provider="groq",state="closed"}', 0],
      ['queue_captures', 3],
      ['queue_oldest_seconds', 12.5],
      ['database_reachable', 1],
      ['database_connections{state="waiting"}', 2],
    ] as const) {
      assert.equal(samples.get(`create_from_notes_${name}`), value, name);
    }
  });

  it('leave the queue out while the database does not answer, however it does so, and come back with it', async () => {
    let answer: () => ReturnType<MetricSources['backlog']> = () => Promise.reject(new Error('away'));
    const metrics = createMetrics({ ...sources, backlog: () => answer() }, { process: false });
    const away = await samplesOf(metrics);
    assert.equal(away.get('create_from_notes_database_reachable'), 0);
    assert.equal(away.has('create_from_notes_queue_captures'), false);
    answer = sources.backlog;
    assert.equal((await samplesOf(metrics)).get('create_from_notes_queue_captures'), 3);
    const never = Promise.withResolvers<never>();
    answer = () => never.promise;
    const hanging = await samplesOf(metrics);
    assert.equal(hanging.get('create_from_notes_database_reachable'), 0);
    assert.equal(hanging.has('create_from_notes_queue_captures'), false);
  });

  it('ask the database once for all gauges of a scrape', async () => {
    let asked = 0;
    const backlog = () => {
      asked += 1;
      return sources.backlog();
    };
    await createMetrics({ ...sources, backlog }, { process: false }).expose();
    assert.equal(asked, 1);
  });

  it('tell of the process beside, and share nothing with other registries', async () => {
    const [first, second] = [createMetrics(sources, { process: true }), createMetrics(sources, { process: true })];
    first.onAccepted();
    const samples = await samplesOf(second);
    assert.equal(samples.get('create_from_notes_captures_accepted_total'), 0);
    assert.ok((samples.get('process_resident_memory_bytes') ?? 0) > 1e6);
    assert.ok(samples.has('nodejs_eventloop_lag_p99_seconds'));
  });
});
