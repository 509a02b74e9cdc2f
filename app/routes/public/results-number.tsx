import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton } from '#app/components/buttons.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { AskCode } from '#app/components/results/ask-code.tsx';
import { CodeButton } from '#app/components/results/code-button.tsx';
import { CorrectedNotice } from '#app/components/results/corrected-notice.tsx';
import { DECISION_LOOKS, ResultSheet } from '#app/components/results/result-sheet.tsx';
import { VerdictPanel } from '#app/components/verdict-panel.tsx';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { codeForm } from '#app/http/results/code-form.ts';
import { publishedNumber, tryCode } from '#app/http/results/published-number.ts';
import { correctionOf, type ToldResult } from '#app/http/results/tell-result.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';

export const handle: RouteHandle = { title: 'results:find.title', noindex: true };

export async function loader({ params, context }: LoaderFunctionArgs) {
  publicRoute({ context }, 'a table number’s decision is public once published');
  const { snapshot, tableNumber } = publishedNumber(context, params);
  const decision = snapshot.findDecision(tableNumber) ?? null;
  const { sittingId, sitting } = snapshot.head;
  const corrected = correctionOf(snapshot.head, context.locale);
  const page = { number: tableNumber, sittingId, sitting, decision, corrected };
  return data(page, { status: decision === null ? 404 : 200 });
}

/** The code comes in the form's body and goes back only into the buttons of this same answer. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  publicRoute({ context }, 'the number and the code of the convocation open a result');
  const asked = publishedNumber(context, params);
  const formData = await request.formData();
  const form = parseForm(codeForm, formData);
  if (!form.ok) return formProblem(form);
  const { code } = form.value;
  const opened = tryCode(context, asked, code);
  if (opened.state === 'limited')
    return formProblem(formError(formData, { code: reasonMessage(opened.refused) }), 429);
  if (opened.state === 'wrong')
    return formProblem(formError(formData, { code: message('results:find.wrong') }));
  const told = context.tellResult(asked.snapshot.head, opened.result, context.locale);
  return data({ ok: true as const, told, code });
}

export default function ResultOfNumber() {
  const t = useT();
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.ok) return <OpenedResult told={answer.told} code={answer.code} />;
  const { number, decision, sitting, corrected } = page;
  if (!answer && decision === null) return <UnknownNumber number={number} />;
  return (
    <>
      <ErrorSummary problem={answer} />
      <BackLink href="/resultats" text={t('results:find.title')} />
      {answer || decision === null ? (
        <h1>{t('results:number.title', { number })}</h1>
      ) : (
        <>
          <VerdictPanel
            {...DECISION_LOOKS[decision]}
            answer={t(`states:decision.${decision}`)}
            sentence={t('results:number.sentence', { number, sitting: sitting[locale] })}
          />
          <CorrectedNotice corrected={corrected} />
        </>
      )}
      <AskCode problem={answer} />
    </>
  );
}

function UnknownNumber({ number }: { number: string }) {
  const t = useT();
  return (
    <>
      <BackLink href="/resultats" text={t('results:find.title')} />
      <PageHeading title={t('results:number.title', { number })} />
      <EmptyState
        title={t('results:number.unknown')}
        text={t('results:number.unknownText')}
        action={<LinkButton href="/resultats" text={t('results:number.another')} />}
      />
    </>
  );
}

function OpenedResult({ told, code }: { told: ToldResult; code: string }) {
  const t = useT();
  const { sittingId, number } = useLoaderData<typeof loader>();
  const here = `/resultats/${sittingId}/${encodeURIComponent(number)}`;
  const documents = (
    <ButtonRow>
      <CodeButton action={`${here}/releve`} code={code} text={t('results:sheet.transcript')} kind="main" />
      {told.decision === 'passed' ? (
        <CodeButton action={`${here}/attestation`} code={code} text={t('results:sheet.passCertificate')} />
      ) : null}
    </ButtonRow>
  );
  return (
    <>
      <BackLink href="/resultats" text={t('results:find.title')} />
      <ResultSheet
        told={told}
        documents={documents}
        how={<CodeButton action={`${here}/calcul`} code={code} text={t('results:sheet.howOpen')} />}
      />
    </>
  );
}
