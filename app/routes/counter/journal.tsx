import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, LinkButton } from '#app/components/buttons.tsx';
import { CloseForm, ReconcileForm } from '#app/components/counter/close-form.tsx';
import { JournalTable } from '#app/components/counter/journal-table.tsx';
import { TillTag } from '#app/components/counter/till-tags.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Money } from '#app/components/values.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadJournal } from '#app/queries/counter/load-journal.server.ts';
import { closeTill } from '#app/services/counter/close-till.server.ts';
import { reconcileTill } from '#app/services/counter/reconcile-till.server.ts';

export const handle: RouteHandle = { title: 'counter:journal.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const reach = reachOf(ctx.actor, 'money.read');
  const journal = orNotFound(await loadJournal(ctx.db, reach, idParam(args.params.tillId)));
  const { organisationId, cashierId, state } = journal;
  const may = (capability: 'money.work' | 'money.approve') =>
    authorise(ctx.actor, capability, { organisationId }).ok;
  const isOwn = cashierId === ctx.actor.id;
  return {
    ...journal,
    mayClose: isOwn && state === 'open' && may('money.work'),
    mayReconcile: !isOwn && state === 'closed' && may('money.approve'),
    mayApprove: may('money.approve'),
  };
}

const journalForm = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('close'),
    counted: z.string().max(40).default(''),
    reason: z.string().max(600).default(''),
  }),
  z.object({ intent: z.literal('reconcile'), depositReference: z.string().max(200).default('') }),
]);

const FIELD_OF: Readonly<Record<string, string>> = {
  'amount.unreadable': 'counted',
  'till.reasonMissing': 'reason',
  'till.depositMissing': 'depositReference',
};

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, ['money.work', 'money.approve']);
  const tillId = idParam(args.params.tillId);
  const formData = await args.request.formData();
  const form = parseForm(journalForm, formData);
  if (!form.ok) return formProblem(form);
  const done =
    form.value.intent === 'close'
      ? await closeTill(ctx, { tillId, ...form.value })
      : await reconcileTill(ctx, { tillId, ...form.value });
  if (done.ok) return redirect(`/bureau/guichet/journal/${tillId}`);
  if (done.reason === 'till.notFound') throw notFound();
  return formProblem(formError(formData, { [FIELD_OF[done.reason] ?? '']: reasonMessage(done) }));
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Journal() {
  const t = useT();
  const format = useFormat();
  const journal = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { id, cashier, day, lines, currency, taken, given } = journal;
  return (
    <>
      <BackLink
        href={journal.mayApprove ? '/bureau/guichet/caisses' : '/bureau/guichet'}
        text={t(journal.mayApprove ? 'counter:tills.title' : 'counter:home.title')}
      />
      <ErrorSummary problem={problem} />
      <PageHeading
        title={t('counter:journal.heading', { day: format.date(day) })}
        eyebrow={t('counter:journal.of', { cashier })}
      />
      <Totals journal={journal} />
      {journal.mayReconcile ? <ReconcileForm problem={problem} /> : null}
      {journal.state === 'closed' && !journal.mayReconcile ? (
        <Notice title={t('counter:journal.waits')} />
      ) : null}
      <section>
        <h2>{t('counter:journal.lines')}</h2>
        <JournalTable lines={lines} currency={currency} total={taken + given} />
        <ButtonRow>
          <LinkButton
            kind="second"
            href={`/bureau/guichet/journal/${id}/journal.csv`}
            text={t('counter:journal.csv')}
            download
          />
        </ButtonRow>
      </section>
      {journal.mayClose ? <CloseForm problem={problem} /> : null}
      <div className="signatures">
        <span>{t('counter:journal.cashierSigns')}</span>
        <span>{t('counter:journal.accountantSigns')}</span>
      </div>
    </>
  );
}

function Totals({ journal }: { journal: Loaded }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const { currency, counted, difference, given } = journal;
  const amount = (minor: bigint) => <Money amount={{ minor, currency }} />;
  return (
    <SummaryList
      answers={[
        { label: t('counter:journal.office'), value: `${journal.office[locale]}, ${journal.city}` },
        { label: t('counter:journal.state'), value: <TillTag state={journal.state} /> },
        { label: t('counter:journal.opened'), value: format.dateTime(journal.openedAt) },
        ...(journal.closedAt
          ? [{ label: t('counter:journal.closedAt'), value: format.dateTime(journal.closedAt) }]
          : []),
        { label: t('counter:journal.float'), value: amount(journal.float) },
        { label: t('counter:journal.taken'), value: amount(journal.taken) },
        ...(given === 0n ? [] : [{ label: t('counter:journal.given'), value: amount(given) }]),
        { label: t('counter:journal.expected'), value: amount(journal.expected) },
        ...(counted === null ? [] : [{ label: t('counter:journal.counted'), value: amount(counted) }]),
        ...(difference === null
          ? []
          : [{ label: t('counter:journal.difference'), value: <b>{amount(difference)}</b> }]),
        ...(journal.differenceReason
          ? [{ label: t('counter:journal.reason'), value: journal.differenceReason }]
          : []),
        ...(journal.reconciledAt
          ? [
              {
                label: t('counter:journal.reconciled'),
                value: t('counter:journal.reconciledBy', {
                  name: journal.reconciledBy ?? '',
                  when: format.dateTime(journal.reconciledAt),
                  reference: journal.depositReference ?? '',
                }),
              },
            ]
          : []),
      ]}
    />
  );
}
