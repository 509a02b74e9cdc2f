import { data, type HeadersArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { DecisionTag } from '#app/components/results/decision-tag.tsx';
import { grantsFor } from '#app/domain/access/actor.ts';
import { idParam, pageOf } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import {
  listSchoolPublications,
  listSchoolResults,
  SCHOOL_RESULTS_PAGE,
} from '#app/queries/school/list-school-results.server.ts';
import { noteEarlyReading } from '#app/services/publication/note-early-reading.server.ts';

export const handle: RouteHandle = { title: 'publishing:school.title' };

/** Reading ahead of everyone is written in the log, page by page. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const grants = grantsFor(ctx.actor, 'entry.school');
  const sittingId = idParam(args.params.sittingId);
  const [found] = await listSchoolPublications(ctx.db, grants, { now: ctx.clock(), sittingId });
  const publication = orNotFound(found);
  const { publicationId, embargoed } = publication;
  const page = pageOf(new URL(args.request.url).searchParams);
  const results = await listSchoolResults(ctx.db, grants, { publicationId, page });
  if (embargoed) await noteEarlyReading(ctx, { publicationId, as: 'page', candidates: results.length });
  else ctx.log.info({ publicationId, candidates: results.length }, 'a school read its results');
  const shown = { publication, results, page, pageSize: SCHOOL_RESULTS_PAGE };
  return data(shown, { headers: { 'Cache-Control': 'private, no-store' } });
}

export const headers = ({ loaderHeaders }: HeadersArgs) => loaderHeaders;

export default function SchoolResultsSitting() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { publication, results, page, pageSize } = useLoaderData<typeof loader>();
  const { sittingId, name, version, publishedAt, embargoed, candidates, passed } = publication;
  const date = format.dateTime(publishedAt);
  return (
    <>
      <BackLink href="/ecole/resultats" text={t('publishing:school.back')} />
      <PageHeading
        eyebrow={t('publishing:school.version', { version })}
        title={name[locale]}
        lead={`${t('publishing:school.passed')} : ${t('publishing:school.of', {
          passed: format.number(passed),
          total: format.number(candidates),
        })}`}
        actions={
          <LinkButton
            href={`/ecole/resultats/${sittingId}/liste.csv`}
            text={t('publishing:school.download')}
            kind="second"
            download
          />
        }
      />
      {embargoed ? (
        <Notice tone="warn" title={t('publishing:school.embargo', { date })}>
          <p>{t('publishing:school.embargoText')}</p>
        </Notice>
      ) : (
        <p>{t('publishing:school.open', { date })}</p>
      )}
      <Results results={results} />
      <Pagination
        page={page}
        pageSize={pageSize}
        total={candidates}
        hrefOf={(target) => `/ecole/resultats/${sittingId}?page=${target}`}
      />
    </>
  );
}

function Results({ results }: Pick<ReturnType<typeof useLoaderData<typeof loader>>, 'results'>) {
  const t = useT();
  const format = useFormat();
  return (
    <DataTable
      caption={t('publishing:school.title')}
      captionHidden
      narrow="scroll"
      rows={results}
      rowKey={({ entryId }) => entryId}
      columns={[
        {
          key: 'name',
          header: t('publishing:school.name'),
          heading: true,
          cell: ({ surname, givenNames }) => <bdi>{`${surname} ${givenNames}`}</bdi>,
        },
        {
          key: 'number',
          header: t('publishing:school.tableNumber'),
          cell: ({ tableNumber }) => tableNumber,
        },
        { key: 'series', header: t('publishing:school.series'), cell: ({ series }) => series },
        {
          key: 'decision',
          header: t('publishing:school.decision'),
          cell: ({ decision, byJury }) => <DecisionTag decision={decision} byJury={byJury} />,
        },
        {
          key: 'average',
          header: t('publishing:school.average'),
          align: 'end',
          cell: ({ average }) => (average === null ? '–' : format.mark(average)),
        },
      ]}
    />
  );
}
