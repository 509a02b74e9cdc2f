import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { DECISION_LOOKS, ResultSheet } from '#app/components/results/result-sheet.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { VerdictPanel } from '#app/components/verdict-panel.tsx';
import { normaliseTableNumber } from '#app/domain/publication/result-access.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { limitAll } from '#app/http/rate-limit.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { resultCodeLimits } from '#app/http/result-limits.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { findPublished } from '#app/queries/results/list-published.server.ts';
import {
  findDecision,
  openResult,
  type ResultDocument,
  type ResultView,
} from '#app/queries/results/load-result.server.ts';
import type { Ctx } from '#app/services/context.ts';

export const handle: RouteHandle = { title: 'results:find.title', noindex: true };

type Params = { readonly sittingId?: string | undefined; readonly tableNumber?: string | undefined };

async function placeOf(ctx: Ctx, { sittingId, tableNumber }: Params) {
  const id = z.uuid().safeParse(sittingId);
  const number = normaliseTableNumber(tableNumber ?? '');
  if (!id.success || number === '' || number.length > 20) throw notFound();
  return { number, published: orNotFound(await findPublished(ctx.db, id.data)) };
}

export async function loader({ params, context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'a table number’s decision is public once published');
  const { number, published } = await placeOf(ctx, params);
  const found = await findDecision(ctx.db, published.publicationId, number);
  const page = {
    number,
    sittingId: published.sittingId,
    sitting: published.name,
    decision: found?.decision ?? null,
  };
  return data(page, { status: found ? 200 : 404 });
}

const codeForm = z.object({ code: z.string({ error: message('results:find.missingCode') }).max(40) });

/** The code comes in the form's body and goes back only into the buttons of this same answer. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const ctx = publicRoute({ context }, 'the number and the code of the convocation open a result');
  const { number, published } = await placeOf(ctx, params);
  const formData = await request.formData();
  const form = parseForm(codeForm, formData);
  if (!form.ok) return formProblem(form);
  const allowed = await limitAll(ctx, resultCodeLimits(context.clientAddress, published.sittingId, number));
  if (!allowed.ok) return formProblem(formError(formData, { code: reasonMessage(allowed) }), 429);
  const { code } = form.value;
  const view = await openResult(ctx.db, published.publicationId, { tableNumber: number, code });
  if (!view) return formProblem(formError(formData, { code: message('results:find.wrong') }));
  return data({ ok: true as const, view, code }, { headers: { 'Cache-Control': 'no-store' } });
}

export default function ResultOfNumber() {
  const t = useT();
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.ok) return <OpenedResult view={answer.view} code={answer.code} />;
  const { number, decision, sitting } = page;
  const field = fieldsOf(answer);
  if (!answer && decision === null) return <UnknownNumber number={number} />;
  return (
    <>
      <ErrorSummary problem={answer} />
      <BackLink href="/resultats" text={t('results:find.title')} />
      {answer || decision === null ? (
        <h1>{t('results:number.title', { number })}</h1>
      ) : (
        <VerdictPanel
          {...DECISION_LOOKS[decision]}
          answer={t(`states:decision.${decision}`)}
          sentence={t('results:number.sentence', { number, sitting: sitting[locale] })}
        />
      )}
      <form method="post" noValidate>
        <h2>{t('results:number.open')}</h2>
        <p>{t('results:number.openText')}</p>
        <TextField
          {...field('code')}
          label={t('results:find.code')}
          width={20}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          dir="ltr"
        />
        <SubmitButton text={t('results:number.submit')} />
      </form>
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

function OpenedResult({ view, code }: { view: ResultView; code: string }) {
  const t = useT();
  const { sittingId, number } = useLoaderData<typeof loader>();
  const action = (kind: ResultDocument['kind']) =>
    `/resultats/${sittingId}/${encodeURIComponent(number)}/${kind === 'transcript' ? 'releve' : 'attestation'}`;
  const documents =
    view.documents.length === 0 ? null : (
      <ButtonRow>
        {view.documents.map(({ id, kind }) => (
          <form key={id} method="post" action={action(kind)}>
            <input type="hidden" name="code" value={code} />
            <SubmitButton
              kind={kind === 'transcript' ? 'main' : 'second'}
              text={t(`results:sheet.${kind}`)}
            />
          </form>
        ))}
      </ButtonRow>
    );
  return (
    <>
      <BackLink href="/resultats" text={t('results:find.title')} />
      <ResultSheet view={view} documents={documents} />
    </>
  );
}
