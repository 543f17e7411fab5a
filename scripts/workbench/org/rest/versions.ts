import express from 'express';
import type { Router } from 'express';

import { notFound } from './problem.ts';

/** The versions of the API that the stand-in answers to; they do not differ here. */
const FIRST = 58;
const LAST = 68;
const SEASONS = ["Summer '", "Winter '", "Spring '"] as const;

/** `/services/data`: the list of versions, open to everybody, and under each version its resources. */
export function versionRoutes(dataRouter: (version: string) => Router): Router {
  const router = express.Router();
  router.get('/', (_request, response) => void response.json(versions()));
  for (const { version } of versions()) router.use(`/v${version}`, dataRouter(`v${version}`));
  router.use(() => {
    throw notFound();
  });
  return router;
}

function versions(): readonly { readonly label: string; readonly url: string; readonly version: string }[] {
  return Array.from({ length: LAST - FIRST + 1 }, (_, at) => {
    const version = `${FIRST + at}.0`;
    return { label: labelOf(FIRST + at), url: `/services/data/v${version}`, version };
  });
}

/** Three releases a year; 58.0 was Summer '23, and Winter's year is the next one. */
function labelOf(version: number): string {
  const since = version - 58;
  const season = SEASONS[since % 3] ?? '';
  return `${season}${23 + Math.floor((since + 2) / 3)}`;
}
