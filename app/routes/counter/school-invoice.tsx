import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { CashForm } from '#app/components/counter/cash-form.tsx';
import { PaymentList } from '#app/components/counter/payment-list.tsx';
import { SchoolBillFacts, SchoolBillLines } from '#app/components/counter/school-bill.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { cashProblem } from '#app/http/counter/cash-problem.ts';
import { formProblem, parseForm } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { loadOfficeSchoolInvoice } from '#app/queries/counter/load-school-invoice.server.ts';
import { findBill } from '#app/services/counter/find-bill.server.ts';
import { findOwnTill } from '#app/services/counter/load-till.server.ts';
import { recordCash } from '#app/services/counter/record-cash.server.ts';

export const handle: RouteHandle = { title: 'counter:bill.schoolTitle' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const id = idParam(args.params.schoolInvoiceId);
  const reach = reachOf(ctx.actor, 'money.read');
  const { organisationId, ...shown } = orNotFound(await loadOfficeSchoolInvoice(ctx.db, reach, id));
  const due = orNotFound(await findBill(ctx.db, { kind: 'schoolInvoice', id })).due.minor;
  const mayTake = authorise(ctx.actor, 'money.work', { organisationId }).ok;
  const till = mayTake ? await findOwnTill(ctx.db, ctx.actor, { organisationId, now: ctx.clock() }) : null;
  return { ...shown, due, till: till === null ? null : till.ok ? { ok: true as const } : till };
}

const cashForm = z.object({ amount: z.string().max(40), receiptNumber: z.string().max(60) });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'money.work');
  const id = idParam(args.params.schoolInvoiceId);
  const formData = await args.request.formData();
  const form = parseForm(cashForm, formData);
  if (!form.ok) return formProblem(form);
  const taken = await recordCash(ctx, { kind: 'schoolInvoice', id, ...form.value });
  if (taken.ok) return redirect(`/bureau/guichet/encaissements/${taken.value.paymentId}`);
  return cashProblem(formData, taken);
}

export default function CounterSchoolInvoice() {
  const t = useT();
  const bill = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { number, school, currency, state, due, till, payments } = bill;
  const labels = { amount: t('counter:cash.amount'), receiptNumber: t('counter:cash.receipt') };
  return (
    <>
      <BackLink href="/bureau/guichet" text={t('counter:home.title')} />
      <ErrorSummary problem={problem} labels={labels} />
      <PageHeading title={school} eyebrow={number} />
      <SchoolBillFacts bill={bill} />
      {state === 'open' ? (
        <CashForm due={due} currency={currency} anyPart till={till} problem={problem} />
      ) : null}
      <section>
        <h2>{t('counter:bill.payments')}</h2>
        <PaymentList rows={payments} currency={currency} withLinks />
      </section>
      <section>
        <h2>{t('counter:bill.lines')}</h2>
        <SchoolBillLines bill={bill} linked />
      </section>
    </>
  );
}
