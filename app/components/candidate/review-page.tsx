import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { CheckboxGroup } from '#app/components/choice-fields.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import type { loadReviewPage } from '#app/http/candidate/review-page.server.ts';
import type { FormProblem } from '#app/http/forms.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { useReviewAnswers } from './review-answers.tsx';

type Props = {
  readonly data: Awaited<ReturnType<typeof loadReviewPage>>;
  readonly problem: FormProblem | undefined;
  readonly backHref: string;
};

/** Check-your-answers, then send. */
export function ReviewPage({ data, problem, backHref }: Props) {
  const t = useT();
  const locale = useLocale();
  const answers = useReviewAnswers(data);
  const { missingHref, returnReason, resubmitting } = data;
  return (
    <>
      <BackLink href={backHref} />
      <ErrorSummary problem={problem} />
      <PageHeading
        eyebrow={t('candidate:wizard.sitting', { sitting: data.sittingName[locale] })}
        title={t('candidate:wizard.review.title')}
        lead={t('candidate:wizard.review.lead')}
      />
      {returnReason === null ? null : (
        <Notice tone="warn" title={t('candidate:wizard.review.returned')}>
          <p>{returnReason}</p>
        </Notice>
      )}
      <SummaryList answers={answers} />
      {missingHref !== null ? (
        <ButtonRow>
          <a className="button" href={missingHref}>
            {t('candidate:journey.registration.action')}
          </a>
        </ButtonRow>
      ) : (
        <form method="post" noValidate>
          <input type="hidden" name="version" value={data.version} />
          <CheckboxGroup
            name="accept"
            label={t('candidate:wizard.review.acceptTitle')}
            error={problem?.errors.accept}
            defaultValues={problem?.lists.accept ?? []}
            choices={[{ value: 'yes', label: t('candidate:wizard.review.accept') }]}
          />
          <ButtonRow>
            <SubmitButton
              text={t(resubmitting ? 'candidate:wizard.review.resubmit' : 'candidate:wizard.review.submit')}
            />
          </ButtonRow>
        </form>
      )}
    </>
  );
}
