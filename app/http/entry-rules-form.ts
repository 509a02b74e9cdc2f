import { z } from 'zod';
import { type EntryRules, PHOTO, photoFor } from '#app/domain/registration/entry-rules.ts';
import { message } from '#app/i18n/translate.ts';

const whole = (maximum: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,7}$/, message('entries:rules.number'))
    .transform(Number)
    .pipe(z.number().int().min(1).max(maximum))
    .optional();
const label = z.string().trim().max(80).optional();

const paperForm = z
  .object({
    code: z.string().max(40).optional(),
    labelFr: label,
    labelEn: label,
    who: z.enum(['everyone', 'official', 'free']).default('everyone'),
    neededFor: z.enum(['submission', 'validation']).default('submission'),
  })
  .refine(
    ({ labelFr = '', labelEn = '' }) => (labelFr === '') === (labelEn === ''),
    message('entries:rules.labelMissing'),
  );

/** The common rules without a word of JSON; the rarer ones stay as they are. */
export const entryRulesForm = z.object({
  ageMinimum: whole(120),
  ageMaximum: whole(120),
  attempts: whole(50),
  nationalId: z.enum(['none', 'optional', 'required']),
  photo: z.enum(['none', 'submission', 'mixed', 'validation']),
  quotaTotal: whole(2_000_000),
  places: z.array(z.object({ code: z.string(), count: whole(2_000_000) })).default([]),
  documents: z.array(paperForm).max(20).default([]),
});
export type EntryRulesForm = z.output<typeof entryRulesForm>;

/** What the form says, put into the rules there are. */
export function applyRulesForm(before: EntryRules, form: EntryRulesForm): EntryRules {
  const { ageMinimum: minimum, ageMaximum: maximum, attempts, nationalId, quotaTotal: total } = form;
  const series = form.places.flatMap(({ code, count }) =>
    count === undefined ? [] : [[code, count] as const],
  );
  const age = { ...(minimum ? { minimum } : {}), ...(maximum ? { maximum } : {}) };
  const quota = {
    ...(total ? { total } : {}),
    ...(series.length > 0 ? { series: Object.fromEntries(series) } : {}),
  };
  const { earlierDiploma, seriesFor } = before;
  return {
    ...(earlierDiploma ? { earlierDiploma } : {}),
    ...(seriesFor ? { seriesFor } : {}),
    ...(Object.keys(age).length > 0 ? { age } : {}),
    ...(attempts ? { attempts: { maximum: attempts } } : {}),
    ...(nationalId === 'none' ? {} : { nationalId }),
    ...(Object.keys(quota).length > 0 ? { quota } : {}),
    documents: [...photoDocuments(form.photo), ...paperDocuments(form.documents)],
  };
}

const PHOTO_LABEL = { fr: 'Photo d’identité', en: 'Identity photo' };

function photoDocuments(wish: EntryRulesForm['photo']): EntryRules['documents'] {
  if (wish === 'none') return [];
  if (wish !== 'mixed') return [{ code: PHOTO, label: PHOTO_LABEL, neededFor: wish }];
  return [
    { code: PHOTO, label: PHOTO_LABEL, candidateKinds: ['free'], neededFor: 'submission' },
    { code: PHOTO, label: PHOTO_LABEL, candidateKinds: ['official'], neededFor: 'validation' },
  ];
}

function paperDocuments(papers: EntryRulesForm['documents']): EntryRules['documents'] {
  const used = new Set<string>([PHOTO]);
  return papers.flatMap(({ code, labelFr = '', labelEn = '', who, neededFor }) => {
    if (labelFr === '') return [];
    const base = code || codeOf(labelEn);
    let own = base;
    for (let number = 2; used.has(own); number += 1) own = `${base}${number}`;
    used.add(own);
    return [
      {
        code: own,
        label: { fr: labelFr, en: labelEn },
        ...(who === 'everyone' ? {} : { candidateKinds: [who] }),
        neededFor,
      },
    ];
  });
}

/** "Birth certificate" is birthCertificate. */
function codeOf(name: string): string {
  const words = name.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? ['document'];
  const [first = 'document', ...more] = words.map((word) => word.toLowerCase());
  const rest = more.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return [first, ...rest].join('').slice(0, 36);
}

/** When the photo is asked, as the form says it. */
export function photoWish(rules: EntryRules): EntryRulesForm['photo'] {
  const [free, official] = [photoFor(rules, 'free'), photoFor(rules, 'official')];
  if (free === official) return free ?? 'none';
  return free === 'submission' && official === 'validation' ? 'mixed' : 'submission';
}
