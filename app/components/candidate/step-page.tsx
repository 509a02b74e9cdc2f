import { ErrorSummary } from '#app/components/error-summary.tsx';
import { BackLink } from '#app/components/page-heading.tsx';
import type { Step } from '#app/domain/registration/steps.ts';
import type { loadStepPage } from '#app/http/candidate/step-page.server.ts';
import type { FormProblem } from '#app/http/forms.ts';
import type { KeyOf, Translate } from '#app/i18n/translate.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { ResumeBox } from './resume-box.tsx';
import { StepForm } from './step-forms.tsx';

type Loaded = { readonly question?: { readonly step: Step } } | undefined;

const TITLES: Readonly<Record<Step, KeyOf<'candidate'> | KeyOf<'entries'>>> = {
  school: 'candidate:wizard.school.title',
  identity: 'candidate:wizard.identity.title',
  birth: 'candidate:wizard.birth.title',
  nationality: 'candidate:wizard.nationality.title',
  nationalId: 'entries:nationalId.title',
  diploma: 'entries:diploma.title',
  series: 'candidate:wizard.series.title',
  options: 'candidate:wizard.options.title',
  sport: 'candidate:wizard.sport.title',
  attempt: 'entries:attempt.title',
  photo: 'candidate:wizard.photo.title',
  documents: 'entries:papers.title',
};

/** The `<title>` of a question's page. */
export function stepTitle(t: Translate, data: unknown): string {
  return t(TITLES[(data as Loaded)?.question?.step ?? 'identity']);
}

type Props = {
  readonly page: Awaited<ReturnType<typeof loadStepPage>>;
  readonly problem: FormProblem | undefined;
};

/** One question on its page, for the candidate and for the head of the school alike. */
export function StepPage({ page, problem }: Props) {
  const t = useT();
  const locale = useLocale();
  const { sittingName, position, total, backHref, keys } = page;
  return (
    <>
      <BackLink href={backHref} />
      <ErrorSummary problem={problem} />
      <p className="eyebrow">
        {t('candidate:wizard.progress', { position, total })} ·{' '}
        {t('candidate:wizard.sitting', { sitting: sittingName[locale] })}
      </p>
      <StepForm {...page} problem={problem} />
      {keys === null ? <p className="small">{t('candidate:wizard.saveLater')}</p> : <ResumeBox {...keys} />}
    </>
  );
}
