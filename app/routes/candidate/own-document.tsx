import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ShareForm, ShareLinks, ShareMade } from '#app/components/candidate/share-document.tsx';
import { CheckCounts } from '#app/components/documents/check-counts.tsx';
import { ExportLinks } from '#app/components/documents/export-links.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { DocumentTag } from '#app/components/office/state-tags.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { DateText } from '#app/components/values.tsx';
import { SHARE_SPANS, shareState } from '#app/domain/documents/share-link.ts';
import { exportsOf } from '#app/domain/exports/formats.ts';
import { entryPath } from '#app/http/candidate/step-paths.ts';
import { dateField } from '#app/http/date-field.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { countChecks } from '#app/queries/documents/count-checks.server.ts';
import { findOwnDocumentPage, listShares } from '#app/queries/documents/load-own-documents.server.ts';
import { shareDocument, withdrawShare } from '#app/services/documents/share-document.server.ts';

export const handle: RouteHandle = { title: 'documentLife:own.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const documentId = idParam(args.params.documentId);
  const document = orNotFound(await findOwnDocumentPage(ctx.db, ctx.actor.id, documentId));
  const now = ctx.clock();
  const shares = await listShares(ctx.db, documentId);
  return {
    document,
    checks: await countChecks(ctx.db, documentId),
    formats: exportsOf(document.kind, document.status),
    shares: shares.map((share) => ({ ...share, state: shareState(share, now) })),
    withdrawn: new URL(args.request.url).searchParams.get('fait') === 'retire',
  };
}

const part = z.string().optional();
/** The day is read only where a day is chosen: a browser sends its three fields empty otherwise. */
const parts = z.object({ day: part, month: part, year: part }).optional();
const shareForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('share'), span: z.enum(SHARE_SPANS), until: parts }),
  z.object({ intent: z.literal('withdraw'), shareId: z.uuid() }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const documentId = idParam(args.params.documentId);
  const formData = await args.request.formData();
  const form = parseForm(shareForm, formData);
  if (!form.ok) return formProblem(form);
  if (form.value.intent === 'withdraw') {
    const taken = await withdrawShare(ctx, { documentId, shareId: form.value.shareId });
    if (!taken.ok) throw notFound();
    return redirect(`/espace/documents/${documentId}?fait=retire`);
  }
  const { span, until: typed } = form.value;
  const until = span === 'date' && typed ? dateField().safeParse(typed) : undefined;
  if (until && !until.success)
    return formProblem(formError(formData, { until: until.error.issues[0]?.message ?? '' }));
  const made = await shareDocument(ctx, { documentId, span, until: until?.data });
  if (made.ok) {
    const { token, expiresAt } = made.value;
    // Shown in this answer only: a redirect would write the link into an address.
    return data({ ok: true as const, href: `${ctx.settings.origin}/p/${token}`, expiresAt });
  }
  if (made.reason === 'document.notFound') throw notFound();
  const field = made.reason === 'share.tooMany' ? '' : 'until';
  return formProblem(formError(formData, { [field]: reasonMessage(made) }));
}

export default function OwnDocumentPage() {
  const t = useT();
  const locale = useLocale();
  const { document, checks, formats, shares, withdrawn } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const problem = answer && !answer.ok ? answer : undefined;
  const { id, kind, number, status } = document;
  return (
    <>
      <BackLink href="/espace/documents" text={t('documentLife:own.title')} />
      <ErrorSummary problem={problem} />
      {withdrawn && !answer ? <Notice tone="good" live title={t('documentLife:share.withdrawn')} /> : null}
      {answer?.ok ? <ShareMade href={answer.href} expiresAt={answer.expiresAt} /> : null}
      <PageHeading
        eyebrow={document.sittingName[locale]}
        title={t(`documents:kind.${kind}`)}
        lead={number}
        actions={<DocumentTag state="issued" status={status} />}
      />
      <OwnFacts />
      <ShareForm field={fieldsOf(problem)} />
      <ShareLinks shares={shares} />
      <CheckCounts checks={checks} />
      <ExportLinks base={`/espace/documents/${id}`} formats={formats} />
    </>
  );
}

function OwnFacts() {
  const t = useT();
  const { document } = useLoaderData<typeof loader>();
  const { id, entryId, edition, status, issuedAt, handedOverAt } = document;
  return (
    <>
      <SummaryList
        answers={[
          { label: t('documentLife:own.status'), value: t(`documentLife:own.said.${status}`) },
          { label: t('office:documents.edition'), value: edition },
          ...(issuedAt
            ? [{ label: t('documentLife:own.issued'), value: <DateText value={issuedAt} /> }]
            : []),
          ...(handedOverAt
            ? [{ label: t('documentLife:own.collected'), value: <DateText value={handedOverAt} /> }]
            : []),
        ]}
      />
      <p>
        <a href={`${entryPath(entryId)}/documents/${id}`}>{t('documentLife:own.download')}</a>
      </p>
    </>
  );
}
