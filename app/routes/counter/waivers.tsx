import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { WaiverTag } from '#app/components/counter/till-tags.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Money } from '#app/components/values.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { WAIVER_STATES } from '#app/domain/fees/states.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { hrefWith, pageOf, wordOf } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listWaivers, WAIVERS_PER_PAGE } from '#app/queries/counter/list-waivers.server.ts';
import { decideWaiver, WAIVER_DECISIONS } from '#app/services/counter/decide-waiver.server.ts';

export const handle: RouteHandle = { title: 'counter:waiver.listTitle' };
const PATH = '/bureau/caisse/exonerations';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const parameters = new URL(args.request.url).searchParams;
  const filter = { state: wordOf(parameters, 'etat', WAIVER_STATES), page: pageOf(parameters) };
  const { rows, total } = await listWaivers(ctx.db, reachOf(ctx.actor, 'money.read'), filter);
  return {
    filter,
    total,
    pageSize: WAIVERS_PER_PAGE,
    done: parameters.get('fait') === 'decide',
    rows: rows.map(({ organisationId, requestedById, ...row }) => ({
      ...row,
      isOwn: requestedById === ctx.actor.id,
      mayDecide:
        row.state === 'requested' &&
        requestedById !== ctx.actor.id &&
        authorise(ctx.actor, 'money.approve', { organisationId }).ok,
    })),
  };
}

const decisionForm = z.object({ waiverId: z.uuid(), decision: z.enum(WAIVER_DECISIONS) });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'money.approve');
  const formData = await args.request.formData();
  const form = parseForm(decisionForm, formData);
  if (!form.ok) return formProblem(form);
  const decided = await decideWaiver(ctx, form.value);
  if (decided.ok) return redirect(`${PATH}?fait=decide`);
  if (decided.reason === 'waiver.notFound') throw notFound();
  return formProblem(formError(formData, { '': reasonMessage(decided) }));
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

export default function Waivers() {
  const t = useT();
  const { rows, filter, total, pageSize, done } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { search } = useLocation();
  return (
    <>
      <ErrorSummary problem={problem} />
      {done ? <Notice tone="good" live title={t('counter:waiver.decided')} /> : null}
      <PageHeading title={t('counter:waiver.listTitle')} lead={t('counter:waiver.listLead')} />
      <FilterForm {...(filter.state ? { clearHref: PATH } : {})}>
        <SelectField
          name="etat"
          label={t('counter:tills.state')}
          placeholder={t('counter:tills.all')}
          defaultValue={filter.state ?? ''}
          choices={WAIVER_STATES.map((state) => ({ value: state, label: t(`counter:waiverState.${state}`) }))}
        />
      </FilterForm>
      {rows.length === 0 ? (
        <EmptyState title={t('counter:waiver.none')} text={t('counter:waiver.noneText')} />
      ) : null}
      {rows.map((row) => (
        <Waiver key={row.id} row={row} />
      ))}
      <Pagination
        page={filter.page}
        pageSize={pageSize}
        total={total}
        hrefOf={(page) => hrefWith(PATH, search, { page: String(page), fait: undefined })}
      />
    </>
  );
}

function Waiver({ row }: { row: Row }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const { surname, givenNames, currency, amount, decidedAt } = row;
  return (
    <article>
      <h2>
        <bdi>{`${surname ?? ''} ${givenNames ?? ''}`}</bdi> <WaiverTag state={row.state} />
      </h2>
      <SummaryList
        answers={[
          { label: t('counter:waiver.exemption'), value: row.label?.[locale] ?? row.exemption },
          { label: t('counter:waiver.amount'), value: <Money amount={{ minor: amount, currency }} /> },
          {
            label: t('counter:waiver.invoice'),
            value: <a href={`/bureau/guichet/factures/${row.invoiceId}`}>{row.invoice}</a>,
          },
          { label: t('counter:waiver.reason'), value: row.reason },
          {
            label: t('counter:waiver.askedBy'),
            value: t('counter:waiver.by', {
              name: row.requestedBy ?? '–',
              when: format.dateTime(row.createdAt),
            }),
          },
          ...(decidedAt
            ? [
                {
                  label: t('counter:waiver.decidedBy'),
                  value: t('counter:waiver.by', {
                    name: row.decidedBy ?? t('counter:waiver.belowLimit'),
                    when: format.dateTime(decidedAt),
                  }),
                },
              ]
            : []),
        ]}
      />
      {row.mayDecide ? (
        <form method="post" className="actions">
          <input type="hidden" name="waiverId" value={row.id} />
          <SubmitButton name="decision" value="grant" text={t('counter:waiver.grant')} />
          <SubmitButton name="decision" value="refuse" kind="danger" text={t('counter:waiver.refuse')} />
        </form>
      ) : null}
      {row.isOwn && row.state === 'requested' ? <p>{t('counter:waiver.another')}</p> : null}
    </article>
  );
}
