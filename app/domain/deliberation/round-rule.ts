import { z } from 'zod';

/** What a round is about. */
export const roundRuleSchema = z.discriminatedUnion('kind', [
  /** Candidates whose published decision is `secondGroup`, at the regulation's second-group stage. */
  z.strictObject({ kind: z.literal('secondGroup') }),
  /** Accepted claims: each names its paper. */
  z.strictObject({ kind: z.literal('review') }),
  /** An annulled paper, sat again in these series: compulsory for those who failed, a choice for those who passed. */
  z.strictObject({
    kind: z.literal('resit'),
    paper: z.string(),
    series: z.array(z.string()).min(1),
    /** The instant it is sat again; one for all, as every paper's. */
    sitsAt: z.iso.datetime().optional(),
  }),
]);
export type RoundRule = z.infer<typeof roundRuleSchema>;
