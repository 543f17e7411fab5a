import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express from 'express';
import type { Router } from 'express';

const DESIGN_SYSTEM = dirname(createRequire(import.meta.url).resolve('@salesforce-ux/design-system/package.json'));

/**
 * The page's own files, the design system under `/assets/`, and the page itself for every address of Lightning's form, so
 * that a reloaded or shared address works.
 */
export function pages(pageFolder: string): Router {
  const router = express.Router();
  router.use('/assets', express.static(join(DESIGN_SYSTEM, 'assets'), { index: false, maxAge: '1h' }));
  router.use(express.static(pageFolder, { index: false, maxAge: 0 }));
  router.get(['/', '/lightning', '/lightning/*rest'], (_request, response) => {
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: pageFolder });
  });
  return router;
}
