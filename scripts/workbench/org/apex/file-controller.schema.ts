import type { z } from 'zod';

import { dto, integer, text } from './types.ts';

export const partInput = dto('PartInput', { take: integer, part: integer, content: text, digest: text });

export const takeInput = dto('TakeInput', { take: integer, parts: integer, fileName: text, mediaType: text });

export const soundClip = dto('SoundClip', { mediaType: text, content: text });

export type TakeInput = NonNullable<z.output<typeof takeInput>>;
