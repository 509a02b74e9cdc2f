import { z } from 'zod';

/** The words and numbers a regulation file is made of. */
const DECIMAL_TEXT = /^\d{1,9}(\.\d{1,6})?$/;
export const decimalSchema = z.union([
  z.int().nonnegative().max(999_999_999),
  z.string().regex(DECIMAL_TEXT, { error: 'a decimal is a whole number or a string such as "8.95"' }),
]);

const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,23}$/;
export const codeSchema = z.string().regex(CODE, { error: 'letters, digits, - and _ only, at most 24' });
export const textSchema = z.string().trim().min(1).max(400);
export const bilingualSchema = z.strictObject({ fr: textSchema, en: textSchema });

export const PAPER_KINDS = ['written', 'practical', 'oral', 'sport', 'optional', 'continuous'] as const;
export const DECISIONS = ['passed', 'secondGroup', 'failed', 'reserved', 'excluded'] as const;

/**
 * Quantities every regulation has. Counts are over the papers of the stage being decided; `possible` is the highest
 * total the papers that count allow, which an exemption lowers; `unfilled` is how many of the best papers are missing.
 */
export const QUANTITIES = [
  'average',
  'total',
  'averageWithoutOptional',
  'totalWithoutOptional',
  'coefficients',
  'possible',
  'lowestMark',
  'zeros',
  'absences',
  'frauds',
  'eliminatory',
  'belowMinimum',
  'unfilled',
  'attempts',
] as const;

export const boundsShape = {
  atLeast: decimalSchema.optional(),
  above: decimalSchema.optional(),
  atMost: decimalSchema.optional(),
  below: decimalSchema.optional(),
};

/** `quantity`: one of QUANTITIES, or one the file names under `quantities`. */
const quantityCondition = z.strictObject({ quantity: codeSchema, ...boundsShape });
/** The number of the listed papers whose mark reaches `markAtLeast`. */
const papersCondition = z.strictObject({
  papersAmong: z.array(codeSchema).min(1),
  markAtLeast: decimalSchema,
  ...boundsShape,
});

export type Condition =
  | z.infer<typeof quantityCondition>
  | z.infer<typeof papersCondition>
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    quantityCondition,
    papersCondition,
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
  ]),
);
