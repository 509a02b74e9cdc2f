import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { CheckCounts } from '#app/components/documents/check-counts.tsx';
import { ExportLinks } from '#app/components/documents/export-links.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import {
  AskChange,
  type Beginning,
  ChangeLinks,
  ReplaceForm,
} from '#app/components/office/documents/ask-change.tsx';
import { DocumentFacts } from '#app/components/office/documents/document-facts.tsx';
import { DocumentLife } from '#app/components/office/documents/document-life.tsx';
import { WaitingChange } from '#app/components/office/documents/waiting-change.tsx';
import { DocumentTag } from '#app/components/office/state-tags.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { type Actor, authorise, holds } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import type { DocumentKind, DocumentStatus } from '#app/domain/documents/kinds.ts';
import { askable, KEPT_KINDS, needsTwoPeople } from '#app/domain/documents/status-change.ts';
import { exportsOf } from '#app/domain/exports/formats.ts';
import { formatTypedCode } from '#app/domain/verification/typed-code.ts';
import { DOCUMENT_DONE, documentActionSchema, runDocumentAction } from '#app/http/document-actions.server.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam, wordOf } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { countChecks } from '#app/queries/documents/count-checks.server.ts';
import {
  loadDocumentLife,
  type WaitingChange as Waiting,
} from '#app/queries/documents/load-document-life.server.ts';
import { loadDocument } from '#app/queries/office/search-documents.server.ts';

export const handle: RouteHandle = { title: 'office:documents.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'document.read');
  const reach = reachOf(ctx.actor, 'document.read');
  const { organisationId, token, ...document } = orNotFound(
    await loadDocument(ctx.db, reach, idParam(args.params.documentId)),
  );
  const parameters = new URL(args.request.url).searchParams;
  const life = await loadDocumentLife(ctx.db, document);
  const issued = document.state === 'issued';
  const manages = issued && authorise(ctx.actor, 'document.manage', { organisationId }).ok;
  const changes = manages ? beginnings(document, life.waiting !== null) : [];
  const { officialHost, origin } = ctx.settings;
  return {
    document: { ...document, typedCode: formatTypedCode(document.typedCode.replace(/-/g, '')) },
    address: token === null ? null : { text: `${officialHost}/v/${token}`, href: `${origin}/v/${token}` },
    life,
    may: life.waiting ? mayOf(ctx.actor, life.waiting, organisationId) : ('wait' as const),
    checks: await countChecks(ctx.db, document.id),
    changes,
    formats: issued ? exportsOf(document.kind, document.status) : [],
    begun: wordOf(parameters, 'vers', changes),
    done: wordOf(parameters, 'fait', DOCUMENT_DONE),
    canReadEntry: holds(ctx.actor, 'entry.read'),
  };
}

/** Only one thing waits at a time; suspending never waits. */
function beginnings(
  { kind, status }: { kind: DocumentKind; status: DocumentStatus },
  waiting: boolean,
): readonly Beginning[] {
  const asked = askable(status).filter((to) => !waiting || !needsTwoPeople(to));
  const replaceable = status === 'valid' && !waiting && KEPT_KINDS.some((kept) => kept === kind);
  return replaceable ? [...asked, 'replace'] : asked;
}

function mayOf(actor: Actor, waiting: Waiting, organisationId: string): 'decide' | 'withdraw' | 'wait' {
  if (actor.kind === 'user' && actor.id === waiting.requestedBy) return 'withdraw';
  return authorise(actor, 'document.confirm', { organisationId }).ok ? 'decide' : 'wait';
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, ['document.manage', 'document.confirm']);
  const documentId = idParam(args.params.documentId);
  const formData = await args.request.formData();
  const form = parseForm(documentActionSchema, formData);
  if (!form.ok) return formProblem(form);
  const ran = await runDocumentAction(ctx, documentId, form.value);
  if (ran.ok) return redirect(`/bureau/documents/${ran.value.documentId}?fait=${ran.value.done}`);
  if (ran.reason === 'document.notFound') throw notFound();
  const field = ran.reason === 'document.reasonMissing' ? 'reason' : '';
  return formProblem(formError(formData, { [field]: reasonMessage(ran) }));
}

export default function DocumentPage() {
  const t = useT();
  const { document, done, begun, life, may, checks, formats, changes, ...facts } =
    useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const base = `/bureau/documents/${document.id}`;
  return (
    <>
      <BackLink href="/bureau/documents" text={t('office:documents.title')} />
      <ErrorSummary problem={problem} />
      {done ? <Notice tone="good" live title={t(`documentLife:done.${done}`)} /> : null}
      <Heading base={base} />
      {life.waiting ? <WaitingChange waiting={life.waiting} may={may} /> : null}
      <Begun />
      <DocumentFacts document={document} {...facts} />
      <DocumentLife life={life} />
      <CheckCounts checks={checks} />
      <ExportLinks base={base} formats={formats} />
      {begun ? null : <ChangeLinks base={base} changes={changes} />}
    </>
  );
}

function Heading({ base }: { base: string }) {
  const t = useT();
  const locale = useLocale();
  const { document } = useLoaderData<typeof loader>();
  return (
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
  );
}

/** The form of what was begun, with what was typed if it was refused. */
function Begun() {
  const { document, begun } = useLoaderData<typeof loader>();
  const field = fieldsOf(useActionData<typeof action>());
  const base = `/bureau/documents/${document.id}`;
  if (!begun) return null;
  return begun === 'replace' ? (
    <ReplaceForm base={base} field={field} />
  ) : (
    <AskChange base={base} field={field} change={begun} />
  );
}
