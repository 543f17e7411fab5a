import { Router, type RequestHandler } from 'express';

import type { Page } from '../salesforce/routes.ts';
import type { CallLimits } from './limits.ts';
import { refuseMethod } from './operations.ts';
import { nameOperation } from './requests.ts';

/**
 * Mounts pages that a browser opens without a token. Only GET: a HEAD of whoever previews links would use up one that opens once.
 * Addresses that send wrong links are bounded like those that send wrong tokens.
 */
export function mountPages(pages: readonly Page[], limits: CallLimits): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const page of pages) {
    const route = router.route(page.path);
    route.head(refuseMethod(['GET']));
    route.get(nameOperation(page.id), show(page, limits));
    route.all(refuseMethod(['GET']));
  }
  return router;
}

const show =
  (page: Page, limits: CallLimits): RequestHandler =>
  async (request, response) => {
    await limits.refuseAddress(request.ip);
    const { cookie: cookies, 'accept-language': languages } = request.headers;
    const { status, headers, body } = await page.answer({ query: request.query, cookies, languages });
    if (status === 400) await limits.countRefusedToken(request.ip);
    response
      .status(status)
      .set({ ...headers })
      .send(body);
  };
