import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton } from '#app/components/buttons.tsx';
import { billPath } from '#app/components/counter/number-search.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Money } from '#app/components/values.tsx';
import { holds } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadCashPayment } from '#app/queries/counter/load-payment.server.ts';

export const handle: RouteHandle = { title: 'counter:taken.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const reach = reachOf(ctx.actor, 'money.read');
  const found = orNotFound(await loadCashPayment(ctx.db, reach, idParam(args.params.paymentId)));
  const { receiptFile, ...taken } = found;
  return { ...taken, document: receiptFile?.number ?? null, works: holds(ctx.actor, 'money.work') };
}

/** What the payer leaves with until the signed receipt is there: it fits half a sheet. */
export default function CashPayment() {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const taken = useLoaderData<typeof loader>();
  const { id, invoiceId, schoolInvoiceId, amount, currency } = taken;
  const bill = invoiceId
    ? { kind: 'invoice' as const, id: invoiceId }
    : { kind: 'schoolInvoice' as const, id: schoolInvoiceId ?? '' };
  return (
    <>
      <BackLink
        href={taken.works ? '/bureau/guichet' : `/bureau/guichet/journal/${taken.tillId}`}
        text={t(taken.works ? 'counter:home.title' : 'counter:journal.title')}
      />
      <PageHeading
        title={t('counter:taken.heading', { amount: format.money({ minor: amount, currency }) })}
        eyebrow={taken.office[locale]}
      />
      <SummaryList
        answers={[
          { label: t('counter:taken.receipt'), value: taken.receipt },
          { label: t('counter:taken.on'), value: taken.settledAt ? format.dateTime(taken.settledAt) : '–' },
          { label: t('counter:taken.amount'), value: <Money amount={{ minor: amount, currency }} /> },
          { label: t('counter:taken.for'), value: <a href={billPath(bill)}>{taken.number}</a> },
          {
            label: t(taken.school ? 'counter:bill.school' : 'counter:bill.candidate'),
            value: <bdi>{taken.school ?? `${taken.surname ?? ''} ${taken.givenNames ?? ''}`}</bdi>,
          },
          ...(taken.entryNumber ? [{ label: t('counter:bill.number'), value: taken.entryNumber }] : []),
          { label: t('counter:taken.by'), value: taken.cashier ?? '–' },
        ]}
      />
      <ButtonRow>
        {taken.works ? <LinkButton href="/bureau/guichet" text={t('counter:taken.next')} /> : null}
        {taken.document ? (
          <LinkButton
            kind="second"
            href={`/bureau/guichet/encaissements/${id}/recu.pdf`}
            text={t('counter:taken.pdf', { number: taken.document })}
          />
        ) : null}
      </ButtonRow>
      <p className="small">
        {taken.document || taken.school ? null : t('counter:taken.pdfSoon')} {t('counter:taken.print')}
      </p>
    </>
  );
}
