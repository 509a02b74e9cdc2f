import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, LinkButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PaymentTag, providerName } from '#app/components/office/state-tags.tsx';
import { Ledger } from '#app/components/office/till-ledger.tsx';
import { SuspenseList } from '#app/components/office/till-suspense.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { DateText, Money } from '#app/components/values.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { SUSPENSE_DECISIONS } from '#app/domain/fees/resolve-suspense.ts';
import { PAYMENT_STATES } from '#app/domain/fees/states.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { hrefWith, pageOf, textOf, wordOf } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';
import {
  listPayments,
  listSuspense,
  loadLedger,
  PAYMENTS_PER_PAGE,
} from '#app/queries/office/load-till.server.ts';
import { resolveSuspense } from '#app/services/fees/resolve-suspense.server.ts';

export const handle: RouteHandle = { title: 'office:till.title' };
const PATH = '/bureau/caisse';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const reach = reachOf(ctx.actor, 'money.read');
  const parameters = new URL(args.request.url).searchParams;
  const filter = {
    state: wordOf(parameters, 'etat', PAYMENT_STATES),
    text: textOf(parameters, 'q'),
    page: pageOf(parameters),
  };
  const suspense = await listSuspense(ctx.db, reach);
  return {
    filter,
    ledger: await loadLedger(ctx.db, reach),
    suspense: suspense.map(({ organisationId, ...item }) => ({
      ...item,
      canSettle: item.resolvedAt === null && authorise(ctx.actor, 'money.work', { organisationId }).ok,
    })),
    payments: await listPayments(ctx.db, reach, filter),
    pageSize: PAYMENTS_PER_PAGE,
    done: parameters.get('fait') === 'regle',
  };
}

type TillPage = Awaited<ReturnType<typeof loader>>;

const settleForm = z.object({
  itemId: z.uuid(),
  decision: z.enum(SUSPENSE_DECISIONS),
  target: z.string().max(60).optional(),
  note: z.string(),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'money.work');
  const formData = await args.request.formData();
  const form = parseForm(settleForm, formData);
  if (!form.ok) return formProblem(form);
  const settled = await resolveSuspense(ctx, form.value);
  if (settled.ok) return redirect(`${PATH}?fait=regle#attente`);
  if (settled.reason === 'suspense.notFound') throw notFound();
  return formProblem(formError(formData, { [FIELDS[settled.reason] ?? '']: reasonMessage(settled) }));
}

const FIELDS: Readonly<Record<string, string>> = {
  'suspense.noteMissing': 'note',
  'suspense.targetMissing': 'target',
  'suspense.targetNotFound': 'target',
  'suspense.tooLittle': 'target',
  'suspense.decisionRefused': 'decision',
  'suspense.reopenRefused': 'decision',
  'refund.exceedsPayment': 'decision',
};

export default function Till() {
  const t = useT();
  const { ledger, suspense, done } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary problem={problem} />
      {done ? <Notice tone="good" live title={t('office:till.done')} /> : null}
      <PageHeading
        title={t('office:till.title')}
        actions={
          <>
            <LinkButton kind="second" href={`${PATH}/remboursements`} text={t('money:refunds.link')} />
            <LinkButton
              kind="second"
              href={`${PATH}/rapprochements`}
              text={t('money:reconciliations.link')}
            />
          </>
        }
      />
      <SuspenseList items={suspense} problem={problem} />
      <Ledger ledger={ledger} />
      <Payments />
    </>
  );
}

function Payments() {
  const t = useT();
  const { payments, filter, pageSize } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  return (
    <section>
      <h2>{t('office:till.payments')}</h2>
      <FilterForm clearHref={PATH}>
        <TextField name="q" type="search" label={t('office:till.search')} defaultValue={filter.text ?? ''} />
        <SelectField
          name="etat"
          label={t('office:filter.state')}
          placeholder={t('office:filter.all')}
          defaultValue={filter.state ?? ''}
          choices={PAYMENT_STATES.map((state) => ({ value: state, label: t(`states:payment.${state}`) }))}
        />
      </FilterForm>
      <PaymentTable rows={payments.rows} />
      <Pagination
        page={filter.page}
        pageSize={pageSize}
        total={payments.total}
        hrefOf={(page) => hrefWith(PATH, search, { page: String(page), fait: undefined })}
      />
      <ButtonRow>
        <LinkButton
          kind="second"
          href={hrefWith(`${PATH}/paiements.csv`, search, { fait: undefined })}
          text={t('office:till.export')}
          download
        />
      </ButtonRow>
    </section>
  );
}

function PaymentTable({ rows }: { rows: TillPage['payments']['rows'] }) {
  const t = useT();
  return (
    <DataTable
      caption={t('office:till.payments')}
      captionHidden
      narrow="scroll"
      columns={[
        { key: 'invoice', header: t('office:till.invoice'), heading: true, cell: ({ invoice }) => invoice },
        {
          key: 'name',
          header: t('office:till.candidate'),
          cell: ({ school, surname, givenNames }) => school ?? `${surname ?? ''} ${givenNames ?? ''}`,
        },
        {
          key: 'reference',
          header: t('office:till.reference'),
          cell: ({ provider, reference }) => `${providerName(t, provider)} ${reference ?? ''}`,
        },
        {
          key: 'created',
          header: t('office:till.created'),
          cell: ({ createdAt }) => <DateText value={createdAt} style="short" />,
        },
        {
          key: 'paid',
          header: t('office:till.paid'),
          cell: ({ settledAt }) => (settledAt ? <DateText value={settledAt} style="short" /> : null),
        },
        { key: 'state', header: t('office:filter.state'), cell: ({ state }) => <PaymentTag state={state} /> },
        {
          key: 'amount',
          header: t('office:till.amount'),
          align: 'end',
          cell: ({ amount, currency }) => <Money amount={{ minor: amount, currency }} />,
        },
      ]}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('office:till.paymentsNone')} />}
    />
  );
}
