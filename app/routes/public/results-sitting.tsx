import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { DecisionTag } from '#app/components/results/decision-tag.tsx';
import { StatisticsTable } from '#app/components/results/statistics-table.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { publicStatistics } from '#app/domain/publication/public-statistics.ts';
import { pageOf } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { publishedSitting } from '#app/http/results/published-number.ts';
import { correctionOf } from '#app/http/results/tell-result.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { formatter } from '#app/i18n/format.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import {
  type CentreResults,
  RESULTS_PER_PAGE,
  readCentre,
  searchCentres,
} from '#app/queries/results/read-published.ts';

export const handle: RouteHandle = { title: 'results:find.title' };

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  publicRoute({ context }, 'table numbers and decisions are public once published');
  const snapshot = publishedSitting(context, params);
  const { head } = snapshot;
  const { searchParams } = new URL(request.url);
  const search = (searchParams.get('q') ?? '').slice(0, 80);
  const page = pageOf(searchParams);
  const centre = searchParams.get('centre');
  return {
    sittingId: head.sittingId,
    name: head.sitting,
    office: head.office,
    corrected: correctionOf(head, context.locale),
    publishedAt: formatter(context.locale, head.timeZone).dateTime(new Date(head.publishedAt)),
    series: Object.fromEntries(
      Object.entries(head.regulation.series).map(([code, { name: of }]) => [code, of[context.locale]]),
    ),
    search,
    page,
    pageSize: RESULTS_PER_PAGE,
    statistics: publicStatistics(head.statistics),
    centres: centre === null ? searchCentres(snapshot, search) : [],
    results: centre === null ? null : orNotFound(readCentre(snapshot, centre, page)),
  };
}

export default function ResultsOfSitting() {
  const t = useT();
  const locale = useLocale();
  const { sittingId, name, office, corrected, publishedAt, results } = useLoaderData<typeof loader>();
  const here = `/resultats/${sittingId}`;
  return (
    <>
      <BackLink
        href={results ? here : '/resultats'}
        text={t(results ? 'results:sitting.allCentres' : 'results:find.title')}
      />
      <PageHeading
        eyebrow={office[locale]}
        title={results ? t('results:sitting.list', { centre: results.centre.name }) : name[locale]}
        lead={
          corrected
            ? t('results:sitting.corrected', corrected)
            : t('results:sitting.published', { date: publishedAt })
        }
        actions={<LinkButton href="/resultats" kind="second" text={t('results:sitting.one')} />}
      />
      {results ? <ResultsOfCentre here={here} results={results} /> : <Centres here={here} />}
    </>
  );
}

function Centres({ here }: { here: string }) {
  const t = useT();
  const format = useFormat();
  const { centres, search, statistics, series } = useLoaderData<typeof loader>();
  const lines = [
    ...statistics.groups.map(({ group, statistics: counts }) => ({
      name: series[group] ?? group,
      statistics: counts,
    })),
    { name: t('results:statistics.all'), statistics: statistics.whole },
  ];
  return (
    <>
      <FilterForm submit={t('common:action.search')} {...(search === '' ? {} : { clearHref: here })}>
        <TextField name="q" type="search" label={t('results:sitting.search')} defaultValue={search} />
      </FilterForm>
      <DataTable
        caption={t('results:sitting.centres')}
        rows={centres}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('results:sitting.noCentre')} />}
        columns={[
          {
            key: 'centre',
            header: t('results:sitting.centre'),
            heading: true,
            cell: ({ id, name }) => <a href={`${here}?centre=${id}`}>{name}</a>,
          },
          {
            key: 'candidates',
            header: t('results:sitting.candidates'),
            align: 'end',
            cell: ({ candidates }) => format.number(candidates),
          },
        ]}
      />
      <StatisticsTable lines={lines} />
      <p className="small">{t('results:statistics.small')}</p>
    </>
  );
}

function ResultsOfCentre({ here, results }: { here: string; results: CentreResults }) {
  const t = useT();
  const { page, pageSize } = useLoaderData<typeof loader>();
  return (
    <>
      <DataTable
        caption={t('results:sitting.list', { centre: results.centre.name })}
        captionHidden
        narrow="scroll"
        rows={results.lines}
        rowKey={({ tableNumber }) => tableNumber}
        columns={[
          {
            key: 'number',
            header: t('results:sitting.number'),
            heading: true,
            cell: ({ tableNumber }) => (
              <a href={`${here}/${encodeURIComponent(tableNumber)}`}>{tableNumber}</a>
            ),
          },
          {
            key: 'decision',
            header: t('results:sitting.decision'),
            cell: ({ decision }) => <DecisionTag decision={decision} />,
          },
        ]}
      />
      <Pagination
        page={page}
        pageSize={pageSize}
        total={results.centre.candidates}
        hrefOf={(number) => `${here}?centre=${results.centre.id}&page=${number}`}
      />
      <p>
        <a href={`${here}/centres/${results.centre.id}`} download>
          {t('results:sitting.download')}
        </a>
      </p>
    </>
  );
}
