import { data, type HeadersArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton } from '#app/components/buttons.tsx';
import { PaymentRefusal } from '#app/components/candidate/payment-refusal.tsx';
import { ConfirmationPanel } from '#app/components/confirmation-panel.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { ownEntry } from '#app/http/candidate/own-entry.server.ts';
import { entryPath } from '#app/http/candidate/step-paths.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { loadPaymentPage, type PaymentPage } from '#app/queries/candidate/load-payment-page.server.ts';

export const handle: RouteHandle = { title: 'candidate:back.title' };

/** Reads only: whatever the address says, the books tell. The browser asks again by itself while we wait. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry } = await ownEntry(ctx, args.params.entryId);
  const bill = orNotFound(await loadPaymentPage(ctx.db, entry.id));
  const outcome = outcomeOf(bill);
  return data(
    {
      outcome,
      entryNumber: entry.number ?? '',
      lastError: bill.payment?.lastError ?? null,
      payHref: `${entryPath(entry.id)}/paiement`,
    },
    { headers: outcome === 'waiting' ? { Refresh: '4' } : {} },
  );
}

export const headers = ({ loaderHeaders }: HeadersArgs) => loaderHeaders;

type Outcome = 'paid' | 'waiting' | 'refused' | 'expired' | 'review';

/** Money received for an invoice that is not paid is in suspense. A card refused earlier says nothing of a payment still open. */
function outcomeOf({ state, payment }: PaymentPage): Outcome {
  if (state === 'paid') return 'paid';
  switch (payment?.state) {
    case 'succeeded':
      return 'review';
    case 'expired':
      return 'expired';
    case 'failed':
      return 'refused';
    default:
      return 'waiting';
  }
}

export default function PaymentReturn() {
  const t = useT();
  const { outcome, entryNumber, lastError, payHref } = useLoaderData<typeof loader>();
  if (outcome === 'paid') {
    return (
      <ConfirmationPanel
        title={t('candidate:back.paid')}
        referenceLabel={t('candidate:back.reference')}
        reference={entryNumber}
      >
        <p>{t('candidate:back.paidText')}</p>
        <ButtonRow>
          <LinkButton href="/espace" text={t('candidate:back.home')} />
        </ButtonRow>
      </ConfirmationPanel>
    );
  }
  const text =
    outcome === 'expired' ? 'candidate:back.refusedText' : (`candidate:back.${outcome}Text` as const);
  return (
    <>
      <PageHeading title={t(`candidate:back.${outcome}`)} />
      <Notice tone={outcome === 'refused' || outcome === 'expired' ? 'warn' : 'neutral'} live>
        <p>{t(text)}</p>
      </Notice>
      {lastError === null || outcome === 'waiting' ? null : <PaymentRefusal code={lastError} />}
      <ButtonRow>
        {outcome === 'refused' || outcome === 'expired' ? (
          <LinkButton href={payHref} text={t('candidate:back.again')} />
        ) : null}
        <LinkButton href="/espace" kind="second" text={t('candidate:back.home')} />
      </ButtonRow>
    </>
  );
}
