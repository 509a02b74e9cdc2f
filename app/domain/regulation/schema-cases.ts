import { z } from 'zod';
import { codeSchema, DECISIONS, textSchema } from './schema-parts.ts';

/** A mark as it is written, or one of the states of a marks file. */
const CASE_MARK = /^(\d{1,6}(\.\d{1,2})?|ABS|EXC|DISP|FRAUD|ATT|NON)$/;
const marks = z.record(
  codeSchema,
  z.string().regex(CASE_MARK, { error: 'a mark such as "13.5", or ABS, EXC, DISP, FRAUD, ATT, NON' }),
);

/** A value shown ("13.47", cut off to hundredths) or exact ("68/5"). */
const figure = z.string().regex(/^-?\d{1,9}(\.\d{1,2}|\/\d{1,9})?$/, {
  error: 'a value such as "13.47", or exact such as "68/5"',
});
const result = {
  total: figure.optional(),
  average: figure.optional(),
  /** The code of the honours; `null` for none. */
  honours: codeSchema.nullable().optional(),
  /** Among the candidates of the file's cases. */
  rank: z.int().min(1).optional(),
  /** The post a competition gives; `null` for none. */
  post: codeSchema.nullable().optional(),
  /** What the jury may decide instead. */
  rescuable: z.array(z.enum(DECISIONS)).optional(),
};

/**
 * A worked case: what a candidate's marks must give. `published` is what a source printed: where it doesn't follow from
 * the marks the case is refused as `case.publishedDiffers`, and kept to show it.
 */
export const caseSchema = z.strictObject({
  name: textSchema,
  source: textSchema.optional(),
  series: codeSchema,
  fit: z.boolean().optional(),
  attempts: z.int().min(1).max(99).optional(),
  category: codeSchema.optional(),
  region: codeSchema.optional(),
  choices: z.array(codeSchema).optional(),
  marks,
  reviewed: marks.optional(),
  resat: marks.optional(),
  kept: marks.optional(),
  published: z.strictObject({ decision: z.enum(DECISIONS).optional(), ...result }).optional(),
  expect: z.union([
    z.strictObject({ decision: z.enum(DECISIONS), ...result }),
    z.strictObject({ refused: textSchema }),
  ]),
});

export type WorkedCase = z.infer<typeof caseSchema>;
