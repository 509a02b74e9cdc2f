import type { Answer } from '#app/components/summary-list.tsx';
import type { Step } from '#app/domain/registration/steps.ts';
import type { ReviewFacts } from '#app/http/candidate/review-page.server.ts';
import { changePath } from '#app/http/candidate/step-paths.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';

type Props = { readonly base: string; readonly steps: readonly Step[]; readonly facts: ReviewFacts };

/** Every answer in words, with where to change it; what is missing says so. */
export function useReviewAnswers({ base, steps, facts }: Props): Answer[] {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const row = (step: Step, label: string, value: Answer['value'] | null): Answer[] =>
    steps.includes(step)
      ? [
          {
            label,
            value: value ?? t('candidate:wizard.review.missing'),
            changeHref: changePath({ base, home: base }, step),
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
    ...row('nationalId', t('entries:nationalId.short'), facts.nationalId ?? t('entries:review.none')),
    ...row('diploma', t('entries:diploma.title'), diplomaText(facts.diploma)),
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
      'attempt',
      t('entries:attempt.short'),
      facts.attempt === null ? null : format.number(facts.attempt),
    ),
    ...row(
      'photo',
      t('candidate:wizard.review.photo'),
      facts.photoHref && (
        <img src={facts.photoHref} width={90} height={120} alt={t('candidate:wizard.photo.current')} />
      ),
    ),
    ...row(
      'documents',
      t('entries:papers.short'),
      facts.papers
        .map(({ label, given }) =>
          t(given ? 'entries:review.given' : 'entries:review.awaited', { label: label[locale] }),
        )
        .join('\n'),
    ),
  ];
}

function diplomaText(diploma: ReviewFacts['diploma']): string | null {
  return diploma && [diploma.exam, diploma.year, diploma.number].filter((part) => part !== null).join(' · ');
}
