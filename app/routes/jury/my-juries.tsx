import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { StateTag } from '#app/components/state-tag.tsx';
import { grantsFor } from '#app/domain/access/actor.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useReasonText, useT } from '#app/i18n/use-t.tsx';
import { type JuryLine, listJuries } from '#app/queries/jury/list-juries.server.ts';

export const handle: RouteHandle = { title: 'marking:jury.mine' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'deliberation.conduct');
  const refused = new URL(args.request.url).searchParams.get('refus');
  return {
    juries: await listJuries(ctx.db, grantsFor(ctx.actor, 'deliberation.conduct')),
    refused: refused !== null && /^[a-zA-Z.]{1,60}$/.test(refused) ? refused : null,
  };
}

export default function MyJuries() {
  const t = useT();
  const locale = useLocale();
  const reasonText = useReasonText();
  const { juries, refused } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading title={t('marking:jury.mine')} lead={t('marking:jury.lead')} />
      {refused === null ? null : (
        <Notice tone="warn" live>
          {reasonText({ reason: refused })}
        </Notice>
      )}
      <DataTable
        caption={t('marking:jury.list')}
        captionHidden
        rows={juries}
        rowKey={({ id, round }) => `${id} ${round}`}
        empty={<EmptyState title={t('marking:jury.none')} text={t('marking:jury.noneText')} />}
        columns={[
          { key: 'jury', header: t('marking:jury.jury'), heading: true, cell: ({ name }) => name },
          { key: 'sitting', header: t('marking:mine.sitting'), cell: ({ sitting }) => sitting[locale] },
          {
            key: 'round',
            header: t('deliberation:roundColumn'),
            cell: ({ round, kind }) =>
              t('deliberation:roundNamed', {
                number: round,
                kind: t(`deliberation:round.${kind ?? 'sitting'}`),
              }),
          },
          {
            key: 'dossiers',
            header: t('marking:jury.dossiers'),
            align: 'end',
            cell: ({ dossiers }) => dossiers,
          },
          { key: 'state', header: t('marking:jury.state'), cell: (row) => <State jury={row} /> },
          { key: 'action', header: t('marking:jury.action'), cell: (row) => <Action jury={row} /> },
        ]}
      />
    </>
  );
}

function State({ jury }: { jury: JuryLine }) {
  const t = useT();
  if (jury.state === 'sealed')
    return jury.signed ? (
      <StateTag tone="good" text={t('deliberation:signedTag')} />
    ) : (
      <StateTag tone="warn" text={t('deliberation:unsignedTag')} />
    );
  if (jury.state === 'open') return <StateTag tone="progress" text={t('marking:jury.open')} />;
  if (jury.dossiers === 0) return <StateTag text={t('marking:jury.empty')} />;
  return jury.openBundles > 0 ? (
    <StateTag text={t('marking:jury.waiting', { count: jury.openBundles })} />
  ) : (
    <StateTag tone="warn" text={t('marking:jury.ready')} />
  );
}

function Action({ jury: { id, deliberationId, dossiers, openBundles } }: { jury: JuryLine }) {
  const t = useT();
  if (deliberationId !== null)
    return <LinkButton href={`/jury/${deliberationId}`} kind="second" text={t('marking:jury.enter')} />;
  if (dossiers === 0 || openBundles > 0) return null;
  return (
    <form method="post" action={`/jury/ouvrir/${id}`}>
      <SubmitButton text={t('marking:jury.start')} />
    </form>
  );
}
