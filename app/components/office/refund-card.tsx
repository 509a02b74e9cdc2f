import type { ReactNode } from 'react';
import { LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { StateTag, type Tone } from '#app/components/state-tag.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { Money } from '#app/components/values.tsx';
import type { RefundState } from '#app/domain/fees/states.ts';
import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useReasonText, useT } from '#app/i18n/use-t.tsx';
import type { listRefunds } from '#app/queries/office/list-refunds.server.ts';
import { providerName } from './state-tags.tsx';

type Listed = Awaited<ReturnType<typeof listRefunds>>['rows'][number];
type Row = Omit<Listed, 'organisationId' | 'requestedBy'> & {
  readonly [May in 'mayApprove' | 'mayRefuse' | 'mayRetry' | 'mayComplete' | 'atCounter']: boolean;
};
type Problem = FormProblem | undefined;

const TONES: Readonly<Record<RefundState, Tone>> = {
  requested: 'warn',
  approved: 'progress',
  sent: 'progress',
  succeeded: 'good',
  failed: 'bad',
  refused: 'neutral',
};

/** A refund: to whom, how much, why, where it stands, and what the reader may do about it. */
export function RefundCard({ row, problem }: { row: Row; problem: Problem }) {
  const t = useT();
  const say = useReasonText();
  const format = useFormat();
  const name = row.school ?? `${row.surname ?? ''} ${row.givenNames ?? ''}`.trim();
  const date = format.date(row.createdAt);
  const facts = [
    {
      label: t('office:filter.state'),
      value: <StateTag tone={TONES[row.state]} text={t(`money:refunds.states.${row.state}`)} />,
    },
    {
      label: t('office:till.amount'),
      value: <Money amount={{ minor: row.amount, currency: row.currency }} />,
    },
    {
      label: t('money:refunds.reason'),
      value:
        row.origin === 'provider'
          ? t('money:refunds.found', { date })
          : `${row.reason} · ${t('money:refunds.asked', { date, name: row.askedBy ?? '-' })}`,
    },
    { label: t('office:till.invoice'), value: row.invoice ?? '-' },
    {
      label: t('money:refunds.reference'),
      value: `${providerName(t, row.provider)} ${row.reference ?? row.paymentReference ?? ''}`,
    },
    ...(row.lastError ? [{ label: t('money:refunds.error'), value: say({ reason: row.lastError }) }] : []),
  ];
  return (
    <article>
      <h3>{name || t('money:refunds.unknownPayer')}</h3>
      <SummaryList answers={facts} />
      <Decisions row={row} problem={problem} />
    </article>
  );
}

function Decisions({ row, problem }: { row: Row; problem: Problem }) {
  const t = useT();
  const field = fieldsOf(problem);
  const idOf = (name: string) => (problem ? name : `${name}-${row.id}`);
  return (
    <>
      {row.mayApprove ? <OneForm row={row} intent="approve" text={t('money:refunds.approve')} /> : null}
      {row.mayRetry ? <OneForm row={row} intent="retry" text={t('money:refunds.retry')} /> : null}
      {row.mayComplete ? (
        <OneForm row={row} intent="complete" text={t('money:refunds.complete')}>
          <TextField
            {...field('reference')}
            id={idOf('reference')}
            label={t('money:refunds.reference')}
            hint={t('money:refunds.completeHint')}
            maxLength={100}
          />
        </OneForm>
      ) : null}
      {row.atCounter ? (
        <LinkButton kind="second" href="/bureau/guichet/remboursements" text={t('money:refunds.atCounter')} />
      ) : null}
      {row.mayRefuse ? (
        <OneForm row={row} intent="refuse" text={t('money:refunds.refuse')}>
          <TextField
            {...field('reason')}
            id={idOf('reason')}
            label={t('money:refunds.reason')}
            maxLength={600}
          />
        </OneForm>
      ) : null}
    </>
  );
}

type OneFormProps = {
  readonly row: Row;
  readonly intent: string;
  readonly text: string;
  readonly children?: ReactNode;
};

function OneForm({ row, intent, text, children }: OneFormProps) {
  return (
    <form method="post" noValidate>
      <input type="hidden" name="refundId" value={row.id} />
      <input type="hidden" name="intent" value={intent} />
      {children}
      <SubmitButton kind="second" text={text} />
    </form>
  );
}

type AskProps = { readonly organisations: readonly string[]; readonly problem: Problem };

/** Asks for the fees of an entry that does not stand to be given back. */
export function AskRefund({ organisations, problem }: AskProps) {
  const t = useT();
  const field = fieldsOf(problem);
  return (
    <form method="post" noValidate>
      <h2>{t('money:refunds.ask')}</h2>
      <input type="hidden" name="intent" value="ask" />
      <input type="hidden" name="organisationId" value={organisations[0]} />
      <TextField {...field('invoiceNumber')} label={t('money:refunds.invoice')} width={20} maxLength={60} />
      <TextField {...field('reason')} label={t('money:refunds.reason')} maxLength={600} />
      <SubmitButton kind="second" text={t('money:refunds.request')} />
    </form>
  );
}
