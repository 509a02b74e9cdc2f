import { z } from 'zod';

/**
 * A regulation as data. Files are read strictly (an unknown key is refused with its place) and never rewritten:
 * no default and no transformation, so that the digest of a file is the digest of what its author wrote.
 * What later versions add must be optional keys or new members of a union, so that older files stay valid.
 */
const DECIMAL_TEXT = /^\d{1,9}(\.\d{1,6})?$/;
export const decimalSchema = z.union([
  z.int().nonnegative().max(999_999_999),
  z.string().regex(DECIMAL_TEXT, { error: 'a decimal is a whole number or a string such as "8.95"' }),
]);

const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,23}$/;
const code = z.string().regex(CODE, { error: 'letters, digits, - and _ only, at most 24' });
const text = z.string().trim().min(1).max(400);
export const bilingualSchema = z.strictObject({ fr: text, en: text });

export const PAPER_KINDS = ['written', 'practical', 'oral', 'sport', 'optional', 'continuous'] as const;
export const DECISIONS = ['passed', 'secondGroup', 'failed', 'reserved', 'excluded'] as const;

/** Named quantities a condition may test. Counts are over the papers of the stage being decided. */
export const QUANTITIES = [
  'average',
  'total',
  'coefficients',
  'lowestMark',
  'zeros',
  'absences',
  'frauds',
  'eliminatory',
  'belowMinimum',
  'attempts',
] as const;
const quantity = z.enum(QUANTITIES);

const bounds = {
  atLeast: decimalSchema.optional(),
  above: decimalSchema.optional(),
  atMost: decimalSchema.optional(),
  below: decimalSchema.optional(),
};

const quantityCondition = z.strictObject({ quantity, ...bounds });
/** The number of the listed papers whose mark reaches `markAtLeast`. */
const papersCondition = z.strictObject({
  papersAmong: z.array(code).min(1),
  markAtLeast: decimalSchema,
  ...bounds,
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

/** The first rule whose band holds the value is applied: `below` and `from` bound the band before rounding. */
const roundingRule = z.strictObject({
  mode: z.enum(['none', 'halfUp', 'halfEven', 'truncate']),
  decimals: z.int().min(0).max(6),
  from: decimalSchema.optional(),
  below: decimalSchema.optional(),
});

const component = z.strictObject({
  code,
  name: bilingualSchema,
  maximum: decimalSchema,
  /** What each point of it counts in the paper's mark; 1 when not said. */
  weight: decimalSchema.optional(),
});

const paper = z.strictObject({
  name: bilingualSchema,
  kind: z.enum(PAPER_KINDS),
  /** The highest mark; the scale's when not said. */
  maximum: decimalSchema.optional(),
  /** What is marked by itself, such as the questions: the mark is their weighted sum. */
  components: z.array(component).min(2).max(12).optional(),
});

const seriesPaper = z.strictObject({
  paper: code,
  coefficient: decimalSchema,
  group: z.union([z.literal(1), z.literal(2)]),
  /** The coefficient for a candidate unfit for sport; a sport paper leaves the sum when not said. */
  coefficientWhenUnfit: decimalSchema.optional(),
  eliminatoryBelow: decimalSchema.optional(),
  minimum: decimalSchema.optional(),
  /** For a second-group paper under `replaceBest`: the first-group paper whose mark it may replace. */
  replaces: code.optional(),
});

const decisionRule = z.strictObject({
  /** Absent on the last rule of a stage, which takes everyone left. */
  when: conditionSchema.optional(),
  decision: z.enum(DECISIONS).optional(),
  /** The regulation's own word for the decision, such as "Ajourné". */
  name: bilingualSchema.optional(),
  /** A later stage; until its papers are known the decision said here stands, and isn't final. */
  next: code.optional(),
});

const stage = z.strictObject({
  code,
  name: bilingualSchema,
  /**
   * `sum`: first-group papers. `add`: first- and second-group papers together. `replaceBest`: first group, each
   * replaced by its second-group paper when that mark is higher. `standalone`: second-group papers alone.
   */
  mode: z.enum(['sum', 'add', 'replaceBest', 'standalone']),
  /** The kinds that count at this stage; all when not said. */
  kinds: z.array(z.enum(PAPER_KINDS)).min(1).optional(),
  /** At most this many second-group papers may be chosen. */
  chosenAtMost: z.int().min(1).max(20).optional(),
  honours: z.boolean(),
  decisions: z.array(decisionRule).min(1),
});

const rescueBand = z.strictObject({
  stage: code,
  quantity: z.enum(['average', 'total']),
  from: decimalSchema,
  below: decimalSchema,
  /** The decision the jury may give instead. */
  decision: z.enum(['passed', 'secondGroup']),
  when: conditionSchema.optional(),
});

export const markingPolicySchema = z.strictObject({
  /** 2 is blind double entry or double marking. */
  entries: z.union([z.literal(1), z.literal(2)]),
  /** Two marks further apart than this need a third. */
  tolerance: decimalSchema,
  /** `decides`: the third is the mark. `meanOfClosest`: the mean of the two closest of the three. */
  third: z.enum(['decides', 'meanOfClosest']),
});

export const regulationSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal(1),
  code,
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/),
  status: z.enum(['official', 'to-confirm']),
  name: bilingualSchema,
  source: bilingualSchema.optional(),
  notes: z.array(bilingualSchema).optional(),
  scale: z.strictObject({ maximum: decimalSchema }),
  papers: z.record(code, paper),
  series: z.record(code, z.strictObject({ name: bilingualSchema, papers: z.array(seriesPaper).min(1) })),
  states: z.strictObject({
    /** An unjustified absence: 0 with its coefficient, or out of the sum, or out of the examination. */
    absent: z.enum(['zero', 'leaves', 'excludes']),
    fraud: z.enum(['zero', 'excludes']),
  }),
  sport: z.strictObject({
    /** `coefficient`: an ordinary paper. `plusMinus`: mark − base points, added to or taken from the total. */
    whenFit: z.enum(['coefficient', 'plusMinus']),
    base: decimalSchema.optional(),
  }),
  optional: z.strictObject({
    /** Only points above this count. */
    above: decimalSchema,
    withCoefficient: z.boolean(),
    capPerPaper: decimalSchema.optional(),
    capTotal: decimalSchema.optional(),
  }),
  rounding: z.strictObject({
    points: z.array(roundingRule).optional(),
    total: z.array(roundingRule).optional(),
    average: z.array(roundingRule).optional(),
  }),
  stages: z.array(stage).min(1),
  honours: z.array(z.strictObject({ code, name: bilingualSchema, from: decimalSchema })),
  rescue: z.array(rescueBand),
  marking: markingPolicySchema,
});

export type Bilingual = z.infer<typeof bilingualSchema>;
export type Regulation = z.infer<typeof regulationSchema>;
export type PaperKind = (typeof PAPER_KINDS)[number];
export type Decision = (typeof DECISIONS)[number];
export type Quantity = (typeof QUANTITIES)[number];
export type RoundingRule = z.infer<typeof roundingRule>;
export type Stage = z.infer<typeof stage>;
export type DecisionRule = z.infer<typeof decisionRule>;
export type RescueBand = z.infer<typeof rescueBand>;
export type SeriesPaper = z.infer<typeof seriesPaper>;
export type RegulationMarkingPolicy = z.infer<typeof markingPolicySchema>;
export type Bounds = z.infer<z.ZodObject<typeof bounds>>;

/** The JSON Schema to publish beside the files, for editors. */
export function regulationJsonSchema(): object {
  return z.toJSONSchema(regulationSchema);
}
