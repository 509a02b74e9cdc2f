import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { CheckboxGroup } from '#app/components/choice-fields.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { StatisticsTable } from '#app/components/results/statistics-table.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import type { PublicationStatistics } from '#app/domain/publication/public-statistics.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadPublicationPage } from '#app/queries/results/load-publication-page.server.ts';
import { confirmPublication } from '#app/services/publication/confirm-publication.server.ts';
import { preparePublication } from '#app/services/publication/prepare-publication.server.ts';

export const handle: RouteHandle = { title: 'results:publication.title' };

const DONE = ['prepared', 'published'] as const;

function idOf(text: string | undefined): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw notFound();
  return id.data;
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'result.publish');
  const page = orNotFound(await loadPublicationPage(ctx.db, idOf(args.params.sittingId)));
  if (!authorise(ctx.actor, 'result.publish', { organisationId: page.organisationId }).ok) throw notFound();
  const did = new URL(args.request.url).searchParams.get('fait');
  return { ...page, me: ctx.actor.id, done: DONE.find((one) => one === did) ?? null };
}

const commandSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('prepare'), reason: z.string().trim().max(500).optional() }),
  z.object({
    do: z.literal('confirm'),
    draft: z.uuid(),
    sure: z.literal('yes', { error: message('results:publication.confirmMissing') }),
  }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'result.publish');
  const sittingId = idOf(args.params.sittingId);
  const formData = await args.request.formData();
  const form = parseForm(commandSchema, formData);
  if (!form.ok) return formProblem(form);
  const here = `/bureau/sessions/${sittingId}/publication`;
  const answer =
    form.value.do === 'prepare'
      ? await preparePublication(ctx, { sittingId, reason: form.value.reason })
      : await confirmPublication(ctx, { draftId: form.value.draft });
  if (answer.ok) return redirect(`${here}?fait=${form.value.do === 'prepare' ? 'prepared' : 'published'}`);
  if (answer.reason === 'sitting.notFound') throw notFound();
  const field = answer.reason === 'publication.reasonMissing' ? 'reason' : '';
  return formProblem(formError(formData, { [field]: reasonMessage(answer) }));
}

export default function Publication() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { sitting, juries, sealed, draft, versions, done } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const ready = juries > 0 && sealed === juries;
  return (
    <>
      <ErrorSummary problem={problem} />
      <BackLink href={`/bureau/sessions/${sitting.id}`} text={sitting.name[locale]} />
      <PageHeading
        title={t('results:publication.title')}
        lead={t('results:publication.lead')}
        actions={
          versions.length > 0 ? (
            <LinkButton
              href={`/resultats/${sitting.id}`}
              kind="second"
              text={t('results:publication.page')}
            />
          ) : null
        }
      />
      {done && !problem ? (
        <Notice tone="good" live>
          {t(`results:publication.${done}`)}
        </Notice>
      ) : null}
      <dl className="figures">
        <div>
          <dt>{t('results:publication.juries')}</dt>
          <dd>
            {t('results:publication.juriesOf', {
              sealed: format.number(sealed),
              total: format.number(juries),
            })}
          </dd>
        </div>
      </dl>
      {draft ? <Draft /> : null}
      {ready ? <Prepare /> : <Notice>{t('results:publication.waiting')}</Notice>}
      <Versions />
    </>
  );
}

function useLines({ whole, groups }: PublicationStatistics) {
  const t = useT();
  return [
    ...groups.map(({ group, statistics }) => ({ name: group, statistics })),
    { name: t('results:statistics.all'), statistics: whole },
  ];
}

function Figures({ statistics }: { statistics: PublicationStatistics }) {
  return <StatisticsTable lines={useLines(statistics)} />;
}

function Draft() {
  const t = useT();
  const format = useFormat();
  const { draft, me } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  if (!draft) return null;
  const error = problem?.errors.sure;
  const date = format.dateTime(new Date(draft.preparedAt));
  return (
    <section aria-labelledby="draft">
      <h2 id="draft">{t('results:publication.draft')}</h2>
      <p>
        {t('results:publication.draftBy', { name: draft.preparedBy, date })}
        {draft.reason ? ` · ${draft.reason}` : ''}
      </p>
      <p className="small">
        {t('results:publication.digest')} <code>{draft.digest}</code>
      </p>
      <Figures statistics={draft.statistics} />
      {draft.preparedById === me ? (
        <Notice tone="warn">{t('results:publication.samePerson')}</Notice>
      ) : (
        <form method="post">
          <p>{t('results:publication.confirmText')}</p>
          <input type="hidden" name="draft" value={draft.id} />
          <CheckboxGroup
            name="sure"
            label={t('common:action.confirm')}
            {...(error ? { error } : {})}
            choices={[{ value: 'yes', label: t('results:publication.confirmCheck') }]}
          />
          <SubmitButton text={t('results:publication.confirm')} name="do" value="confirm" />
        </form>
      )}
    </section>
  );
}

function Prepare() {
  const t = useT();
  const { versions, draft } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const again = versions.length > 0;
  return (
    <form method="post">
      <h2>{t(again ? 'results:publication.again' : 'results:publication.prepare')}</h2>
      <p>{t(again ? 'results:publication.againText' : 'results:publication.prepareText')}</p>
      {again ? (
        <TextField
          {...fieldsOf(problem)('reason')}
          label={t('results:publication.reason')}
          hint={t('results:publication.reasonHint')}
          maxLength={500}
        />
      ) : null}
      <SubmitButton
        text={t(again ? 'results:publication.again' : 'results:publication.prepare')}
        kind={draft || again ? 'second' : 'main'}
        name="do"
        value="prepare"
      />
    </form>
  );
}

function Versions() {
  const t = useT();
  const format = useFormat();
  const { versions } = useLoaderData<typeof loader>();
  const [latest] = versions;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t('results:publication.versions')}</h2>
      <DataTable
        caption={t('results:publication.versions')}
        captionHidden
        rows={versions}
        rowKey={({ version }) => String(version)}
        empty={<p>{t('results:publication.none')}</p>}
        columns={[
          {
            key: 'version',
            header: t('results:publication.version'),
            heading: true,
            cell: ({ version }) => version,
          },
          {
            key: 'at',
            header: t('results:publication.publishedAt'),
            cell: ({ publishedAt }) => format.dateTime(new Date(publishedAt)),
          },
          {
            key: 'people',
            header: t('results:publication.people'),
            cell: ({ preparedBy, confirmedBy }) => `${preparedBy}, ${confirmedBy}`,
          },
          { key: 'why', header: t('results:publication.why'), cell: ({ reason }) => reason ?? '' },
          {
            key: 'digest',
            header: t('results:publication.digest'),
            cell: ({ digest }) => <code title={digest}>{digest.slice(0, 16)}</code>,
          },
        ]}
      />
      {latest ? <Figures statistics={latest.statistics} /> : null}
    </section>
  );
}
