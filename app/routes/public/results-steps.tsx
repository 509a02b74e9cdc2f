import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { AskCode } from '#app/components/results/ask-code.tsx';
import { CodeButton } from '#app/components/results/code-button.tsx';
import { HowItWasComputed } from '#app/components/results/result-sheet.tsx';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { codeForm } from '#app/http/results/code-form.ts';
import { publishedNumber, tryCode } from '#app/http/results/published-number.ts';
import { stepsOf } from '#app/http/results/tell-result.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useT } from '#app/i18n/use-t.tsx';

export const handle: RouteHandle = { title: 'results:sheet.how', noindex: true };

const addressOf = (sittingId: string, tableNumber: string) =>
  `/resultats/${encodeURIComponent(sittingId)}/${encodeURIComponent(tableNumber)}`;

/** The address alone gives nothing: the page asks for the code. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  publicRoute({ context }, 'the page that asks for the code');
  return { number: publishedNumber(context, params).tableNumber };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  publicRoute({ context }, 'the number and the code of the convocation open a result');
  const asked = publishedNumber(context, params);
  const formData = await request.formData();
  const form = parseForm(codeForm, formData);
  if (!form.ok) return formProblem(form);
  const opened = tryCode(context, asked, form.value.code);
  if (opened.state === 'limited')
    return formProblem(formError(formData, { code: reasonMessage(opened.refused) }), 429);
  if (opened.state === 'wrong')
    return formProblem(formError(formData, { code: message('results:find.wrong') }));
  const { head } = asked.snapshot;
  return data({
    ok: true as const,
    steps: stepsOf(head, opened.result),
    sitting: head.sitting[context.locale],
    back: addressOf(head.sittingId, asked.tableNumber),
    code: form.value.code,
  });
}

export default function StepsOfResult() {
  const t = useT();
  const { number } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!answer?.ok)
    return (
      <>
        <ErrorSummary problem={answer} />
        <BackLink href="/resultats" text={t('results:find.title')} />
        <PageHeading title={t('results:sheet.how')} lead={t('results:number.title', { number })} />
        <AskCode problem={answer} />
      </>
    );
  return (
    <>
      <PageHeading
        eyebrow={answer.sitting}
        title={t('results:sheet.how')}
        lead={t('results:number.title', { number })}
      />
      <HowItWasComputed {...answer.steps} />
      <CodeButton action={answer.back} code={answer.code} text={t('results:sheet.back')} />
    </>
  );
}
