import type { Answer } from '#app/components/summary-list.tsx';
import type { Step } from '#app/domain/registration/steps.ts';
import { changePath } from '#app/http/candidate/step-paths.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';

type Text = { readonly fr: string; readonly en: string };

/** An entry's answers as names and not as ids; null where nothing was answered. */
export type ReviewFacts = {
  readonly kind: 'official' | 'free' | null;
  readonly school: string | null;
  readonly region: string | null;
  readonly name: string | null;
  readonly sex: 'F' | 'M' | null;
  readonly birthDate: string | null;
  readonly birthPlace: string | null;
  readonly nationality: string | null;
  readonly series: Text | null;
  readonly options: readonly Text[] | null;
  readonly fit: boolean | null;
  readonly photoHref: string | null;
};

type Props = { readonly entryId: string; readonly steps: readonly Step[]; readonly facts: ReviewFacts };

/** Every answer in words, with where to change it; what is missing says so. */
export function useReviewAnswers({ entryId, steps, facts }: Props): Answer[] {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const row = (step: Step, label: string, value: Answer['value'] | null): Answer[] =>
    steps.includes(step)
      ? [
          {
            label,
            value: value ?? t('candidate:wizard.review.missing'),
            changeHref: changePath(entryId, step),
          },
        ]
      : [];
  const { kind, birthDate, birthPlace, fit } = facts;
  const born =
    birthDate && birthPlace
      ? t('candidate:wizard.review.birthText', { date: format.date(birthDate), place: birthPlace })
      : null;
  const options = facts.options?.map((name) => name[locale]).join(', ');
  return [
    ...row('school', t('candidate:wizard.review.kind'), kind && t(`candidate:wizard.school.${kind}`)),
    ...(kind === 'official' ? row('school', t('candidate:wizard.review.school'), facts.school) : []),
    ...(kind === null ? [] : row('school', t('candidate:wizard.review.region'), facts.region)),
    ...row('identity', t('candidate:wizard.review.name'), facts.name && <bdi>{facts.name}</bdi>),
    ...row(
      'identity',
      t('candidate:wizard.identity.sex'),
      facts.sex && t(`candidate:wizard.identity.${facts.sex}`),
    ),
    ...row('birth', t('candidate:wizard.review.birth'), born),
    ...row('nationality', t('candidate:wizard.review.nationality'), facts.nationality),
    ...row('series', t('candidate:wizard.review.series'), facts.series?.[locale] ?? null),
    ...row(
      'options',
      t('candidate:wizard.review.options'),
      options === '' ? t('candidate:wizard.review.noOption') : (options ?? null),
    ),
    ...row(
      'sport',
      t('candidate:wizard.review.sport'),
      fit === null ? null : t(fit ? 'candidate:wizard.sport.fit' : 'candidate:wizard.sport.unfit'),
    ),
    ...row(
      'photo',
      t('candidate:wizard.review.photo'),
      facts.photoHref && (
        <img src={facts.photoHref} width={90} height={120} alt={t('candidate:wizard.photo.current')} />
      ),
    ),
  ];
}
