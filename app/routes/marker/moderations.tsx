import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { formatCode } from '#app/domain/anonymity/code.ts';
import { formatShift } from '#app/domain/marking/moderate.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listMyModerations, type MyModeration } from '#app/queries/marker/list-my-moderations.server.ts';

export const handle: RouteHandle = { title: 'scripts:mine.moderationsTitle' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'mark.enter');
  return { moderations: await listMyModerations(ctx.db, ctx.actor) };
}

export default function MyModerations() {
  const t = useT();
  const { moderations } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading title={t('scripts:mine.moderationsTitle')} lead={t('scripts:mine.moderationsLead')} />
      {moderations.length === 0 ? (
        <EmptyState title={t('scripts:mine.none')} text={t('scripts:mine.noneText')} />
      ) : (
        moderations.map((one) => <Moderation key={one.id} moderation={one} />)
      )}
    </>
  );
}

function Moderation({ moderation }: { moderation: MyModeration }) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { id, paper, sitting, shift, reason, changes } = moderation;
  return (
    <section aria-labelledby={`moderation-${id}`}>
      <h2 id={`moderation-${id}`}>
        {paper[locale]}, {sitting[locale]}
      </h2>
      <p>
        {t('scripts:mine.applied', {
          shift: formatShift(shift, locale === 'en' ? '.' : ','),
          proposer: moderation.proposedBy,
          applier: moderation.appliedBy,
          date: format.dateTime(moderation.appliedAt),
        })}
      </p>
      <blockquote>{reason}</blockquote>
      {changes.length === 0 ? (
        <p>{t('scripts:mine.noChange')}</p>
      ) : (
        <DataTable
          caption={t('scripts:mine.changes', {
            count: changes.length,
            formatted: format.number(changes.length),
          })}
          rows={changes}
          rowKey={({ code }) => code}
          columns={[
            {
              key: 'code',
              header: t('scripts:statistics.code'),
              heading: true,
              cell: ({ code }) => formatCode(code),
            },
            {
              key: 'bundle',
              header: t('scripts:statistics.inBundle'),
              align: 'end',
              cell: ({ bundle }) => bundle,
            },
            {
              key: 'before',
              header: t('scripts:mine.before'),
              align: 'end',
              cell: ({ before }) => (before === null ? '–' : format.mark(before)),
            },
            {
              key: 'after',
              header: t('scripts:mine.after'),
              align: 'end',
              cell: ({ after }) => format.mark(after),
            },
          ]}
        />
      )}
    </section>
  );
}
