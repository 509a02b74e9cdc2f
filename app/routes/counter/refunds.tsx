import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { Money } from '#app/components/values.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { listCashRefunds } from '#app/queries/counter/list-cash-refunds.server.ts';
import { payCashRefund } from '#app/services/counter/pay-cash-refund.server.ts';

export const handle: RouteHandle = { title: 'counter:refund.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.work');
  return {
    refunds: await listCashRefunds(ctx.db, reachOf(ctx.actor, 'money.work')),
    done: new URL(args.request.url).searchParams.get('fait') === 'paye',
  };
}

const payForm = z.object({ refundId: z.uuid(), voucher: z.string().max(120).default('') });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'money.work');
  const formData = await args.request.formData();
  const form = parseForm(payForm, formData);
  if (!form.ok) return formProblem(form);
  const paid = await payCashRefund(ctx, form.value);
  if (paid.ok) return redirect('/bureau/guichet/remboursements?fait=paye');
  if (paid.reason === 'refund.notFound') throw notFound();
  const field = paid.reason === 'refund.referenceMissing' ? 'voucher' : '';
  return formProblem(formError(formData, { [field]: reasonMessage(paid) }));
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['refunds'][number];

export default function CashRefunds() {
  const t = useT();
  const { refunds, done } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <BackLink href="/bureau/guichet" text={t('counter:home.title')} />
      <ErrorSummary problem={problem} />
      {done ? <Notice tone="good" live title={t('counter:refund.paid')} /> : null}
      <PageHeading title={t('counter:refund.title')} lead={t('counter:refund.lead')} />
      {refunds.length === 0 ? <EmptyState title={t('counter:refund.none')} /> : null}
      {refunds.map((row) => (
        <Refund key={row.id} row={row} />
      ))}
    </>
  );
}

function Refund({ row }: { row: Row }) {
  const t = useT();
  const format = useFormat();
  const problem = useActionData<typeof action>();
  const own = problem?.values.refundId === row.id ? problem : undefined;
  const field = fieldsOf(own);
  return (
    <article>
      <h2>
        <bdi>{row.name}</bdi>
      </h2>
      <SummaryList
        answers={[
          {
            label: t('counter:refund.amount'),
            value: <Money amount={{ minor: row.amount, currency: row.currency }} />,
          },
          { label: t('counter:refund.bill'), value: row.bill },
          { label: t('counter:refund.reason'), value: row.reason },
          {
            label: t('counter:refund.approved'),
            value: row.decidedAt ? format.dateTime(row.decidedAt) : '–',
          },
        ]}
      />
      <form method="post" noValidate>
        <input type="hidden" name="refundId" value={row.id} />
        <TextField
          {...field('voucher')}
          id={own ? 'voucher' : `voucher-${row.id}`}
          label={t('counter:refund.voucher')}
          hint={t('counter:refund.voucherHint')}
          width={20}
          maxLength={100}
        />
        <SubmitButton text={t('counter:refund.pay')} />
      </form>
    </article>
  );
}
