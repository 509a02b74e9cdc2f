import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { DayChart } from '#app/components/follow-up/day-chart.tsx';
import { DeadlineFacts, type LateFee } from '#app/components/follow-up/deadline-facts.tsx';
import { FollowUpFilters } from '#app/components/follow-up/follow-up-filters.tsx';
import { HeadcountTable } from '#app/components/follow-up/headcount-table.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { holds } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { feeScheduleSchema } from '#app/domain/fees/fee-schedule.ts';
import { fillDays } from '#app/domain/followup/headcount.ts';
import { regulationSchema } from '#app/domain/regulation/schema.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { FOLLOW_UP_TABLES, FOLLOW_UP_VIEWS, followUpFilter } from '#app/http/follow-up-address.ts';
import { hrefWith, idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listDeadlineChanges } from '#app/queries/followup/list-deadline-changes.server.ts';
import { countOpenDuplicates } from '#app/queries/followup/list-duplicates.server.ts';
import { countSilentSchools } from '#app/queries/followup/list-silent-schools.server.ts';
import { loadHeadcounts, OVERVIEW } from '#app/queries/followup/load-headcounts.server.ts';
import { loadSitting } from '#app/queries/office/load-sitting.server.ts';

export const handle: RouteHandle = { title: 'followUp:title' };
const VIEWS = ['commune', 'school'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, ['entry.read', 'sitting.manage']);
  const { actor, db } = ctx;
  const reach = reachOf(actor, 'entry.read', 'sitting.manage');
  const { sitting, profile, feeBody, regulationBody } = orNotFound(
    await loadSitting(db, reach, idParam(args.params.sittingId)),
  );
  const parameters = new URL(args.request.url).searchParams;
  const filter = followUpFilter(parameters);
  const view = VIEWS.find((one) => FOLLOW_UP_VIEWS[one] === parameters.get('par'));
  const { timeZone } = profile;
  const counts = await loadHeadcounts(db, reach, {
    sittingId: sitting.id,
    filter,
    dimensions: view === undefined ? OVERVIEW : [view],
    timeZone,
  });
  const places = await countSilentSchools(db, reach, sitting.id);
  const now = ctx.clock();
  const last = now < sitting.entriesCloseAt ? now : sitting.entriesCloseAt;
  return {
    sitting: { id: sitting.id, name: sitting.name, closesAt: sitting.entriesCloseAt },
    filter,
    view: view ?? null,
    counts,
    days:
      counts.days.length === 0
        ? []
        : fillDays(counts.days, localDate(sitting.entriesOpenAt, timeZone), localDate(last, timeZone)),
    now,
    silent: places.reduce((sum, one) => sum + one.silent, 0),
    openPairs: holds(actor, 'entry.read')
      ? await countOpenDuplicates(db, reachOf(actor, 'entry.read'), sitting.id)
      : 0,
    regions: places.map(({ regionId, region }) => ({ id: regionId, name: region })),
    series: Object.keys(regulationSchema.parse(regulationBody).series),
    lateFees: lateFeesOf(feeBody),
    changes: await listDeadlineChanges(db, sitting.id),
    canRemind: holds(actor, 'entry.review') || holds(actor, 'sitting.manage'),
  };
}

function lateFeesOf(body: unknown): LateFee[] {
  const { lines, currency } = feeScheduleSchema.parse(body);
  return lines.flatMap(({ code, label, amount, after }) =>
    after === undefined ? [] : [{ code, label, amount: amount.toString(), currency, after }],
  );
}

export default function FollowUp() {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const { sitting, filter, view, counts, days, now, silent, regions, series, ...rest } =
    useLoaderData<typeof loader>();
  const { search } = useLocation();
  const here = `/bureau/sessions/${sitting.id}`;
  const path = `${here}/suivi`;
  const exportOf = (table: keyof typeof FOLLOW_UP_TABLES) =>
    hrefWith(`${here}/suivi.csv`, search, { par: FOLLOW_UP_TABLES[table] });
  const total = format.number(counts.sum.total);
  const what = filter.state
    ? t('followUp:scope.state', { state: t(`states:entry.${filter.state}`) })
    : t('followUp:scope.sent');
  return (
    <>
      <BackLink href={here} text={sitting.name[locale]} />
      <PageHeading
        title={t('followUp:title')}
        lead={t('followUp:lead', { total, what })}
        actions={
          <>
            {rest.canRemind ? (
              <LinkButton kind="second" href={`${here}/rappels`} text={t('followUp:reminders.title')} />
            ) : null}
          </>
        }
      />
      <p>{t('followUp:asOf', { when: format.dateTime(now) })}</p>
      <p>
        <a href={`${path}/etablissements-muets`}>
          {silent === 0 ? t('followUp:silent.allLink') : t('followUp:silent.link', { count: silent })}
        </a>
        {rest.openPairs > 0 ? (
          <>
            {' · '}
            <a href={`/bureau/doublons?session=${sitting.id}&etat=open`}>
              {t('followUp:duplicates.toDecide', { count: rest.openPairs })}
            </a>
          </>
        ) : null}
      </p>
      <Views path={path} search={search} view={view} />
      <FollowUpFilters
        path={path}
        view={view === null ? undefined : FOLLOW_UP_VIEWS[view]}
        filter={filter}
        regions={regions}
        series={series}
      />
      {counts.sum.total === 0 ? <EmptyState title={t('followUp:none')} /> : null}
      <div className={view === null ? 'pair' : undefined}>
        {counts.tables.map((table) => (
          <HeadcountTable key={table.dimension} table={table} exportHref={exportOf(table.dimension)} />
        ))}
      </div>
      {view === null ? <DayChart days={days} total={counts.sum.total} exportHref={exportOf('days')} /> : null}
      {view === null ? (
        <DeadlineFacts closesAt={sitting.closesAt} lateFees={rest.lateFees} changes={rest.changes} />
      ) : null}
    </>
  );
}

type ViewProps = { path: string; search: string; view: (typeof VIEWS)[number] | null };

function Views({ path, search, view }: ViewProps) {
  const t = useT();
  return (
    <nav aria-label={t('followUp:views')}>
      <ul className="lists">
        <li>
          <a
            href={hrefWith(path, search, { par: undefined })}
            aria-current={view === null ? 'true' : undefined}
          >
            {t('followUp:view.overview')}
          </a>
        </li>
        {VIEWS.map((one) => (
          <li key={one}>
            <a
              href={hrefWith(path, search, { par: FOLLOW_UP_VIEWS[one] })}
              aria-current={view === one ? 'true' : undefined}
            >
              {t(`followUp:view.${one}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
