import type { RequestHandler } from 'express';

/** Answers hold personal data and are read by programs only: nothing stores, frames or guesses at them. */
export const SECURE_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
} as const;

export const secureHeaders: RequestHandler = (_request, response, next) => {
  response.set(SECURE_HEADERS);
  next();
};
