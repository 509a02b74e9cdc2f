import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { PaymentList } from '#app/components/counter/payment-list.tsx';
import { SchoolBillFacts, SchoolBillLines } from '#app/components/counter/school-bill.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { providerName } from '#app/components/office/state-tags.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { grantsFor } from '#app/domain/access/actor.ts';
import { readAmount } from '#app/domain/counter/read-amount.ts';
import { type FormProblem, formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { schoolsOf } from '#app/queries/counter/list-school-invoices.server.ts';
import { loadOwnSchoolInvoice } from '#app/queries/counter/load-school-invoice.server.ts';
import { cancelSchoolInvoice } from '#app/services/counter/cancel-school-invoice.server.ts';
import { findBill } from '#app/services/counter/find-bill.server.ts';
import { startSchoolCheckout } from '#app/services/fees/start-school-checkout.server.ts';

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
    providers: Object.keys(ctx.adapters.payments),
    isOver: ctx.clock() > bill.closesAt,
    made: new URL(args.request.url).searchParams.get('fait') === 'cree',
  };
}

const invoiceForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('cancel') }),
  z.object({ intent: z.literal('pay'), amount: z.string().max(40), provider: z.string().max(40) }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const schoolInvoiceId = idParam(args.params.schoolInvoiceId);
  const formData = await args.request.formData();
  const form = parseForm(invoiceForm, formData);
  if (!form.ok) return formProblem(form);
  if (form.value.intent === 'pay') return pay(args, ctx, { ...form.value, schoolInvoiceId, formData });
  const cancelled = await cancelSchoolInvoice(ctx, { schoolInvoiceId });
  if (cancelled.ok) return redirect('/ecole/factures');
  if (cancelled.reason === 'schoolInvoice.notFound') throw notFound();
  return formProblem(formError(formData, { '': reasonMessage(cancelled) }));
}

type Paying = { schoolInvoiceId: string; amount: string; provider: string; formData: FormData };

/** Sends the school to the provider's page for the amount it typed. */
async function pay(args: ActionFunctionArgs, ctx: SignedIn, { formData, ...asked }: Paying) {
  const bill = orNotFound(await findBill(ctx.db, { kind: 'schoolInvoice', id: asked.schoolInvoiceId }));
  const amount = readAmount(asked.amount, bill.due.currency);
  if (!amount.ok || !Object.hasOwn(ctx.adapters.payments, asked.provider))
    return formProblem(formError(formData, { amount: message('reasons:amount.unreadable') }));
  try {
    const { locale } = args.context;
    const started = await startSchoolCheckout(ctx, { ...asked, amount: amount.value, locale });
    if (started.ok) return redirect(started.value.redirectUrl, 303);
    if (started.reason === 'schoolInvoice.notFound') throw notFound();
    return formProblem(formError(formData, { amount: reasonMessage(started) }));
  } catch (error) {
    if (error instanceof Response) throw error;
    args.context.reportError(error);
    return formProblem(formError(formData, { '': message('candidate:payment.unavailableText') }), 503);
  }
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
      {isOpen ? <HowToPay bill={bill} problem={problem} /> : null}
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
function HowToPay({ bill, problem }: { bill: Loaded; problem: FormProblem | undefined }) {
  const t = useT();
  const format = useFormat();
  if (bill.isOver)
    return <Notice tone="warn" title={t('counter:school.over', { date: format.dateTime(bill.closesAt) })} />;
  const left = format.money({ minor: bill.due, currency: bill.currency });
  const field = fieldsOf(problem, { amount: format.number(bill.due) });
  return (
    <section>
      <h2>{t('counter:school.pay')}</h2>
      <form method="post" noValidate className="no-print">
        <input type="hidden" name="intent" value="pay" />
        <TextField
          {...field('amount')}
          label={t('counter:school.part')}
          hint={t('counter:school.partHint', { left })}
          inputMode="numeric"
          width={10}
          maxLength={40}
        />
        <ButtonRow>
          {bill.providers.map((name, order) => (
            <SubmitButton
              key={name}
              name="provider"
              value={name}
              kind={order === 0 ? 'main' : 'second'}
              text={t('counter:school.payBy', { provider: providerName(t, name) })}
            />
          ))}
        </ButtonRow>
      </form>
      <ul>
        <li>{t('counter:school.atCounter', { number: bill.number })}</li>
        <li>{t('counter:school.byBank', { number: bill.number, left })}</li>
      </ul>
    </section>
  );
}
