import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { DocumentTag } from '#app/components/office/state-tags.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { TextAreaField } from '#app/components/text-field.tsx';
import { DateText } from '#app/components/values.tsx';
import { authorise, holds } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { DOCUMENT_STATUSES } from '#app/domain/documents/kinds.ts';
import { formatTypedCode } from '#app/domain/verification/typed-code.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam, wordOf } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadDocument } from '#app/queries/office/search-documents.server.ts';
import { changeDocumentStatus } from '#app/services/documents/change-document-status.server.ts';

export const handle: RouteHandle = { title: 'office:documents.title' };
/** Superseding belongs to the edition that replaces a document. */
const CHANGES = ['revoked', 'suspended', 'valid'] as const;
type Change = (typeof CHANGES)[number];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'document.read');
  const reach = reachOf(ctx.actor, 'document.read');
  const { organisationId, token, ...document } = orNotFound(
    await loadDocument(ctx.db, reach, idParam(args.params.documentId)),
  );
  const parameters = new URL(args.request.url).searchParams;
  const manages = authorise(ctx.actor, 'document.manage', { organisationId }).ok;
  const changes = manages && document.state === 'issued' ? possible(document.status) : [];
  return {
    document: { ...document, typedCode: formatTypedCode(document.typedCode.replace(/-/g, '')) },
    address:
      token === null
        ? null
        : { text: `${ctx.settings.officialHost}/v/${token}`, href: `${ctx.settings.origin}/v/${token}` },
    changes,
    confirm: wordOf(parameters, 'vers', changes),
    done: wordOf(parameters, 'fait', DOCUMENT_STATUSES),
    canReadEntry: holds(ctx.actor, 'entry.read'),
  };
}

function possible(status: string): readonly Change[] {
  if (status === 'valid') return ['suspended', 'revoked'];
  return status === 'suspended' ? ['valid', 'revoked'] : [];
}

const statusForm = z.object({ status: z.enum(CHANGES), reason: z.string().max(600) });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'document.manage');
  const documentId = idParam(args.params.documentId);
  const formData = await args.request.formData();
  const form = parseForm(statusForm, formData);
  if (!form.ok) return formProblem(form);
  const changed = await changeDocumentStatus(ctx, { documentId, ...form.value });
  if (changed.ok) return redirect(`/bureau/documents/${documentId}?fait=${form.value.status}`);
  if (changed.reason === 'document.notFound') throw notFound();
  const field = changed.reason === 'document.reasonMissing' ? 'reason' : '';
  return formProblem(formError(formData, { [field]: reasonMessage(changed) }));
}

export default function DocumentPage() {
  const t = useT();
  const locale = useLocale();
  const { document, done, confirm } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const base = `/bureau/documents/${document.id}`;
  return (
    <>
      <BackLink href="/bureau/documents" text={t('office:documents.title')} />
      <ErrorSummary problem={problem} />
      {done ? (
        <Notice
          tone="good"
          live
          title={t('office:document.done', { status: t(`states:document.${done}`) })}
        />
      ) : null}
      <PageHeading
        eyebrow={`${t(`documents:kind.${document.kind}`)} · ${document.sittingName[locale]}`}
        title={document.number}
        lead={`${document.holder.surname ?? ''} ${document.holder.givenNames ?? ''}`}
        actions={
          <>
            <DocumentTag state={document.state} status={document.status} />
            {document.state === 'issued' ? (
              <LinkButton kind="second" href={`${base}/fichier`} text={t('office:document.file')} />
            ) : null}
          </>
        }
      />
      {confirm ? <ConfirmChange change={confirm} /> : null}
      <Facts />
      <StatusHistory />
      {confirm ? null : <ChangeLinks base={base} />}
    </>
  );
}

const VERB = { revoked: 'revoke', suspended: 'suspend', valid: 'reinstate' } as const;

/** First step: what may be done. Each leads to a page that says what it means and asks why. */
function ChangeLinks({ base }: { base: string }) {
  const t = useT();
  const { changes } = useLoaderData<typeof loader>();
  if (changes.length === 0) return null;
  return (
    <section>
      <h2>{t('office:document.change')}</h2>
      <ButtonRow>
        {changes.map((change) => (
          <LinkButton
            key={change}
            kind={change === 'revoked' ? 'danger' : 'second'}
            href={`${base}?vers=${change}`}
            text={t(`office:document.${VERB[change]}`)}
          />
        ))}
      </ButtonRow>
    </section>
  );
}

function ConfirmChange({ change }: { change: Change }) {
  const t = useT();
  const { document } = useLoaderData<typeof loader>();
  const field = fieldsOf(useActionData<typeof action>());
  return (
    <form method="post" noValidate>
      <Notice
        tone={change === 'valid' ? 'neutral' : 'warn'}
        title={t(`office:document.confirmTitle.${change}`)}
      >
        <p>{t(`office:document.confirmText.${change}`)}</p>
      </Notice>
      <input type="hidden" name="status" value={change} />
      <TextAreaField
        {...field('reason')}
        label={t('office:document.reasonField')}
        hint={t('office:document.reasonHint')}
        maxLength={600}
      />
      <ButtonRow>
        <SubmitButton
          kind={change === 'revoked' ? 'danger' : 'main'}
          text={t(`office:document.${VERB[change]}`)}
        />
        <LinkButton
          kind="second"
          href={`/bureau/documents/${document.id}`}
          text={t('office:document.keep')}
        />
      </ButtonRow>
    </form>
  );
}

function Facts() {
  const t = useT();
  const locale = useLocale();
  const { document, address, canReadEntry } = useLoaderData<typeof loader>();
  const { holder } = document;
  const entry = canReadEntry ? (
    <a href={`/bureau/dossiers/${holder.entryId}`}>{holder.number}</a>
  ) : (
    holder.number
  );
  return (
    <SummaryList
      answers={[
        { label: t('office:document.sitting'), value: document.sittingName[locale] },
        { label: t('office:document.entry'), value: entry },
        { label: t('office:documents.edition'), value: document.edition },
        { label: t('office:document.created'), value: <DateText value={document.createdAt} style="time" /> },
        {
          label: t('office:documents.issued'),
          value: document.issuedAt ? <DateText value={document.issuedAt} style="time" /> : '–',
        },
        {
          label: t('office:document.verification'),
          value: address ? <a href={address.href}>{address.text}</a> : '–',
        },
        { label: t('office:document.typedCode'), value: <code>{document.typedCode}</code> },
        { label: t('office:document.kid'), value: <code>{document.kid ?? '–'}</code> },
        { label: t('office:document.hash'), value: <code>{document.modelHash}</code> },
      ]}
    />
  );
}

function StatusHistory() {
  const t = useT();
  const { history } = useLoaderData<typeof loader>().document;
  return (
    <section>
      <h2>{t('office:document.history')}</h2>
      {history.length === 0 ? (
        <p>{t('office:document.historyNone')}</p>
      ) : (
        <>
          <p>{t('office:document.reasonInside')}</p>
          <DataTable
            caption={t('office:document.history')}
            captionHidden
            columns={[
              {
                key: 'at',
                header: t('office:audit.when'),
                heading: true,
                cell: ({ at }) => <DateText value={at} style="time" />,
              },
              {
                key: 'status',
                header: t('office:documents.status'),
                cell: ({ status }) => <DocumentTag state="issued" status={status} />,
              },
              { key: 'reason', header: t('office:document.reason'), cell: ({ reason }) => reason },
              { key: 'by', header: t('office:document.by'), cell: ({ by }) => by ?? '–' },
            ]}
            rows={history}
            rowKey={({ id }) => id}
          />
        </>
      )}
    </section>
  );
}
