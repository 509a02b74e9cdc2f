import { z } from 'zod';

/** A candidate comes through a school, whose region is theirs, or alone, and then says in which region. */
export const schoolSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('official'), schoolId: z.uuid('candidate:errors.school') }),
  z.object({ kind: z.literal('free'), regionId: z.uuid('candidate:errors.region') }),
]);
export type SchoolChoice = z.output<typeof schoolSchema>;
