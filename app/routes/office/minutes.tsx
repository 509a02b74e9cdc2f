import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { StateTag } from '#app/components/state-tag.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listMinutes, type MinutesLine } from '#app/queries/jury/find-minutes.server.ts';

export const handle: RouteHandle = { title: 'deliberation:officeTitle' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'document.read');
  const sittingId = idParam(args.params.sittingId);
  const found = orNotFound(await listMinutes(ctx.db, sittingId));
  if (!authorise(ctx.actor, 'document.read', found).ok) throw notFound();
  return { sittingId, name: found.name, lines: found.lines };
}

export default function SittingMinutes() {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const { sittingId, name, lines } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={`/bureau/sessions/${sittingId}`} text={name[locale]} />
      <PageHeading
        eyebrow={name[locale]}
        title={t('deliberation:officeTitle')}
        lead={t('deliberation:officeLead')}
      />
      <DataTable
        caption={t('deliberation:officeTitle')}
        captionHidden
        rows={lines}
        rowKey={({ deliberationId }) => deliberationId}
        empty={<EmptyState title={t('deliberation:officeNone')} />}
        columns={[
          { key: 'jury', header: t('deliberation:officeJury'), heading: true, cell: ({ jury }) => jury.name },
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
            header: t('deliberation:officeDossiers'),
            align: 'end',
            cell: ({ dossiers }) => format.number(dossiers),
          },
          { key: 'state', header: t('marking:jury.state'), cell: (line) => <State line={line} /> },
          { key: 'file', header: t('deliberation:officeFile'), cell: (line) => <File line={line} /> },
        ]}
      />
    </>
  );
}

function State({ line: { state, signed } }: { line: Pick<MinutesLine, 'state'> & { signed: unknown } }) {
  const t = useT();
  if (signed) return <StateTag tone="good" text={t('deliberation:signedTag')} />;
  return state === 'sealed' ? (
    <StateTag tone="warn" text={t('deliberation:unsignedTag')} />
  ) : (
    <StateTag tone="progress" text={t('deliberation:stateOpen')} />
  );
}

function File({ line: { deliberationId, signed } }: { line: { deliberationId: string; signed: unknown } }) {
  const t = useT();
  if (!signed) return <>{t('deliberation:notYet')}</>;
  return (
    <a href={`/bureau/deliberations/${deliberationId}/pv.pdf`} download>
      {t('deliberation:download')}
    </a>
  );
}
