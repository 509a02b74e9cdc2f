import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { bundleName } from '#app/components/marking/bundle-name.ts';
import { passText } from '#app/components/marking/task-text.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { StateTag } from '#app/components/state-tag.tsx';
import { markingPolicyOf } from '#app/domain/marking/resolve.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { listMyBundles, type MyBundle } from '#app/queries/marker/list-my-bundles.server.ts';

export const handle: RouteHandle = { title: 'marking:mine.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'mark.enter');
  return { bundles: await listMyBundles(ctx.db, ctx.actor) };
}

export default function MyBundles() {
  const t = useT();
  const locale = useLocale();
  const { bundles } = useLoaderData<typeof loader>();
  const nameOf = ({ paper, paperCode, number, round }: MyBundle) =>
    bundleName(t, { paper: paper?.[locale] ?? paperCode, number, round });
  return (
    <>
      <PageHeading title={t('marking:mine.title')} lead={t('marking:mine.lead')} />
      <DataTable
        caption={t('marking:mine.list')}
        rows={bundles}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('marking:mine.none')} text={t('marking:mine.noneText')} />}
        columns={[
          {
            key: 'bundle',
            header: t('marking:mine.bundle'),
            heading: true,
            cell: (row) => <a href={`/correction/${row.id}`}>{nameOf(row)}</a>,
          },
          { key: 'sitting', header: t('marking:mine.sitting'), cell: (row) => row.sitting[locale] },
          {
            key: 'pass',
            header: t('marking:mine.pass'),
            cell: (row) => passText(t, markingPolicyOf(row.marking), row.pass),
          },
          {
            key: 'progress',
            header: t('marking:mine.progress'),
            align: 'end',
            cell: ({ pass, keyed, scripts }) =>
              t(pass === 3 ? 'marking:mine.settled' : 'marking:mine.done', { keyed, scripts }),
          },
          {
            key: 'packet',
            header: t('scripts:mine.packet'),
            cell: (row) => (
              <a
                href={`/correction/${row.id}/paquet`}
                aria-label={t('scripts:mine.packetTitle', { bundle: nameOf(row) })}
              >
                {t('scripts:mine.packet')}
              </a>
            ),
          },
          { key: 'state', header: t('marking:mine.state'), cell: (row) => <State bundle={row} /> },
        ]}
      />
    </>
  );
}

function State({ bundle }: { bundle: MyBundle }) {
  const t = useT();
  return (
    <StateTag
      tone={bundle.state === 'closed' ? 'good' : 'progress'}
      text={t(`marking:bundleState.${bundle.state}`)}
    />
  );
}
