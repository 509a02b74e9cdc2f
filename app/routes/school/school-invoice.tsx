import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { PaymentList } from '#app/components/counter/payment-list.tsx';
import { SchoolBillFacts, SchoolBillLines } from '#app/components/counter/school-bill.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { grantsFor } from '#app/domain/access/actor.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { schoolsOf } from '#app/queries/counter/list-school-invoices.server.ts';
import { loadOwnSchoolInvoice } from '#app/queries/counter/load-school-invoice.server.ts';
import { cancelSchoolInvoice } from '#app/services/counter/cancel-school-invoice.server.ts';
import { findBill } from '#app/services/counter/find-bill.server.ts';

export const handle: RouteHandle = { title: 'counter:bill.schoolTitle' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const id = idParam(args.params.schoolInvoiceId);
  const schoolIds = schoolsOf(grantsFor(ctx.actor, 'entry.school'));
  const bill = orNotFound(await loadOwnSchoolInvoice(ctx.db, schoolIds, id));
  const due = orNotFound(await findBill(ctx.db, { kind: 'schoolInvoice', id })).due.minor;
  return {
    ...bill,
    due: due > 0n ? due : 0n,
    isFree: bill.payments.every(({ state }) => state !== 'succeeded'),
    isOver: ctx.clock() > bill.closesAt,
    made: new URL(args.request.url).searchParams.get('fait') === 'cree',
  };
}

const invoiceForm = z.object({ intent: z.literal('cancel') });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const schoolInvoiceId = idParam(args.params.schoolInvoiceId);
  const formData = await args.request.formData();
  const form = parseForm(invoiceForm, formData);
  if (!form.ok) return formProblem(form);
  const cancelled = await cancelSchoolInvoice(ctx, { schoolInvoiceId });
  if (cancelled.ok) return redirect('/ecole/factures');
  if (cancelled.reason === 'schoolInvoice.notFound') throw notFound();
  return formProblem(formError(formData, { '': reasonMessage(cancelled) }));
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function SchoolInvoice() {
  const t = useT();
  const locale = useLocale();
  const bill = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const isOpen = bill.state === 'open' && bill.due > 0n;
  return (
    <>
      <BackLink href="/ecole/factures" text={t('counter:school.title')} />
      <ErrorSummary problem={problem} />
      {bill.made ? <Notice tone="good" live title={t('counter:school.made')} /> : null}
      <PageHeading
        title={t('counter:school.invoice', { number: bill.number })}
        eyebrow={bill.office[locale]}
      />
      <SchoolBillFacts bill={bill} />
      {isOpen ? <HowToPay bill={bill} /> : null}
      <section>
        <h2>{t('counter:bill.lines')}</h2>
        <p>{t('counter:school.order')}</p>
        <SchoolBillLines bill={bill} linked={false} />
      </section>
      <section>
        <h2>{t('counter:bill.payments')}</h2>
        <PaymentList rows={bill.payments} currency={bill.currency} withLinks={false} />
      </section>
      {isOpen && bill.isFree ? (
        <form method="post">
          <input type="hidden" name="intent" value="cancel" />
          <p>{t('counter:school.cancelText')}</p>
          <SubmitButton kind="danger" text={t('counter:school.cancel')} />
        </form>
      ) : null}
    </>
  );
}

/** The ways to pay, with the number that makes the money find its invoice. */
function HowToPay({ bill }: { bill: Loaded }) {
  const t = useT();
  const format = useFormat();
  if (bill.isOver)
    return <Notice tone="warn" title={t('counter:school.over', { date: format.dateTime(bill.closesAt) })} />;
  const left = format.money({ minor: bill.due, currency: bill.currency });
  return (
    <section>
      <h2>{t('counter:school.pay')}</h2>
      <ul>
        <li>{t('counter:school.atCounter', { number: bill.number })}</li>
        <li>{t('counter:school.byBank', { number: bill.number, left })}</li>
      </ul>
    </section>
  );
}
