import { z } from 'zod';

import { language } from '../captures/schema.ts';

/**
 * A source as text with positions. The text is normalised once (NFC, LF, entities decoded); every `start` and `end` of an
 * evidence is a UTF-16 offset into it.
 */
export const reading = z
  .object({
    text: z.string(),
    language,
    corrected: z.boolean(),
  })
  .meta({ id: 'Reading' });
export type Reading = z.infer<typeof reading>;
