import { z } from 'zod';
import { bilingualSchema, codeSchema } from './schema-parts.ts';

const places = z.int().min(1).max(100_000);

/** Seats of a post kept for those of a category or a region, filled by rank among them. */
const reserved = z.union([
  z.strictObject({ category: codeSchema, count: places }),
  z.strictObject({ region: codeSchema, count: places }),
]);

const post = z.strictObject({
  code: codeSchema,
  name: bilingualSchema,
  /** Only candidates of this category, or of this region, may hold it; anyone when not said. */
  category: codeSchema.optional(),
  region: codeSchema.optional(),
  count: places,
  reserved: z.array(reserved).min(1).optional(),
});

/** What follows the average in the order of merit; the higher comes first unless `lower` is said. */
const tieBreak = z.union([
  z.strictObject({ quantity: codeSchema, first: z.literal('lower').optional() }),
  z.strictObject({ paper: codeSchema }),
]);

/** A competition: those whose decision is `passed` are put in order of merit and given posts by rank. */
export const competitionSchema = z.strictObject({
  tieBreaks: z.array(tieBreak),
  /** `shared`: equal candidates share a rank (1, 2, 2, 4). `broken`: a tie left is for the jury to break. */
  ties: z.enum(['shared', 'broken']),
  posts: z.array(post).min(1),
  /** How many candidates wait for each post; 0 for no list. */
  waitingList: z.int().min(0).max(100_000),
});

export type Competition = z.infer<typeof competitionSchema>;
export type Post = z.infer<typeof post>;
export type TieBreak = z.infer<typeof tieBreak>;
