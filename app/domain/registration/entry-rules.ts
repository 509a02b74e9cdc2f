import { z } from 'zod';

const code = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);
const label = z.strictObject({ fr: z.string().trim().min(1), en: z.string().trim().min(1) });
const kinds = z.array(z.enum(['official', 'free'])).min(1);
const count = z.number().int().min(1).max(2_000_000);

/** The one document with a question of its own: a picture, not a paper. */
export const PHOTO = 'photo';

/** A paper of the file: photo, birth certificate, earlier transcript. */
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
    /** The number of the identity card or of the civil register; `optional`: asked, and may be left empty. */
    nationalId: z.enum(['optional', 'required']).optional(),
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
    documents.forEach((one, index) => {
      const before = documents
        .slice(0, index)
        .some((other) => other.code === one.code && overlap(other, one));
      if (before)
        context.addIssue({
          code: 'custom',
          path: ['documents', index, 'code'],
          message: `${one.code} is used twice`,
        });
    });
  });

/** The same paper may be asked of schools' candidates and of the others under different terms. */
function overlap(one: RequiredDocument, other: RequiredDocument): boolean {
  const all: CandidateKind[] = ['official', 'free'];
  return (one.candidateKinds ?? all).some((kind) => (other.candidateKinds ?? all).includes(kind));
}

export type CandidateKind = 'official' | 'free';
export type EntryRules = z.output<typeof entryRulesSchema>;
export type RequiredDocument = z.output<typeof requiredDocument>;

/** What a sitting asks unless it says otherwise: a photo, of everybody, to be sent with the entry. */
export const DEFAULT_ENTRY_RULES: EntryRules = {
  documents: [
    { code: 'photo', label: { fr: 'Photo d’identité', en: 'Identity photo' }, neededFor: 'submission' },
  ],
};

const concerns = (kinds: readonly CandidateKind[] | undefined, kind: CandidateKind) =>
  kinds === undefined || kinds.includes(kind);

/** The papers asked of a kind of candidate, without the photo. */
export function documentsFor({ documents }: EntryRules, kind: CandidateKind): RequiredDocument[] {
  return documents.filter(({ code: one, candidateKinds }) => one !== PHOTO && concerns(candidateKinds, kind));
}

/** When a kind of candidate must give a photo; undefined: never asked. */
export function photoFor(
  { documents }: EntryRules,
  kind: CandidateKind,
): RequiredDocument['neededFor'] | undefined {
  return documents.find(({ code: one, candidateKinds }) => one === PHOTO && concerns(candidateKinds, kind))
    ?.neededFor;
}

/** The diploma a kind of candidate must already have. */
export function diplomaFor(
  { earlierDiploma }: EntryRules,
  kind: CandidateKind,
): EntryRules['earlierDiploma'] {
  return earlierDiploma && concerns(earlierDiploma.candidateKinds, kind) ? earlierDiploma : undefined;
}

/** The first paper the office can't validate without and the entry lacks; `documents`: the codes it has. */
export function missingForValidation(
  rules: EntryRules,
  {
    kind,
    photoKey,
    documents,
  }: { kind: CandidateKind; photoKey: string | null; documents: readonly string[] },
): RequiredDocument | undefined {
  const asked = rules.documents.filter(({ candidateKinds }) => concerns(candidateKinds, kind));
  return asked.find(({ code: one }) => (one === PHOTO ? photoKey === null : !documents.includes(one)));
}
