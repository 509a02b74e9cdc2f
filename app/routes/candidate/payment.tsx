import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { PaymentRefusal } from '#app/components/candidate/payment-refusal.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { Money } from '#app/components/values.tsx';
import { takesEntries } from '#app/domain/registration/eligibility.ts';
import { ownEntry } from '#app/http/candidate/own-entry.server.ts';
import { ownWay, reviewPath } from '#app/http/candidate/step-paths.ts';
import { type FormProblem, formError, formProblem, reasonMessage } from '#app/http/forms.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadPaymentPage } from '#app/queries/candidate/load-payment-page.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { startCheckout } from '#app/services/fees/start-checkout.server.ts';

export const handle: RouteHandle = { title: 'candidate:payment.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry, sitting } = await ownEntry(ctx, args.params.entryId);
  if (entry.state === 'draft') throw redirect(reviewPath(ownWay(entry.id)));
  const bill = orNotFound(await loadPaymentPage(ctx.db, entry.id));
  return {
    bill,
    entryNumber: entry.number ?? '',
    closesAt: sitting.entriesCloseAt,
    means: meansFor(ctx, bill.total.currency),
    payable: entry.state === 'submitted' && bill.state === 'open' && takesEntries(sitting, ctx.clock()).ok,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry } = await ownEntry(ctx, args.params.entryId);
  const form = await args.request.formData();
  const { currency } = orNotFound(await loadPaymentPage(ctx.db, entry.id)).total;
  const provider = meansFor(ctx, currency).find((name) => name === form.get('provider'));
  try {
    const started = await startCheckout(ctx, {
      entryId: entry.id,
      locale: args.context.locale,
      ...(provider === undefined ? {} : { provider }),
    });
    if (started.ok) return redirect(started.value.redirectUrl, 303);
    if (started.reason === 'entry.notFound') throw notFound();
    return formProblem(formError(form, { '': reasonMessage(started) }));
  } catch (error) {
    if (error instanceof Response) throw error;
    args.context.reportError(error);
    return formProblem(unavailable(form), 503);
  }
}

/** The providers that take this currency, in the order they are offered. */
function meansFor({ adapters: { payments } }: Pick<Ctx, 'adapters'>, currency: string): string[] {
  return Object.values(payments)
    .filter(({ capabilities }) => capabilities.currencies?.includes(currency) ?? true)
    .map(({ name }) => name);
}

const MEANS = ['stripe', 'fedapay'] as const;

function unavailable(form: FormData): FormProblem {
  return formError(form, { '': message('candidate:payment.unavailableText') });
}

export default function Payment() {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const { bill, entryNumber, closesAt, payable, means } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const paid = bill.state === 'paid';
  return (
    <>
      <BackLink href="/espace" />
      <ErrorSummary problem={problem} />
      <PageHeading
        eyebrow={t('candidate:payment.invoice', { number: bill.number })}
        title={t('candidate:payment.title')}
        lead={paid ? undefined : t('candidate:payment.lead', { number: entryNumber })}
      />
      {paid ? (
        <Notice tone="good" title={t('candidate:payment.paid')}>
          <p>{t('candidate:payment.paidText')}</p>
        </Notice>
      ) : null}
      {bill.payment?.lastError && !paid ? <PaymentRefusal code={bill.payment.lastError} /> : null}
      <DataTable
        caption={t('candidate:payment.title')}
        captionHidden
        narrow="scroll"
        columns={[
          {
            key: 'line',
            header: t('candidate:payment.line'),
            heading: true,
            cell: ({ label }) => label[locale],
          },
          {
            key: 'amount',
            header: t('candidate:payment.amount'),
            align: 'end',
            cell: ({ amount }) => <Money amount={amount} />,
          },
        ]}
        rows={bill.lines}
        rowKey={({ code }) => code}
        foot={[<b key="total">{t('candidate:payment.total')}</b>, <Money key="sum" amount={bill.total} />]}
      />
      {payable ? (
        <form method="post">
          <p>{t('candidate:payment.before', { date: format.dateTime(closesAt) })}</p>
          <ButtonRow>
            {means.map((name, order) => (
              <SubmitButton
                key={name}
                name="provider"
                value={name}
                kind={order === 0 ? 'main' : 'second'}
                text={t(`candidate:payment.by.${MEANS.find((known) => known === name) ?? 'other'}`, {
                  amount: format.money(bill.total),
                })}
              />
            ))}
          </ButtonRow>
          <p className="small">{t('candidate:payment.elsewhere')}</p>
        </form>
      ) : paid ? (
        <LinkButton href="/espace" text={t('candidate:back.home')} />
      ) : (
        <Notice tone="bad" title={t('candidate:payment.closed')}>
          <p>{t('candidate:payment.closedText')}</p>
        </Notice>
      )}
    </>
  );
}
