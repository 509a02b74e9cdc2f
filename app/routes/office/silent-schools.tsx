import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { type Column, DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { holds } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { hrefWith, idOf, idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { countSilentSchools, listSilentSchools } from '#app/queries/followup/list-silent-schools.server.ts';
import { loadSitting } from '#app/queries/office/load-sitting.server.ts';

export const handle: RouteHandle = { title: 'followUp:silent.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, ['entry.read', 'sitting.manage']);
  const { actor, db } = ctx;
  const reach = reachOf(actor, 'entry.read', 'sitting.manage');
  const { sitting } = orNotFound(await loadSitting(db, reach, idParam(args.params.sittingId)));
  const regionId = idOf(new URL(args.request.url).searchParams, 'region');
  return {
    sitting: { id: sitting.id, name: sitting.name },
    regionId: regionId ?? null,
    regions: await countSilentSchools(db, reach, sitting.id),
    schools: await listSilentSchools(db, reach, sitting.id, { regionId }),
    canRemind: holds(actor, 'entry.review') || holds(actor, 'sitting.manage'),
  };
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function SilentSchools() {
  const t = useT();
  const locale = useLocale();
  const { sitting, schools, regions, canRemind } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const here = `/bureau/sessions/${sitting.id}`;
  const file = hrefWith(`${here}/suivi/etablissements-muets.csv`, search, {});
  return (
    <>
      <BackLink href={`${here}/suivi`} text={t('followUp:title')} />
      <PageHeading
        eyebrow={sitting.name[locale]}
        title={t('followUp:silent.title')}
        lead={t('followUp:silent.lead')}
        actions={
          canRemind && schools.length > 0 ? (
            <LinkButton href={`${here}/rappels?a=silentSchools`} text={t('followUp:silent.remind')} />
          ) : null
        }
      />
      {regions.length > 1 ? <Regions /> : null}
      <DataTable
        caption={t('followUp:silent.list')}
        columns={useSchoolColumns()}
        rows={schools}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('followUp:silent.none')} />}
      />
      {schools.length > 0 ? (
        <p>
          <a href={file} download>
            {t('followUp:export')}
          </a>
        </p>
      ) : null}
    </>
  );
}

/** Of how many schools, in each region; a region's name shows its schools alone. */
function Regions() {
  const t = useT();
  const format = useFormat();
  const { regions, regionId, sitting } = useLoaderData<typeof loader>();
  const path = `/bureau/sessions/${sitting.id}/suivi/etablissements-muets`;
  const sum = (key: 'schools' | 'silent') => format.number(regions.reduce((all, one) => all + one[key], 0));
  const columns: Column<Loaded['regions'][number]>[] = [
    {
      key: 'region',
      header: t('office:filter.region'),
      heading: true,
      cell: (one) => (
        <a
          href={`${path}?region=${one.regionId}`}
          aria-current={one.regionId === regionId ? 'true' : undefined}
        >
          {one.region}
        </a>
      ),
    },
    {
      key: 'schools',
      header: t('followUp:silent.schools'),
      align: 'end',
      cell: ({ schools }) => format.number(schools),
    },
    {
      key: 'silent',
      header: t('followUp:silent.silent'),
      align: 'end',
      cell: ({ silent }) => format.number(silent),
    },
  ];
  return (
    <>
      <DataTable
        caption={t('followUp:silent.regions')}
        narrow="scroll"
        columns={columns}
        rows={regions}
        rowKey={(one) => one.regionId}
        foot={[t('followUp:sum'), sum('schools'), sum('silent')]}
      />
      {regionId ? (
        <p>
          <a href={path}>{t('common:action.clear')}</a>
        </p>
      ) : null}
    </>
  );
}

function useSchoolColumns(): Column<Loaded['schools'][number]>[] {
  const t = useT();
  return [
    { key: 'name', header: t('followUp:silent.school'), heading: true, cell: ({ name }) => name },
    { key: 'code', header: t('followUp:silent.code'), cell: ({ code }) => code },
    { key: 'commune', header: t('followUp:silent.commune'), cell: ({ commune }) => commune },
    { key: 'region', header: t('office:filter.region'), cell: ({ region }) => region },
    {
      key: 'heads',
      header: t('followUp:silent.heads'),
      cell: ({ heads }) =>
        heads.length === 0 ? (
          t('followUp:silent.noHead')
        ) : (
          <ul>
            {heads.map(({ name, contact }) => (
              <li key={`${name} ${contact}`}>
                {name}, {contact ?? t('followUp:silent.noContact')}
              </li>
            ))}
          </ul>
        ),
    },
  ];
}
