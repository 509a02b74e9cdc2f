import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import { z } from 'zod';
import { SelectField } from '#app/components/choice-fields.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { Notice } from '#app/components/notice.tsx';
import { AskRefund, RefundCard } from '#app/components/office/refund-card.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { organisationsOf, reachOf } from '#app/domain/access/reach.ts';
import { REFUND_STATES } from '#app/domain/fees/states.ts';
import type { Refused } from '#app/domain/shared/verdict.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { hrefWith, pageOf, wordOf } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { listRefunds, REFUNDS_PER_PAGE } from '#app/queries/office/list-refunds.server.ts';
import { completeRefund } from '#app/services/fees/complete-refund.server.ts';
import { makesRefunds } from '#app/services/fees/create-refund.server.ts';
import { approveRefund, refuseRefund, retryRefund } from '#app/services/fees/decide-refund.server.ts';
import { requestRefund } from '#app/services/fees/request-refund.server.ts';

export const handle: RouteHandle = { title: 'money:refunds.title' };
const PATH = '/bureau/caisse/remboursements';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const parameters = new URL(args.request.url).searchParams;
  const filter = { state: wordOf(parameters, 'etat', REFUND_STATES), page: pageOf(parameters) };
  const found = await listRefunds(ctx.db, reachOf(ctx.actor, 'money.read'), filter);
  const own = ctx.actor.kind === 'user' ? ctx.actor.id : null;
  return {
    filter,
    pageSize: REFUNDS_PER_PAGE,
    total: found.total,
    rows: found.rows.map(({ organisationId, requestedBy, ...row }) => {
      const works = authorise(ctx.actor, 'money.work', { organisationId }).ok;
      const approves = authorise(ctx.actor, 'money.approve', { organisationId }).ok && requestedBy !== own;
      const byHand = row.state === 'approved' && !makesRefunds(ctx.adapters, row.provider);
      return {
        ...row,
        mayApprove: approves && row.state === 'requested',
        mayRefuse: approves && (row.state === 'requested' || row.state === 'failed'),
        mayRetry: row.state === 'failed' && (works || approves),
        mayComplete: works && byHand && row.provider !== 'cash',
        atCounter: works && byHand && row.provider === 'cash',
      };
    }),
    organisations: organisationsOf(reachOf(ctx.actor, 'money.work')),
    done: parameters.get('fait') === 'oui',
  };
}

export type RefundRow = Awaited<ReturnType<typeof loader>>['rows'][number];

const form = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('ask'),
    organisationId: z.uuid(),
    invoiceNumber: z.string().max(60),
    reason: z.string().default(''),
  }),
  z.object({ intent: z.literal('approve'), refundId: z.uuid() }),
  z.object({ intent: z.literal('retry'), refundId: z.uuid() }),
  z.object({ intent: z.literal('refuse'), refundId: z.uuid(), reason: z.string().default('') }),
  z.object({ intent: z.literal('complete'), refundId: z.uuid(), reference: z.string().default('') }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, ['money.work', 'money.approve']);
  const formData = await args.request.formData();
  const parsed = parseForm(form, formData);
  if (!parsed.ok) return formProblem(parsed);
  const asked = parsed.value;
  if (asked.intent === 'ask' && !authorise(ctx.actor, 'money.work', asked).ok) throw notFound();
  const done = await carryOut(ctx, asked);
  if (done.ok) return redirect(`${PATH}?fait=oui`);
  if (done.reason === 'refund.notFound' && asked.intent !== 'ask') throw notFound();
  return formProblem(formError(formData, { [fieldOf(done)]: reasonMessage(done) }));
}

function carryOut(ctx: ReturnType<typeof requireActor>, asked: z.output<typeof form>) {
  switch (asked.intent) {
    case 'ask':
      return requestRefund(ctx, asked);
    case 'approve':
      return approveRefund(ctx, asked);
    case 'retry':
      return retryRefund(ctx, asked);
    case 'refuse':
      return refuseRefund(ctx, asked);
    case 'complete':
      return completeRefund(ctx, asked);
  }
}

const FIELDS: Readonly<Record<string, string>> = {
  'refund.reasonMissing': 'reason',
  'refund.referenceMissing': 'reference',
  'refund.notFound': 'invoiceNumber',
  'refund.entryStands': 'invoiceNumber',
  'refund.alreadyAsked': 'invoiceNumber',
};
const fieldOf = ({ reason }: Refused) => FIELDS[reason] ?? '';

export default function Refunds() {
  const t = useT();
  const { rows, filter, total, pageSize, organisations, done } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { search } = useLocation();
  return (
    <>
      <BackLink href="/bureau/caisse" text={t('office:till.title')} />
      <ErrorSummary problem={problem} />
      {done ? <Notice tone="good" live title={t('money:refunds.done')} /> : null}
      <PageHeading title={t('money:refunds.title')} lead={t('money:refunds.lead')} />
      <FilterForm clearHref={PATH}>
        <SelectField
          name="etat"
          label={t('office:filter.state')}
          placeholder={t('office:filter.all')}
          defaultValue={filter.state ?? ''}
          choices={REFUND_STATES.map((state) => ({
            value: state,
            label: t(`money:refunds.states.${state}`),
          }))}
        />
      </FilterForm>
      {rows.length === 0 ? <EmptyState title={t('money:refunds.none')} /> : null}
      {rows.map((row) => (
        <RefundCard
          key={row.id}
          row={row}
          problem={problem?.values.refundId === row.id ? problem : undefined}
        />
      ))}
      <Pagination
        page={filter.page}
        pageSize={pageSize}
        total={total}
        hrefOf={(page) => hrefWith(PATH, search, { page: String(page), fait: undefined })}
      />
      {organisations.length > 0 ? (
        <AskRefund
          organisations={organisations}
          problem={problem?.values.intent === 'ask' ? problem : undefined}
        />
      ) : null}
    </>
  );
}
