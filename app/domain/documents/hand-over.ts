import { z } from 'zod';

export const COLLECTORS = ['holder', 'proxy'] as const;
export type Collector = (typeof COLLECTORS)[number];

const text = (shortest: number, longest: number) =>
  z
    .string()
    .transform((value) => value.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(shortest).max(longest));

/** Who came for a printed document and what they showed. */
export const handOverSchema = z.object({
  to: z.enum(COLLECTORS),
  collector: text(2, 160),
  identityPaper: text(3, 120),
  place: text(2, 120),
});
export type HandOver = z.infer<typeof handOverSchema>;

/** Why a lost or damaged document is made again, and the proof of identity seen. */
export const replacementSchema = z.object({
  cause: z.enum(['lost', 'damaged']),
  reason: text(5, 600),
  identityPaper: text(3, 120),
});
