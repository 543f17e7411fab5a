import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { z } from 'zod';

import { CodedError, PROBLEMS } from './errors.ts';
import { createLog, describeError } from './log.ts';
import { fieldErrors, problemAnswer, problemOf } from './problem.ts';

describe('the catalogue of problems', () => {
  for (const [code, { status, title }] of Object.entries(PROBLEMS)) {
    it(`${code} has a stable form, a fitting status and a sentence`, () => {
      assert.match(code, /^[a-z]+(-[a-z]+)*$/);
      assert.ok(status >= 400 && status < 600);
      assert.match(title, /^[A-Z].*[.]$/);
    });
  }
});

describe('a problem answer', () => {
  it('tells code, status, request and further members', () => {
    const problem = problemOf(new CodedError('version-conflict', 'It is version 3.', { draft: { version: 3 } }), 'r1');
    assert.deepEqual(problemAnswer.parse(problem), {
      type: 'urn:create-from-notes:problem:version-conflict',
      title: PROBLEMS['version-conflict'].title,
      status: 412,
      code: 'version-conflict',
      detail: 'It is version 3.',
      requestId: 'r1',
      draft: { version: 3 },
    });
  });

  it('tells nothing of an error without a code', () => {
    const problem = problemOf(new Error('password is hunter2'));
    assert.equal(problem.code, 'internal-error');
    assert.equal(JSON.stringify(problem).includes('hunter2'), false);
  });

  it('points at fields by JSON pointer and does not repeat their values', () => {
    const { error } = z.object({ 'a/b': z.object({ '~': z.email() }) }).safeParse({ 'a/b': { '~': 'secret' } });
    assert.ok(error);
    const errors = fieldErrors(error);
    assert.equal(errors[0]?.pointer, '/a~1b/~0');
    assert.equal(JSON.stringify(errors).includes('secret'), false);
  });
});

describe('the log', () => {
  it('writes one line of JSON per event', () => {
    const lines: string[] = [];
    createLog('info', { write: (line: string) => void lines.push(line) }).info({ capture: '1' }, 'listening');
    const entry = JSON.parse(lines.join('')) as Record<string, unknown>;
    assert.deepEqual([entry['msg'], entry['capture'], lines.length], ['listening', '1', 1]);
  });

  it('describes an error without its message, which may repeat what a person wrote', () => {
    const error = Object.assign(new SyntaxError('Unexpected token in "Mme Diop, 77 123"'), { code: '22P02' });
    const described = describeError(error);
    assert.deepEqual([described.kind, described.code], ['SyntaxError', '22P02']);
    assert.match(described.frames[0] ?? '', /^at /);
    assert.equal(JSON.stringify(described).includes('Diop'), false);
    const note = new Error('Notes:\n  at Mme Diop, 77 123');
    assert.equal(
      JSON.stringify(describeError(note)).includes('Diop'),
      false,
      'also not a line that looks like a frame',
    );
    assert.deepEqual(describeError('Mme Diop'), { kind: 'string', frames: [] });
  });
});
