import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, LinkButton } from '#app/components/buttons.tsx';
import { CashForm } from '#app/components/counter/cash-form.tsx';
import { PaymentList } from '#app/components/counter/payment-list.tsx';
import { BillTag, WaiverTag } from '#app/components/counter/till-tags.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { EntryState } from '#app/components/office/state-tags.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { DateText, Money } from '#app/components/values.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { cashProblem } from '#app/http/counter/cash-problem.ts';
import { formProblem, parseForm } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadInvoice } from '#app/queries/counter/load-invoice.server.ts';
import { findOwnTill } from '#app/services/counter/load-till.server.ts';
import { recordCash } from '#app/services/counter/record-cash.server.ts';

export const handle: RouteHandle = { title: 'counter:bill.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const reach = reachOf(ctx.actor, 'money.read');
  const bill = orNotFound(await loadInvoice(ctx.db, reach, idParam(args.params.invoiceId)));
  const { organisationId, ...shown } = bill;
  const mayTake = authorise(ctx.actor, 'money.work', { organisationId }).ok;
  const till = mayTake ? await findOwnTill(ctx.db, ctx.actor, { organisationId, now: ctx.clock() }) : null;
  return {
    ...shown,
    mayWaive:
      mayTake && bill.state === 'open' && bill.entryState === 'submitted' && bill.exemptions.length > 0,
    till: till === null ? null : till.ok ? { ok: true as const } : till,
    asked: new URL(args.request.url).searchParams.get('fait'),
  };
}

const cashForm = z.object({ amount: z.string().max(40), receiptNumber: z.string().max(60) });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'money.work');
  const id = idParam(args.params.invoiceId);
  const formData = await args.request.formData();
  const form = parseForm(cashForm, formData);
  if (!form.ok) return formProblem(form);
  const taken = await recordCash(ctx, { kind: 'invoice', id, ...form.value });
  if (taken.ok) return redirect(`/bureau/guichet/encaissements/${taken.value.paymentId}`);
  return cashProblem(formData, taken);
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Invoice() {
  const t = useT();
  const bill = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { number, surname, givenNames, due, currency, state, entryState, till } = bill;
  const isDue = state === 'open' && entryState === 'submitted';
  return (
    <>
      <BackLink href="/bureau/guichet" text={t('counter:home.title')} />
      <ErrorSummary problem={problem} labels={{ receiptNumber: t('counter:cash.receipt') }} />
      {bill.asked === 'granted' || bill.asked === 'requested' ? (
        <Notice tone="good" live title={t(`counter:waiver.${bill.asked}`)} />
      ) : null}
      <PageHeading title={<bdi>{`${surname ?? ''} ${givenNames ?? ''}`}</bdi>} eyebrow={number} />
      <Facts bill={bill} />
      {isDue ? (
        <CashForm due={due} currency={currency} anyPart={false} till={till} problem={problem} />
      ) : null}
      <Lines bill={bill} />
      <Waivers bill={bill} />
      <section>
        <h2>{t('counter:bill.payments')}</h2>
        <PaymentList rows={bill.payments} currency={currency} withLinks />
      </section>
    </>
  );
}

function Facts({ bill }: { bill: Loaded }) {
  const t = useT();
  const locale = useLocale();
  const { birthDate, gatheredIn, currency } = bill;
  return (
    <SummaryList
      answers={[
        { label: t('counter:bill.number'), value: bill.entryNumber },
        ...(birthDate ? [{ label: t('counter:bill.born'), value: <DateText value={birthDate} /> }] : []),
        { label: t('counter:bill.sitting'), value: bill.sitting[locale] },
        { label: t('counter:bill.series'), value: bill.series },
        { label: t('counter:bill.school'), value: bill.school ?? t('counter:bill.noSchool') },
        { label: t('counter:bill.entry'), value: <EntryState state={bill.entryState} /> },
        { label: t('counter:bill.invoiceState'), value: <BillTag state={bill.state} /> },
        ...(gatheredIn
          ? [
              {
                label: t('counter:bill.gathered'),
                value: <a href={`/bureau/guichet/factures-ecole/${gatheredIn.id}`}>{gatheredIn.number}</a>,
              },
            ]
          : []),
        {
          label: t('counter:bill.left'),
          value: <Money amount={{ minor: bill.state === 'open' ? bill.due : 0n, currency }} />,
        },
      ]}
    />
  );
}

function Lines({ bill: { lines, currency, total } }: { bill: Loaded }) {
  const t = useT();
  const locale = useLocale();
  return (
    <section>
      <h2>{t('counter:bill.fees')}</h2>
      <DataTable
        caption={t('counter:bill.fees')}
        captionHidden
        narrow="scroll"
        columns={[
          { key: 'label', header: t('counter:bill.fee'), heading: true, cell: ({ label }) => label[locale] },
          {
            key: 'amount',
            header: t('counter:bill.amount'),
            align: 'end',
            cell: ({ amount }) => <Money amount={{ minor: amount, currency }} />,
          },
        ]}
        rows={lines}
        rowKey={({ code }) => code}
        foot={[t('counter:bill.total'), <Money key="total" amount={{ minor: total, currency }} />]}
      />
    </section>
  );
}

function Waivers({ bill }: { bill: Loaded }) {
  const t = useT();
  const locale = useLocale();
  const { waivers, exemptions, currency, id, mayWaive } = bill;
  if (waivers.length === 0 && !mayWaive) return null;
  const labelOf = (code: string) => exemptions.find((one) => one.code === code)?.label[locale] ?? code;
  return (
    <section>
      <h2>{t('counter:waiver.title')}</h2>
      {waivers.length > 0 ? (
        <ul>
          {waivers.map((one) => (
            <li key={one.id}>
              {labelOf(one.exemption)} : <Money amount={{ minor: one.amount, currency }} />{' '}
              <WaiverTag state={one.state} />
            </li>
          ))}
        </ul>
      ) : null}
      {mayWaive ? (
        <ButtonRow>
          <LinkButton
            kind="second"
            href={`/bureau/guichet/factures/${id}/exoneration`}
            text={t('counter:waiver.ask')}
          />
        </ButtonRow>
      ) : null}
    </section>
  );
}
