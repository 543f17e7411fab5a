import express from 'express';
import type { Request, Router } from 'express';
import { z } from 'zod';

import { listInfo, listRecords } from '../ui-api/list-views.ts';
import type { ListReader } from '../ui-api/list-views.ts';
import { lookUp } from '../ui-api/lookups.ts';
import { objectInfo, picklistValues } from '../ui-api/object-info.ts';
import { recordRepresentation } from '../ui-api/records.ts';

const query = z.object({ fields: z.string().max(10_000).optional(), q: z.string().max(255).default('') });

/** UI API's addresses. `readerOf` gives what the person of a request may see. */
export function uiApi(readerOf: (request: Request) => ListReader): Router {
  const router = express.Router();
  router.get('/object-info/:object', (request, response) => {
    response.json(objectInfo(readerOf(request), request.params.object));
  });
  router.get('/object-info/:object/picklist-values/:recordType', (request, response) => {
    const { object, recordType } = request.params;
    response.json(picklistValues(readerOf(request), object, recordType));
  });
  router.get('/records/:id', (request, response) => {
    const { fields } = query.parse(request.query);
    const asked = fields ? fields.split(',').map((path) => path.trim()) : null;
    response.json(recordRepresentation(readerOf(request), request.params.id, asked));
  });
  router.get('/lookups/:object', (request, response) => {
    response.json(lookUp(readerOf(request), request.params.object, query.parse(request.query).q));
  });
  router.get('/list-info/:object', (request, response) => {
    response.json(listInfo(readerOf(request), request.params.object));
  });
  router.get('/list-records/:object/:view', (request, response) => {
    response.json(listRecords(readerOf(request), request.params.object, request.params.view));
  });
  return router;
}
