import { z } from 'zod';

const code = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);
const label = z.strictObject({ fr: z.string().trim().min(1), en: z.string().trim().min(1) });
const kinds = z.array(z.enum(['official', 'free'])).min(1);
const count = z.number().int().min(1).max(2_000_000);

/** A paper of the file: photo, birth certificate, earlier transcript. `photo` is the only code with a question of its own. */
const requiredDocument = z.strictObject({
  code,
  label,
  /** Whom it is asked of; left out: everyone. */
  candidateKinds: kinds.optional(),
  /** `submission`: the entry can't be sent without it. `validation`: the office can't validate without it. */
  neededFor: z.enum(['submission', 'validation']),
});

/**
 * Who may enter a sitting and with what, as data: ages, an earlier diploma, the series it opens, attempts, places and
 * the papers of the file. What is left out is not asked.
 */
export const entryRulesSchema = z
  .strictObject({
    /** Whole years on the first day of the papers, bounds included. */
    age: z
      .strictObject({ minimum: z.number().int().min(5), maximum: z.number().int().max(120) })
      .partial()
      .optional(),
    /** The diploma a candidate must already have. */
    earlierDiploma: z
      .strictObject({
        code,
        label,
        candidateKinds: kinds.optional(),
        /** Years that must lie between it and this sitting. */
        yearsBefore: z.number().int().min(0).max(20).optional(),
      })
      .optional(),
    /** Series a kind of candidate may choose; left out: all of the regulation's. */
    seriesFor: z
      .strictObject({ official: z.array(code).min(1), free: z.array(code).min(1) })
      .partial()
      .optional(),
    /** How many times this exam may be taken, this one included. */
    attempts: z.strictObject({ maximum: z.number().int().min(1).max(50) }).optional(),
    /** Places: in the whole sitting, and by series. A submitted entry holds its place until it is withdrawn. */
    quota: z
      .strictObject({ total: count, series: z.record(code, count) })
      .partial()
      .optional(),
    documents: z.array(requiredDocument).max(20),
  })
  .superRefine(({ age, documents }, context) => {
    if (age?.minimum !== undefined && age.maximum !== undefined && age.minimum > age.maximum)
      context.addIssue({ code: 'custom', path: ['age'], message: 'minimum is above maximum' });
    documents.forEach(({ code: one }, index) => {
      if (documents.findIndex((other) => other.code === one) !== index)
        context.addIssue({
          code: 'custom',
          path: ['documents', index, 'code'],
          message: `${one} is used twice`,
        });
    });
  });

export type EntryRules = z.output<typeof entryRulesSchema>;
export type RequiredDocument = EntryRules['documents'][number];

/** What a sitting asks unless it says otherwise: a photo, of everybody, to be sent with the entry. */
export const DEFAULT_ENTRY_RULES: EntryRules = {
  documents: [
    { code: 'photo', label: { fr: 'Photo d’identité', en: 'Identity photo' }, neededFor: 'submission' },
  ],
};
