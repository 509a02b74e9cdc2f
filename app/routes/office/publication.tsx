import {
  type ActionFunctionArgs,
  data,
  type HeadersArgs,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { DraftPanel } from '#app/components/publication/draft-panel.tsx';
import { PrepareForm } from '#app/components/publication/prepare-form.tsx';
import { PublicationFigures } from '#app/components/publication/publication-figures.tsx';
import { ReleaseHistory, VersionsTable } from '#app/components/publication/versions-table.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { publicationCommand, readHours } from '#app/http/publication-form.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import {
  loadPublicationPage,
  type PublicationPage,
} from '#app/queries/results/load-publication-page.server.ts';
import { confirmPublication } from '#app/services/publication/confirm-publication.server.ts';
import { preparePublication } from '#app/services/publication/prepare-publication.server.ts';
import { putPublicationAside } from '#app/services/publication/put-aside-publication.server.ts';

export const handle: RouteHandle = { title: 'results:publication.title' };

const DONE = ['prepared', 'published', 'putAside'] as const;
/** A page that shows work comes again by itself, in seconds. */
const AGAIN_AFTER = '3';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'result.publish');
  const page = orNotFound(await loadPublicationPage(ctx.db, idParam(args.params.sittingId)));
  if (!authorise(ctx.actor, 'result.publish', { organisationId: page.organisationId }).ok) throw notFound();
  const did = new URL(args.request.url).searchParams.get('fait');
  return data(
    { ...page, me: ctx.actor.id, done: DONE.find((one) => one === did) ?? null },
    { headers: isMoving(page) ? { Refresh: AGAIN_AFTER } : {} },
  );
}

export const headers = ({ loaderHeaders }: HeadersArgs) => loaderHeaders;

/** Whether a worker has something to do now that the page will show. */
function isMoving({ draft }: PublicationPage): boolean {
  if (draft?.state === 'building') return true;
  const { state } = draft?.task ?? {};
  return (
    draft?.state === 'confirmed' && (draft.releasesAt === null || state === 'queued' || state === 'running')
  );
}

const FIELD_OF: Readonly<Record<string, string>> = {
  'publication.reasonMissing': 'reason',
  'publication.hourPast': 'release',
  'publication.schoolsAfter': 'schoolsDate',
};

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'result.publish');
  const sittingId = idParam(args.params.sittingId);
  const formData = await args.request.formData();
  const form = parseForm(publicationCommand, formData);
  if (!form.ok) return formProblem(form);
  const here = `/bureau/sessions/${sittingId}/publication`;
  const refused = (answer: { reason: string; detail?: Readonly<Record<string, string | number>> }) => {
    if (answer.reason === 'sitting.notFound') throw notFound();
    return formProblem(formError(formData, { [FIELD_OF[answer.reason] ?? '']: reasonMessage(answer) }));
  };
  if (form.value.do === 'putAside') {
    const answer = await putPublicationAside(ctx, { draftId: form.value.draft });
    return answer.ok ? redirect(`${here}?fait=putAside`) : refused(answer);
  }
  if (form.value.do === 'confirm') {
    const answer = await confirmPublication(ctx, { draftId: form.value.draft });
    return answer.ok ? redirect(`${here}?fait=published`) : refused(answer);
  }
  const page = orNotFound(await loadPublicationPage(ctx.db, sittingId));
  const hours = readHours(formData, form.value, page.timeZone);
  if (!hours.ok) return formProblem(hours);
  const answer = await preparePublication(ctx, { sittingId, reason: form.value.reason, ...hours.value });
  return answer.ok ? redirect(`${here}?fait=prepared`) : refused(answer);
}

export default function Publication() {
  const t = useT();
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const { sitting, series, juries, sealed, draft, versions, releases, timeZone, me } = page;
  const problem = useActionData<typeof action>();
  const ready = juries > 0 && sealed === juries;
  const latest = versions.find(({ state }) => state === 'read');
  const open = draft !== null && draft.state !== 'refused';
  const mayPrepare = ready && draft?.state !== 'building' && draft?.state !== 'confirmed';
  return (
    <>
      <ErrorSummary problem={problem} />
      <BackLink href={`/bureau/sessions/${sitting.id}`} text={sitting.name[locale]} />
      <PageHeading
        title={t('results:publication.title')}
        lead={t('results:publication.lead')}
        actions={
          latest ? (
            <LinkButton
              href={`/resultats/${sitting.id}`}
              kind="second"
              text={t('results:publication.page')}
            />
          ) : null
        }
      />
      {problem ? null : <Done />}
      <Sealed />
      {draft ? <DraftPanel draft={draft} series={series} me={me} problem={problem} /> : null}
      {mayPrepare ? (
        <PrepareForm
          again={versions.length > 0}
          second={open || versions.length > 0}
          timeZone={timeZone}
          problem={problem}
        />
      ) : null}
      {ready ? null : <Notice>{t('results:publication.waiting')}</Notice>}
      <section aria-labelledby="versions">
        <h2 id="versions">{t('results:publication.versions')}</h2>
        <VersionsTable versions={versions} />
        <ReleaseHistory releases={releases} />
        {latest ? <PublicationFigures statistics={latest.statistics} series={series} /> : null}
      </section>
    </>
  );
}

/** What was just done, once it is: a job may have it in hand still. */
function Done() {
  const t = useT();
  const { done, draft } = useLoaderData<typeof loader>();
  if (done === 'prepared' && draft?.state === 'prepared')
    return <Said text={t('results:publication.prepared')} />;
  if (done === 'published' && draft === null) return <Said text={t('results:publication.published')} />;
  return done === 'putAside' ? <Said text={t('publishing:putAside')} /> : null;
}

function Said({ text }: { text: string }) {
  return (
    <Notice tone="good" live>
      {text}
    </Notice>
  );
}

function Sealed() {
  const t = useT();
  const format = useFormat();
  const { juries, sealed } = useLoaderData<typeof loader>();
  return (
    <dl className="figures">
      <div>
        <dt>{t('results:publication.juries')}</dt>
        <dd>
          {t('results:publication.juriesOf', { sealed: format.number(sealed), total: format.number(juries) })}
        </dd>
      </div>
    </dl>
  );
}
