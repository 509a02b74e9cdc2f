import { type ActionFunctionArgs, data, type HeadersFunction } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { SubmitButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FileField } from '#app/components/file-field.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { TextAreaField } from '#app/components/text-field.tsx';
import { LotAnswers } from '#app/components/verification/lot-answers.tsx';
import { LOT_LIMITS } from '#app/domain/verification/lot.ts';
import { type FormProblem, formError, formProblem, reasonMessage } from '#app/http/forms.ts';
import type { AppLoadContext } from '#app/http/load-context.ts';
import { answerLot, lotProblem, readLotForm } from '#app/http/lot-form.server.ts';
import { lotCsv, lotLines } from '#app/http/lot-words.ts';
import { PATHS } from '#app/http/paths.ts';
import { limit } from '#app/http/rate-limit.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { lotLimit } from '#app/http/verification-limits.server.ts';
import { message } from '#app/i18n/translate.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';

export const handle: RouteHandle = { title: 'checks:lot.title', description: 'checks:lot.lead' };

/** Names are on the answer: nothing keeps it. */
export const headers: HeadersFunction = ({ actionHeaders }) => {
  const sent = new Headers(actionHeaders);
  sent.set('Cache-Control', 'no-store');
  return sent;
};

export async function loader({ context }: { context: AppLoadContext }) {
  publicRoute({ context }, 'anyone who holds documents may check them');
  return null;
}

/** Answers every row; the list is read, answered and forgotten. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = publicRoute({ context }, 'anyone who holds documents may check them');
  const formData = await request.formData().catch(() => new FormData());
  const sent = await readLotForm(formData);
  if (!sent.ok) return formProblem(sent);
  try {
    const allowed = await limit(ctx, lotLimit(context.clientAddress));
    if (!allowed.ok) return formProblem(formError(formData, { '': reasonMessage(allowed) }), 429);
    const answered = await answerLot(ctx, sent, context.clientAddress);
    if (!answered.ok) return formProblem(lotProblem(formData, sent, answered));
    const lines = lotLines(answered.value, context.locale);
    return data({ ok: true, lines, csv: lotCsv(lines, context.locale) } as const);
  } catch (error) {
    context.reportError(error);
    const problem = formError(formData, { '': message('checks:lot.unavailable') });
    return data(problem, { status: 503, headers: { 'Retry-After': '60' } });
  }
}

export default function VerifyLot() {
  const t = useT();
  const format = useFormat();
  const result = useActionData<typeof action>();
  if (result?.ok) return <LotAnswers {...result} />;
  const labels = { file: t('checks:lot.file'), pasted: t('checks:lot.pasted') };
  return (
    <>
      <BackLink href={PATHS.verify} />
      <ErrorSummary problem={result} labels={labels} />
      <PageHeading title={t('checks:lot.title')} lead={t('checks:lot.lead')} />
      <p>{t('checks:lot.columnsHelp')}</p>
      <pre dir="ltr">{t('checks:lot.sample')}</pre>
      <p>{t('checks:lot.limits', { rows: format.number(LOT_LIMITS.rows) })}</p>
      <LotForm problem={result} />
      <p className="small">{t('checks:lot.forgotten')}</p>
      <p>
        <a href="/verify/api">{t('checks:lot.toApi')}</a>
      </p>
    </>
  );
}

function LotForm({ problem }: { problem: FormProblem | undefined }) {
  const t = useT();
  return (
    <form method="post" encType="multipart/form-data" noValidate>
      <FileField
        name="file"
        error={problem?.errors.file}
        label={t('checks:lot.file')}
        accept=".csv,.xlsx,text/csv"
        kinds={t('checks:lot.kinds')}
        maxBytes={LOT_LIMITS.megabytes * 1024 * 1024}
      />
      <TextAreaField
        {...fieldsOf(problem)('pasted')}
        label={t('checks:lot.pasted')}
        hint={t('checks:lot.pastedHint')}
      />
      <SubmitButton text={t('checks:lot.submit')} />
    </form>
  );
}
