import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton } from '#app/components/buttons.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Money } from '#app/components/values.tsx';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listOpenSittings, type OpenSitting } from '#app/queries/candidate/list-open-sittings.server.ts';

export const handle: RouteHandle = {
  title: 'candidate:sittings.title',
  description: 'candidate:sittings.description',
};

export async function loader({ context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'anyone may read which sittings are open and what they cost');
  return { sittings: await listOpenSittings(ctx.db, ctx.clock()) };
}

export default function Sittings() {
  const t = useT();
  const { sittings } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading title={t('candidate:sittings.title')} lead={t('candidate:sittings.lead')} />
      <p>
        <a href="/reprendre">{t('entries:resume.link')}</a>
      </p>
      {sittings.length === 0 ? (
        <EmptyState title={t('candidate:sittings.none')} text={t('candidate:sittings.noneText')} />
      ) : (
        sittings.map((sitting) => <SittingSection key={sitting.id} sitting={sitting} />)
      )}
    </>
  );
}

function SittingSection({ sitting }: { sitting: OpenSitting }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const title = `sitting-${sitting.id}`;
  return (
    <section aria-labelledby={title}>
      <p className="eyebrow">{sitting.office[locale]}</p>
      <h2 id={title}>{sitting.name[locale]}</h2>
      <SummaryList
        answers={[
          { label: t('candidate:sittings.opens'), value: format.date(sitting.opensAt) },
          { label: t('candidate:sittings.closes'), value: format.dateTime(sitting.closesAt) },
          { label: t('candidate:sittings.starts'), value: format.date(sitting.examStartsOn) },
        ]}
      />
      <Fees sitting={sitting} />
      {sitting.isOpen ? (
        <ButtonRow>
          <LinkButton
            href={`/espace/inscriptions/nouvelle?session=${sitting.id}`}
            text={t('candidate:sittings.start')}
          />
        </ButtonRow>
      ) : (
        <p>{t('candidate:sittings.notYet', { date: format.dateTime(sitting.opensAt) })}</p>
      )}
    </section>
  );
}

function Fees({ sitting: { fees, currency } }: { sitting: OpenSitting }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  type Fee = (typeof fees)[number];
  const about = ({ per, series, after }: Fee) =>
    [
      per === 'optionalPaper' ? t('candidate:sittings.perPaper') : '',
      series ? t('candidate:sittings.onlySeries', { series: series.join(', ') }) : '',
      after ? t('candidate:sittings.afterDate', { date: format.date(after) }) : '',
    ].filter((text) => text !== '');
  return (
    <DataTable
      caption={t('candidate:sittings.fees')}
      narrow="scroll"
      columns={[
        {
          key: 'fee',
          header: t('candidate:sittings.fee'),
          heading: true,
          cell: (fee) => [fee.label[locale], ...about(fee)].join(', '),
        },
        {
          key: 'amount',
          header: t('candidate:sittings.amount'),
          align: 'end',
          cell: ({ amount }) => <Money amount={{ minor: amount, currency }} />,
        },
      ]}
      rows={fees}
      rowKey={({ code }) => code}
    />
  );
}
