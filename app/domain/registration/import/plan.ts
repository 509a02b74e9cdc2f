import { z } from 'zod';
import { mappingSchema } from './columns.ts';

/** How a list is to be read, as its batch keeps it. */
export const importPlanSchema = z.object({
  columns: mappingSchema,
  /** ISO 3166-1 alpha-2 for rows that say no nationality; null where each must say. */
  nationality: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
});
export type ImportPlan = z.output<typeof importPlanSchema>;
