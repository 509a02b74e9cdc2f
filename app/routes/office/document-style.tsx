import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { MOST_ARMS_BYTES, StyleForm } from '#app/components/office/style-form.tsx';
import { StyleHistory, TemplatesInUse } from '#app/components/office/style-history.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '#app/domain/documents/kinds.ts';
import { HOUSE_COLOURS } from '#app/domain/documents/model.ts';
import type { DocumentStyle } from '#app/domain/documents/style.ts';
import { fieldsOfStyle, styleOf } from '#app/domain/documents/style-form.ts';
import { documentStyleForm, styleFieldOf } from '#app/http/document-style-form.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idOf } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { listTemplates, loadDocumentStylePage } from '#app/queries/office/load-document-style.server.ts';
import { templateFingerprint } from '#app/services/documents/check-template.server.ts';
import { saveDocumentStyle } from '#app/services/documents/save-document-style.server.ts';

export const handle: RouteHandle = { title: 'documentStyle:title' };
const PATH = '/bureau/documents/style';
/** What the form shows before anything was saved. */
const UNSTYLED: DocumentStyle = {
  colours: HOUSE_COLOURS,
  header: {},
  signatories: {},
  diploma: { preamble: [], notes: [] },
};

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'document.configure');
  const parameters = new URL(args.request.url).searchParams;
  const reach = reachOf(ctx.actor, 'document.configure');
  const page = orNotFound(
    await loadDocumentStylePage(ctx.db, reach, { organisationId: idOf(parameters, 'organisme') }),
  );
  const { owner, owners, style, latest, history } = page;
  return {
    owner,
    owners,
    latest,
    history,
    stored: fieldsOfStyle(style ?? UNSTYLED),
    hasArms: style?.arms !== undefined,
    templates: await templatesInUse(ctx),
    saved: parameters.get('fait') === 'style',
  };
}

async function templatesInUse(ctx: SignedIn) {
  const used = await listTemplates(ctx.db);
  return Promise.all(
    used.map(async ({ kind, version, fingerprint, firstUsedAt }) => {
      const known = DOCUMENT_KINDS.find((one): one is DocumentKind => one === kind) ?? 'transcript';
      const now = await templateFingerprint(ctx.adapters.documents, known);
      return { kind: known, version, firstUsedAt, same: now === fingerprint };
    }),
  );
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'document.configure');
  const formData = await args.request.formData();
  const reach = reachOf(ctx.actor, 'document.configure');
  const asked = z.uuid().safeParse(formData.get('organisationId'));
  const page = orNotFound(await loadDocumentStylePage(ctx.db, reach, { organisationId: asked.data }));
  const organisationId = page.owner.id;
  const file = formData.get('arms');
  const form = parseForm(documentStyleForm, formData);
  if (!form.ok) return formProblem(form);
  const { seen, removeArms, ...typed } = form.value;
  const sent = typeof file === 'string' || file === null || file.size === 0 ? undefined : file;
  if (sent && sent.size > MOST_ARMS_BYTES)
    return formProblem(formError(formData, { arms: message('common:errors.fileTooBig') }));
  const arms = sent ? new Uint8Array(await sent.arrayBuffer()) : removeArms ? 'remove' : 'keep';
  const saved = await saveDocumentStyle(ctx, { organisationId, seen, style: styleOf(typed), arms });
  if (saved.ok) return redirect(`${PATH}?organisme=${organisationId}&fait=style`);
  if (saved.reason === 'access.denied') throw notFound();
  const path = 'detail' in saved ? String(saved.detail?.path ?? '') : '';
  const field = saved.reason.startsWith('photo.') ? 'arms' : styleFieldOf(path);
  return formProblem(formError(formData, { [field]: reasonMessage(saved) }));
}

export default function DocumentStylePage() {
  const t = useT();
  const { owner, owners, stored, latest, hasArms, history, templates, saved } =
    useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary problem={problem} />
      {saved && !problem ? (
        <Notice tone="good" live title={t('documentStyle:saved', { version: latest })} />
      ) : null}
      <PageHeading
        eyebrow={owner.profile.shortName}
        title={t('documentStyle:title')}
        lead={t('documentStyle:lead')}
        actions={<LinkButton kind="second" href="/bureau/documents/signature" text={t('signature:title')} />}
      />
      {owners.length > 1 ? <ChooseOwner /> : null}
      {latest === 0 ? <Notice>{t('documentStyle:none')}</Notice> : null}
      <Specimens />
      <StyleForm
        field={fieldsOf(problem, stored)}
        seen={latest}
        organisationId={owner.id}
        profile={owner.profile}
        hasArms={hasArms}
      />
      <StyleHistory versions={history} organisationId={owner.id} />
      <TemplatesInUse templates={templates} />
    </>
  );
}

function Specimens() {
  const t = useT();
  const { owner } = useLoaderData<typeof loader>();
  return (
    <section>
      <h2>{t('documentStyle:specimens.title')}</h2>
      <p>{t('documentStyle:specimens.lead')}</p>
      <ul>
        {DOCUMENT_KINDS.map((kind) => (
          <li key={kind}>
            <a href={`${PATH}/apercu/${kind}?organisme=${owner.id}`}>{t(`documents:kind.${kind}`)} (PDF)</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ChooseOwner() {
  const t = useT();
  const { owner, owners } = useLoaderData<typeof loader>();
  return (
    <form method="get">
      <SelectField
        name="organisme"
        label={t('documentStyle:office')}
        placeholder={null}
        defaultValue={owner.id}
        choices={owners.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SubmitButton text={t('documentStyle:choose')} />
    </form>
  );
}
