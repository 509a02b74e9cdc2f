import { z } from 'zod';
import { caseSchema } from './schema-cases.ts';
import { competitionSchema } from './schema-competition.ts';
import {
  bilingualSchema,
  type boundsShape,
  codeSchema as code,
  conditionSchema,
  DECISIONS,
  decimalSchema,
  PAPER_KINDS,
} from './schema-parts.ts';

export { DECISIONS, PAPER_KINDS };

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
  weight: decimalSchema.optional(),
});

/**
 * A mark turned into something else: a grade with its points (KCSE), or a point of a scale. The band whose `from` is the
 * highest the mark reaches gives its `value`; `linear` goes straight from one band's value to the next one's.
 */
const conversion = z.strictObject({
  between: z.enum(['steps', 'linear']),
  bands: z
    .array(
      z.strictObject({
        from: decimalSchema,
        value: decimalSchema,
        grade: z.string().trim().min(1).max(12).optional(),
      }),
    )
    .min(1),
  rounding: roundingRule.pick({ mode: true, decimals: true }).optional(),
});

/** A quantity over some of the papers that count at a stage, such as a written average. */
const namedQuantity = z.strictObject({
  name: bilingualSchema,
  of: z.enum(['average', 'total', 'lowestMark', 'zeros']),
  kinds: z.array(z.enum(PAPER_KINDS)).min(1).optional(),
  papers: z.array(code).min(1).optional(),
});

const paper = z.strictObject({
  name: bilingualSchema,
  kind: z.enum(PAPER_KINDS),
  /** The highest mark; the scale's when not said. */
  maximum: decimalSchema.optional(),
  /** Parts marked apart: the paper's mark is the sum of mark × weight (1 when not said), out of its maximum. */
  components: z.array(component).min(2).max(12).optional(),
  /** The conversion its mark goes through before it counts. */
  converts: code.optional(),
});

const seriesPaper = z.strictObject({
  paper: code,
  coefficient: decimalSchema,
  group: z.union([z.literal(1), z.literal(2)]),
  /** The coefficient for a candidate unfit for sport; a sport paper leaves the sum when not said. */
  coefficientWhenUnfit: decimalSchema.optional(),
  eliminatoryBelow: decimalSchema.optional(),
  minimum: decimalSchema.optional(),
  /** The first-group paper a second-group paper examines again, whose mark it may replace under `replaceBest`. */
  replaces: code.optional(),
  /** A paper candidates choose to take: without a mark it is not due. */
  elective: z.literal(true).optional(),
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
  /** The hours a candidate has to choose them, from the publication of the first group. */
  chosenWithinHours: z.int().min(1).max(720).optional(),
  /**
   * Only the best count: `count` papers among those listed (any left when not said), then the next line. A paper picked
   * once isn't picked again.
   */
  best: z
    .array(z.strictObject({ among: z.array(code).min(1).optional(), count: z.int().min(1).max(30) }))
    .min(1)
    .optional(),
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

/** A decimal band `[from, below)`. */
const band = z.strictObject({ from: decimalSchema, below: decimalSchema });

/**
 * A regulation as data. Files are read strictly (an unknown key is refused with its place) and never rewritten:
 * no default and no transformation, so that the digest of a file is the digest of what its author wrote.
 * What later versions add must be optional keys or new members of a union, so that older files stay valid.
 */
export const regulationSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal(1),
  code,
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/),
  status: z.enum(['official', 'to-confirm']),
  name: bilingualSchema,
  source: bilingualSchema.optional(),
  notes: z.array(bilingualSchema).optional(),
  scale: z.strictObject({
    maximum: decimalSchema,
    /** Said where the lower total or average is the better one (an aggregate of grades). */
    better: z.literal('lower').optional(),
  }),
  conversions: z.record(code, conversion).optional(),
  papers: z.record(code, paper),
  series: z.record(
    code,
    z.strictObject({
      name: bilingualSchema,
      papers: z.array(seriesPaper).min(1),
      /** The sum of the first group's coefficients, sport and optional papers apart, as the text states it. */
      coefficientTotal: decimalSchema.optional(),
    }),
  ),
  quantities: z.record(code, namedQuantity).optional(),
  states: z.strictObject({
    /** An unjustified absence: 0 with its coefficient, or out of the sum, or out of the examination. */
    absent: z.enum(['zero', 'leaves', 'excludes']),
    fraud: z.enum(['zero', 'excludes']),
  }),
  sport: z.strictObject({
    /**
     * `coefficient`: an ordinary paper. `coefficientOne`: coefficient 1, whatever the series says. `coefficientPlusOne`:
     * one more than the series says. `plusMinus`: mark − base points, added to or taken from the total.
     */
    whenFit: z.enum(['coefficient', 'coefficientOne', 'coefficientPlusOne', 'plusMinus']),
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
  /** The quantity honours are given on; the average when not said. */
  honoursOn: code.optional(),
  rescue: z.array(rescueBand),
  marking: markingPolicySchema,
  /** Marks kept from earlier sittings: from which mark, for how many sittings, and whether honours are still given. */
  kept: z
    .strictObject({ from: decimalSchema, sittings: z.int().min(1).max(20), honours: z.boolean() })
    .optional(),
  /** A mark reviewed on appeal: the new one is kept if it differs by so much, or the first was in one of these bands. */
  review: z
    .strictObject({
      minimumChange: decimalSchema,
      always: z.array(band).min(1).optional(),
      /** Days after a publication during which a mark may be claimed; 30 when not said. */
      withinDays: z.int().min(1).max(366).optional(),
    })
    .optional(),
  /** A paper sat again: the better mark is kept, and no decision is lowered. */
  resit: z.strictObject({ keep: z.literal('better') }).optional(),
  competition: competitionSchema.optional(),
  cases: z.array(caseSchema).min(1).optional(),
});

export type Bilingual = z.infer<typeof bilingualSchema>;
export type Regulation = z.infer<typeof regulationSchema>;
export type PaperKind = (typeof PAPER_KINDS)[number];
export type Decision = (typeof DECISIONS)[number];
export type RoundingRule = z.infer<typeof roundingRule>;
export type Stage = z.infer<typeof stage>;
export type DecisionRule = z.infer<typeof decisionRule>;
export type RescueBand = z.infer<typeof rescueBand>;
export type SeriesPaper = z.infer<typeof seriesPaper>;
export type RegulationMarkingPolicy = z.infer<typeof markingPolicySchema>;
export type Bounds = z.infer<z.ZodObject<typeof boundsShape>>;
export type Conversion = z.infer<typeof conversion>;
export type NamedQuantity = z.infer<typeof namedQuantity>;
export type DeclaredPaper = z.infer<typeof paper>;

/** The JSON Schema to publish beside the files, for editors. */
export function regulationJsonSchema(): object {
  return z.toJSONSchema(regulationSchema);
}
