import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { CheckboxGroup } from '#app/components/choice-fields.tsx';
import { BillTag } from '#app/components/counter/till-tags.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { DateText, Money } from '#app/components/values.tsx';
import { grantsFor } from '#app/domain/access/actor.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import {
  listOwing,
  listOwingCandidates,
  listSchoolInvoices,
  schoolsOf,
} from '#app/queries/counter/list-school-invoices.server.ts';
import { createSchoolInvoice } from '#app/services/counter/create-school-invoice.server.ts';

export const handle: RouteHandle = { title: 'counter:school.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const schoolIds = schoolsOf(grantsFor(ctx.actor, 'entry.school'));
  const owing = await listOwing(ctx.db, schoolIds, ctx.clock());
  const groups = await Promise.all(
    owing.map(async (group) => ({
      ...group,
      people: await listOwingCandidates(ctx.db, [group.schoolId], group.sittingId),
    })),
  );
  return { groups, invoices: await listSchoolInvoices(ctx.db, schoolIds) };
}

const billForm = z.object({
  schoolId: z.uuid(),
  sittingId: z.uuid(),
  whom: z.enum(['all', 'chosen']),
  entryIds: z.array(z.uuid()).max(1000).default([]),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const formData = await args.request.formData();
  const form = parseForm(billForm, formData);
  if (!form.ok) return formProblem(form);
  const { whom, entryIds, ...place } = form.value;
  if (whom === 'chosen' && entryIds.length === 0)
    return formProblem(formError(formData, { entryIds: message('common:errors.choose') }));
  const made = await createSchoolInvoice(ctx, { ...place, ...(whom === 'chosen' ? { entryIds } : {}) });
  if (made.ok) return redirect(`/ecole/factures/${made.value.schoolInvoiceId}?fait=cree`);
  if (made.reason === 'school.notFound') throw notFound();
  return formProblem(formError(formData, { '': reasonMessage(made) }));
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;
type Group = Loaded['groups'][number];

export default function SchoolInvoices() {
  const t = useT();
  const { groups, invoices } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary problem={problem} />
      <PageHeading title={t('counter:school.title')} lead={t('counter:school.lead')} />
      {groups.length === 0 ? (
        <EmptyState title={t('counter:school.nobody')} text={t('counter:school.nobodyText')} />
      ) : null}
      {groups.map((group) => (
        <Owing key={`${group.schoolId} ${group.sittingId}`} group={group} />
      ))}
      <InvoiceList invoices={invoices} />
    </>
  );
}

function Owing({ group }: { group: Group }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const problem = useActionData<typeof action>();
  const { schoolId, sittingId, candidates, due, currency, people } = group;
  const own =
    problem?.values.sittingId === sittingId && problem.values.schoolId === schoolId ? problem : undefined;
  const field = fieldsOf(own);
  return (
    <section>
      <h2>{group.sitting[locale]}</h2>
      <p>
        {group.school} :{' '}
        {t('counter:school.owe', { count: candidates, formatted: format.number(candidates) })}{' '}
        <b>
          <Money amount={{ minor: due, currency }} />
        </b>
        . {t('counter:school.before', { date: format.dateTime(group.closesAt) })}
      </p>
      <form method="post" noValidate>
        <input type="hidden" name="schoolId" value={schoolId} />
        <input type="hidden" name="sittingId" value={sittingId} />
        <SubmitButton name="whom" value="all" text={t('counter:school.billAll', { count: candidates })} />
        <details open={own !== undefined}>
          <summary>{t('counter:school.choose')}</summary>
          <CheckboxGroup
            {...field.list('entryIds')}
            id={own ? 'entryIds' : `entries-${schoolId}-${sittingId}`}
            label={t('counter:school.whom')}
            choices={people.map((person) => ({
              value: person.entryId,
              label: <bdi>{`${person.surname ?? ''} ${person.givenNames ?? ''}`}</bdi>,
              hint: `${person.number ?? ''} · ${format.money({ minor: person.due, currency: person.currency })}`,
            }))}
          />
          <SubmitButton kind="second" name="whom" value="chosen" text={t('counter:school.billChosen')} />
        </details>
      </form>
    </section>
  );
}

function InvoiceList({ invoices }: Pick<Loaded, 'invoices'>) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  return (
    <section>
      <h2>{t('counter:school.list')}</h2>
      <DataTable
        caption={t('counter:school.list')}
        captionHidden
        columns={[
          {
            key: 'number',
            header: t('counter:school.number'),
            heading: true,
            cell: ({ id, number }) => (
              <a className="num" href={`/ecole/factures/${id}`}>
                {number}
              </a>
            ),
          },
          { key: 'sitting', header: t('counter:bill.sitting'), cell: ({ sitting }) => sitting[locale] },
          {
            key: 'on',
            header: t('counter:bill.madeOn'),
            cell: ({ createdAt }) => <DateText value={createdAt} style="short" />,
          },
          {
            key: 'candidates',
            header: t('counter:bill.candidates'),
            align: 'end',
            cell: ({ candidates }) => format.number(candidates),
          },
          { key: 'state', header: t('counter:bill.state'), cell: ({ state }) => <BillTag state={state} /> },
          {
            key: 'total',
            header: t('counter:bill.total'),
            align: 'end',
            cell: ({ total, currency }) => <Money amount={{ minor: total, currency }} />,
          },
          {
            key: 'paid',
            header: t('counter:bill.paid'),
            align: 'end',
            cell: ({ paid, currency }) => <Money amount={{ minor: paid, currency }} />,
          },
        ]}
        rows={invoices}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('counter:school.none')} />}
      />
    </section>
  );
}
