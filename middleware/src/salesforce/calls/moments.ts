import { z } from 'zod';

/** A moment as the org writes it: with `+0000`, which JavaScript reads only with a colon. */
export const orgMoment = z
  .string()
  .transform((written) => new Date(written.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')))
  .pipe(z.date());
