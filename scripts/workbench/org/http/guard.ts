import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';

/** Why a request is refused, or null. Only this machine's own pages may talk to the stand-in. */
export function refusalOf(
  request: Pick<IncomingMessage, 'headers' | 'method'>,
  port: number,
  isPage: boolean,
): string | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  // A name that a stranger's DNS points at 127.0.0.1 arrives here with that name as its host.
  if (!host || !hosts.includes(host)) return 'This host name is not served here.';
  if (origin !== undefined && origin !== `http://${host}`) return 'Another site may not call the workbench.';
  // A link from elsewhere may open a page; it may never call a method or read data.
  const navigates = isPage && request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !navigates) {
    return 'Another site may not call the workbench.';
  }
  return null;
}

/** The page on which a person lets a program in is reached by a link from that program's site. */
const DATA_PATHS = /^\/(apex|ui-api|workbench|id|services\/(?!oauth2\/authorize))(\/|$)/i;

/** Refuses foreign hosts and origins, and keeps the answers out of frames, caches and content guessing. */
export function guard(port: () => number) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const isPage = !DATA_PATHS.test(request.path);
    const refusal = refusalOf(request, port(), isPage);
    if (refusal) {
      response.status(403).json({ message: refusal });
      return;
    }
    response.set({
      'Content-Security-Policy':
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
    });
    if (!isPage) response.set('Cache-Control', 'no-store');
    next();
  };
}
