import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { providerName } from '#app/components/office/state-tags.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { StateTag } from '#app/components/state-tag.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { DateText, Money } from '#app/components/values.tsx';
import { holds } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { pageOf } from '#app/http/list-address.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { listReconciliations, RUNS_PER_PAGE } from '#app/queries/office/load-reconciliation.server.ts';
import {
  dayBefore,
  reconciledProviders,
  requestReconciliation,
} from '#app/services/fees/request-reconciliation.server.ts';

export const handle: RouteHandle = { title: 'money:reconciliations.title' };
const PATH = '/bureau/caisse/rapprochements';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const parameters = new URL(args.request.url).searchParams;
  const page = pageOf(parameters);
  return {
    ...(await listReconciliations(ctx.db, reachOf(ctx.actor, 'money.read'), page)),
    page,
    pageSize: RUNS_PER_PAGE,
    mayAsk: holds(ctx.actor, 'money.work') || holds(ctx.actor, 'money.approve'),
    providers: reconciledProviders(ctx.adapters),
    yesterday: dayBefore(ctx.clock()),
    queued: parameters.get('fait') === 'lance',
  };
}

const askForm = z.object({ provider: z.string(), day: z.string() });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, ['money.work', 'money.approve']);
  const formData = await args.request.formData();
  const form = parseForm(askForm, formData);
  if (!form.ok) return formProblem(form);
  const asked = await requestReconciliation(ctx, form.value);
  if (asked.ok) return redirect(`${PATH}?fait=lance`);
  return formProblem(formError(formData, { day: reasonMessage(asked) }));
}

export default function Reconciliations() {
  const t = useT();
  const { total, page, pageSize, mayAsk, queued } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <BackLink href="/bureau/caisse" text={t('office:till.title')} />
      <ErrorSummary problem={problem} />
      {queued ? <Notice tone="good" live title={t('money:reconciliations.queued')} /> : null}
      <PageHeading title={t('money:reconciliations.title')} lead={t('money:reconciliations.lead')} />
      <Runs />
      <Pagination page={page} pageSize={pageSize} total={total} hrefOf={(other) => `${PATH}?page=${other}`} />
      {mayAsk ? <AskAgain /> : null}
    </>
  );
}

function AskAgain() {
  const t = useT();
  const { providers, yesterday } = useLoaderData<typeof loader>();
  const field = fieldsOf(useActionData<typeof action>(), { provider: providers[0], day: yesterday });
  return (
    <form method="post" noValidate>
      <h2>{t('money:reconciliations.again')}</h2>
      <SelectField
        {...field('provider')}
        label={t('money:reconciliations.provider')}
        choices={providers.map((name) => ({ value: name, label: providerName(t, name) }))}
      />
      <TextField
        {...field('day')}
        label={t('money:reconciliations.day')}
        hint={t('money:reconciliations.dayHint')}
        width={10}
      />
      <SubmitButton kind="second" text={t('money:reconciliations.run')} />
    </form>
  );
}

function Runs() {
  const t = useT();
  const format = useFormat();
  const { rows } = useLoaderData<typeof loader>();
  return (
    <DataTable
      caption={t('money:reconciliations.list')}
      captionHidden
      columns={[
        {
          key: 'day',
          header: t('money:reconciliations.day'),
          heading: true,
          cell: ({ id, day }) => <a href={`${PATH}/${id}`}>{format.date(day)}</a>,
        },
        {
          key: 'provider',
          header: t('money:reconciliations.provider'),
          cell: ({ provider }) => providerName(t, provider),
        },
        {
          key: 'started',
          header: t('money:reconciliations.started'),
          cell: ({ startedAt }) => <DateText value={startedAt} style="time" />,
        },
        {
          key: 'movements',
          header: t('money:reconciliations.movements'),
          align: 'end',
          cell: ({ movements }) => format.number(movements),
        },
        {
          key: 'difference',
          header: t('money:reconciliations.difference'),
          align: 'end',
          cell: ({ difference, currency }) =>
            currency === null ? '0' : <Money amount={{ minor: difference, currency }} />,
        },
        {
          key: 'state',
          header: t('money:reconciliations.state'),
          cell: ({ state, difference }) => (
            <StateTag
              tone={
                state === 'running' ? 'progress' : state === 'done' && difference === 0n ? 'good' : 'warn'
              }
              text={t(`money:reconciliations.states.${state}`)}
            />
          ),
        },
      ]}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('money:reconciliations.none')} />}
    />
  );
}
