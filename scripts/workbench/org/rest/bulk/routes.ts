import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import express from 'express';
import type { Request, Router } from 'express';
import { z } from 'zod';

import { RestProblem } from '../problem.ts';
import { wellFormed } from '../well-formed.ts';
import type { ApiSession } from '../session.ts';
import { prepareQuery } from '../soql/query.ts';
import type { Answer, RecordAnswer } from '../soql/query.ts';
import { DELIMITERS } from './csv.ts';
import type { Jobs } from './jobs.ts';

const creation = z.object({
  operation: z.enum(['query', 'queryAll']),
  query: z.string(),
  contentType: z.literal('CSV').optional(),
  columnDelimiter: z
    .string()
    .refine((name) => Object.hasOwn(DELIMITERS, name))
    .default('COMMA'),
  lineEnding: z.enum(['LF', 'CRLF']).default('LF'),
});
const abortion = z.object({ state: z.literal('Aborted') });
const page = z.object({ locator: z.string().optional(), maxRecords: z.coerce.number().int().positive().optional() });

/** `/services/data/vNN.0/jobs/query`: queries of Bulk API 2.0. */
export function bulkRoutes(jobs: Jobs, sessionOf: (request: Request) => ApiSession, version: string): Router {
  const router = express.Router();
  const userOf = (request: Request): string => sessionOf(request).user.id;
  router.post('/', (request, response) => {
    const { query, ...asked } = wellFormed(creation, request.body, 'INVALIDJOB');
    const { user, reader, today } = sessionOf(request);
    const prepared = prepareQuery(query, { reader, today, withDeleted: asked.operation === 'queryAll' });
    const object = prepared.source.described.name;
    const job = { ...asked, object, userId: user.id, apiVersion: version.slice(1) };
    response.json(jobs.create(job, () => recordsOnly(prepared.run())));
  });
  router.get('/', (request, response) => void response.json(jobs.list(userOf(request))));
  router.get('/:id', (request, response) => void response.json(jobs.info(request.params.id, userOf(request))));
  router.patch('/:id', (request, response) => {
    wellFormed(abortion, request.body, 'INVALIDJOB');
    response.json(jobs.abort(request.params.id, userOf(request)));
  });
  router.delete('/:id', (request, response) => {
    jobs.remove(request.params.id, userOf(request));
    response.status(204).end();
  });
  router.get('/:id/results', async (request, response) => {
    const { locator = null, maxRecords = null } = wellFormed(page, request.query, 'INVALIDJOB');
    // Salesforce writes the word where there is no further page, and callers give it back.
    const from = locator === 'null' ? null : locator;
    const result = jobs.results(request.params.id, userOf(request), { locator: from, maxRecords });
    response.set({
      'Content-Type': 'text/csv',
      'Sforce-Locator': result.locator ?? 'null',
      'Sforce-NumberOfRecords': String(result.rows),
    });
    if (!request.acceptsEncodings('gzip')) return void response.end(result.csv);
    response.set('Content-Encoding', 'gzip').end(await promisify(gzip)(result.csv));
  });
  return router;
}

/** Bulk queries give rows of records: no groups, no counts. */
function recordsOnly(answer: Answer): RecordAnswer {
  if (answer.kind === 'records') return answer;
  throw new RestProblem(400, 'API_ERROR', 'Aggregate Relationships not supported in Bulk Query');
}
