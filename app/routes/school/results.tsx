import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { StateTag } from '#app/components/state-tag.tsx';
import { grantsFor } from '#app/domain/access/actor.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listSchoolPublications } from '#app/queries/school/list-school-results.server.ts';

export const handle: RouteHandle = { title: 'publishing:school.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const grants = grantsFor(ctx.actor, 'entry.school');
  return { sittings: await listSchoolPublications(ctx.db, grants, { now: ctx.clock() }) };
}

export default function SchoolResults() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { sittings } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading title={t('publishing:school.title')} lead={t('publishing:school.lead')} />
      <DataTable
        caption={t('publishing:school.title')}
        captionHidden
        rows={sittings}
        rowKey={({ sittingId }) => sittingId}
        empty={<EmptyState title={t('publishing:school.none')} text={t('publishing:school.noneText')} />}
        columns={[
          {
            key: 'name',
            header: t('publishing:school.sitting'),
            heading: true,
            cell: ({ sittingId, name }) => <a href={`/ecole/resultats/${sittingId}`}>{name[locale]}</a>,
          },
          {
            key: 'when',
            header: t('publishing:school.when'),
            cell: ({ embargoed, publishedAt }) =>
              embargoed ? (
                <StateTag
                  tone="warn"
                  text={t('publishing:school.embargo', { date: format.dateTime(publishedAt) })}
                />
              ) : (
                <StateTag
                  tone="good"
                  text={t('publishing:school.open', { date: format.dateTime(publishedAt) })}
                />
              ),
          },
          {
            key: 'candidates',
            header: t('publishing:school.passed'),
            align: 'end',
            cell: ({ candidates, passed }) =>
              t('publishing:school.of', {
                passed: format.number(passed),
                total: format.number(candidates),
              }),
          },
        ]}
      />
    </>
  );
}
