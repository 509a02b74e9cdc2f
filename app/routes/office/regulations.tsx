import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { StateTag } from '#app/components/state-tag.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listRegulations } from '#app/queries/regulations/list-regulations.server.ts';

export const handle: RouteHandle = { title: 'regulations:title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'regulation.manage');
  return { regulations: await listRegulations(ctx.db, reachOf(ctx.actor, 'regulation.manage')) };
}

export default function Regulations() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { regulations } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title={t('regulations:title')}
        lead={t('regulations:lead')}
        actions={<LinkButton href="/bureau/reglements/nouveau" text={t('regulations:new.open')} />}
      />
      <DataTable
        caption={t('regulations:list')}
        captionHidden
        rows={regulations}
        rowKey={({ latest }) => latest.id}
        empty={<EmptyState title={t('regulations:none')} />}
        columns={[
          {
            key: 'name',
            header: t('regulations:column.name'),
            heading: true,
            cell: ({ name, latest }) => <a href={`/bureau/reglements/${latest.id}`}>{name[locale]}</a>,
          },
          {
            key: 'version',
            header: t('regulations:column.version'),
            cell: ({ latest: { version, createdAt } }) =>
              t('regulations:kept', { version, date: format.date(createdAt) }),
          },
          {
            key: 'status',
            header: t('regulations:column.status'),
            cell: ({ status }) => (
              <StateTag
                tone={status === 'official' ? 'good' : 'warn'}
                text={t(`regulations:status.${status}`)}
              />
            ),
          },
          {
            key: 'sittings',
            header: t('regulations:column.sittings'),
            align: 'end',
            cell: ({ sittings }) => format.number(sittings),
          },
          {
            key: 'draft',
            header: t('regulations:column.draft'),
            cell: ({ draft }) =>
              draft ? (
                <a href={`/bureau/reglements/brouillons/${draft.id}`}>
                  {t('regulations:draftBy', { by: draft.by, at: format.dateTime(draft.at) })}
                </a>
              ) : (
                t('regulations:noDraft')
              ),
          },
        ]}
      />
    </>
  );
}
