import { z } from 'zod';

/** A `google.protobuf.Duration` in seconds: its whole seconds are a number, a text, or the SDK's own long number. */
export const duration = z
  .object({
    seconds: z
      .union([z.number(), z.string(), z.object({ low: z.number() })])
      .nullish()
      .transform((given) => Number((typeof given === 'object' ? given?.low : given) ?? 0)),
    nanos: z.number().nullish(),
  })
  .transform(({ seconds, nanos }) => seconds + (nanos ?? 0) / 1e9);
