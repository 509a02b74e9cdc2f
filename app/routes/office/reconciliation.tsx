import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton } from '#app/components/buttons.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { providerName } from '#app/components/office/state-tags.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { StateTag } from '#app/components/state-tag.tsx';
import { Money } from '#app/components/values.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { LINES_SHOWN, loadReconciliation } from '#app/queries/office/load-reconciliation.server.ts';

export const handle: RouteHandle = { title: 'money:reconciliations.title' };
const PATH = '/bureau/caisse/rapprochements';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const id = idParam(args.params.reconciliationId);
  const run = orNotFound(await loadReconciliation(ctx.db, reachOf(ctx.actor, 'money.read'), id));
  return { run, most: LINES_SHOWN };
}

export default function Reconciliation() {
  const t = useT();
  const format = useFormat();
  const { run, most } = useLoaderData<typeof loader>();
  const { id, currency, theirs, ours, difference } = run;
  const title = t('money:reconciliations.one', {
    provider: providerName(t, run.provider),
    day: format.date(run.day),
  });
  return (
    <>
      <BackLink href={PATH} text={t('money:reconciliations.title')} />
      <PageHeading title={title} />
      {run.state === 'done' ? (
        <Notice
          tone={difference === 0n ? 'good' : 'warn'}
          title={t(difference === 0n ? 'money:reconciliations.agrees' : 'money:reconciliations.differs')}
        />
      ) : (
        <Notice tone="warn" title={t(`money:reconciliations.states.${run.state}`)} />
      )}
      {currency === null ? null : (
        <DataTable
          caption={title}
          captionHidden
          columns={(['theirs', 'ours', 'difference'] as const).map((key) => ({
            key,
            header: t(`money:reconciliations.${key}`),
            align: 'end' as const,
            cell: (row: Readonly<Record<typeof key, bigint>>) => (
              <Money amount={{ minor: row[key], currency }} />
            ),
          }))}
          rows={[{ theirs, ours, difference }]}
          rowKey={() => id}
        />
      )}
      <h2>{t('money:reconciliations.lines')}</h2>
      <Lines />
      {run.movements > most ? <p>{t('money:reconciliations.shown', { count: most })}</p> : null}
      <ButtonRow>
        <LinkButton
          kind="second"
          href={`${PATH}/${id}/mouvements.csv`}
          text={t('money:reconciliations.export')}
          download
        />
      </ButtonRow>
    </>
  );
}

function Lines() {
  const t = useT();
  const { lines } = useLoaderData<typeof loader>().run;
  return (
    <DataTable
      caption={t('money:reconciliations.lines')}
      captionHidden
      narrow="scroll"
      columns={[
        {
          key: 'movement',
          header: t('money:reconciliations.movement'),
          heading: true,
          cell: ({ settlementId, paymentId }) => settlementId ?? paymentId,
        },
        {
          key: 'kind',
          header: t('money:reconciliations.kind'),
          cell: ({ kind }) => t(`money:reconciliations.kinds.${kindOf(kind)}`),
        },
        {
          key: 'theirs',
          header: t('money:reconciliations.theirs'),
          align: 'end',
          cell: ({ theirs, currency }) => <Money amount={{ minor: theirs, currency }} />,
        },
        {
          key: 'ours',
          header: t('money:reconciliations.ours'),
          align: 'end',
          cell: ({ ours, currency }) => <Money amount={{ minor: ours, currency }} />,
        },
        {
          key: 'fee',
          header: t('money:reconciliations.fee'),
          align: 'end',
          cell: ({ fee, currency }) => <Money amount={{ minor: fee, currency }} />,
        },
        {
          key: 'verdict',
          header: t('money:reconciliations.verdict'),
          cell: ({ verdict, theirs, ours }) => (
            <StateTag
              tone={verdict === 'other' ? 'neutral' : theirs === ours ? 'good' : 'warn'}
              text={t(`money:reconciliations.verdicts.${verdict}`)}
            />
          ),
        },
      ]}
      rows={lines}
      rowKey={({ position }) => String(position)}
      empty={<EmptyState title={t('money:reconciliations.linesNone')} />}
    />
  );
}

const KINDS = ['payment', 'refund', 'dispute', 'other'] as const;
const kindOf = (kind: string) => KINDS.find((one) => one === kind) ?? 'other';
