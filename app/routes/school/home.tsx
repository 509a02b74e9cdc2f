import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { type Column, DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { EntryState as EntryTag } from '#app/components/office/state-tags.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { SchoolWork } from '#app/components/school/school-work.tsx';
import { grantsFor } from '#app/domain/access/actor.ts';
import { ENTRY_STATES, type EntryState } from '#app/domain/registration/states.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import {
  listSchoolEntries,
  SCHOOL_PAGE_SIZE,
  type SchoolEntry,
} from '#app/queries/school/list-school-entries.server.ts';
import { listTasks } from '#app/queries/tasks/load-task.server.ts';
import { requestProofSheets } from '#app/services/proof/print-proof-sheets.server.ts';
import { requestSchoolSubmission } from '#app/services/registration/submit-school-entries.server.ts';

export const handle: RouteHandle = { title: 'candidate:school.title' };

const filterSchema = z.object({
  session: z.uuid().optional().catch(undefined),
  etat: z.enum(ENTRY_STATES).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const { searchParams } = new URL(args.request.url);
  const { session, etat, page } = filterSchema.parse(Object.fromEntries(searchParams));
  const grants = grantsFor(ctx.actor, 'entry.school');
  const found = await listSchoolEntries(ctx.db, grants, { sittingId: session, state: etat, page });
  const tasks = await listTasks(ctx.db, ctx.actor.id);
  return {
    ...found,
    state: etat ?? null,
    page,
    pageSize: SCHOOL_PAGE_SIZE,
    tasks: tasks.map(({ id, kind, state, createdAt }) => ({ id, kind, state, createdAt })),
  };
}

const workForm = z.object({ intent: z.enum(['submit', 'print']), schoolId: z.uuid(), sittingId: z.uuid() });

/** Begins work on all entries of a school in a sitting. */
export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const formData = await args.request.formData();
  const form = parseForm(workForm, formData);
  if (!form.ok) return formProblem(form);
  const { intent, schoolId, sittingId } = form.value;
  const request = intent === 'submit' ? requestSchoolSubmission : requestProofSheets;
  const begun = await request(ctx, { schoolId, sittingId });
  if (!begun.ok && begun.reason === 'access.denied') throw notFound();
  if (!begun.ok) return formProblem(formError(formData, { '': reasonMessage(begun) }));
  return redirect(`/ecole/travaux/${begun.value.taskId}`);
}

const SHOWN = ENTRY_STATES.filter((state) => state !== 'withdrawn');

export default function SchoolHome() {
  const t = useT();
  const data = useLoaderData<typeof loader>();
  const { schools, sittingId, state, page, pageSize, total, entries } = data;
  const hrefOf = (target: number) => {
    const parameters = new URLSearchParams({ page: String(target) });
    if (sittingId) parameters.set('session', sittingId);
    if (state) parameters.set('etat', state);
    return `/ecole?${parameters}`;
  };
  return (
    <>
      <ErrorSummary problem={useActionData<typeof action>()} />
      <PageHeading
        eyebrow={[...new Set(schools.map(({ name, commune }) => `${name}, ${commune}`))].join(' · ')}
        title={t('candidate:school.title')}
        lead={t('candidate:school.lead')}
        actions={<LinkButton href="/ecole/dossiers/nouveau" text={t('entries:school.add')} />}
      />
      {sittingId === null ? (
        <EmptyState title={t('candidate:school.none')} text={t('candidate:school.noneText')} />
      ) : (
        <>
          <Counts counts={data.counts} />
          <Filters {...data} />
          <Entries entries={entries} />
          <Pagination page={page} pageSize={pageSize} total={total} hrefOf={hrefOf} />
          <SchoolWork
            schools={schools.filter(({ isHere }) => isHere)}
            sittingId={sittingId}
            tasks={data.tasks}
          />
        </>
      )}
    </>
  );
}

/** The states sum to the total: a figure always says of how many. */
function Counts({ counts }: { counts: Partial<Record<EntryState, number>> }) {
  const t = useT();
  const format = useFormat();
  const total = SHOWN.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const figures = SHOWN.map((state) => ({ text: t(`states:entry.${state}`), count: counts[state] ?? 0 }));
  return (
    <dl className="figures">
      {[...figures, { text: t('candidate:school.all'), count: total }].map(({ text, count }) => (
        <div key={text}>
          <dt>{text}</dt>
          <dd>{format.number(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

type FilterProps = Pick<ReturnType<typeof useLoaderData<typeof loader>>, 'sittings' | 'sittingId' | 'state'>;

function Filters({ sittings, sittingId, state }: FilterProps) {
  const t = useT();
  const locale = useLocale();
  return (
    <FilterForm clearHref={state ? '/ecole' : undefined}>
      <SelectField
        name="session"
        label={t('candidate:school.sitting')}
        placeholder={null}
        defaultValue={sittingId ?? ''}
        choices={sittings.map(({ id, name }) => ({ value: id, label: name[locale] }))}
      />
      <SelectField
        name="etat"
        label={t('candidate:school.state')}
        placeholder={t('candidate:school.allStates')}
        defaultValue={state ?? ''}
        choices={SHOWN.map((value) => ({ value, label: t(`states:entry.${value}`) }))}
      />
    </FilterForm>
  );
}

function Entries({ entries }: { entries: readonly SchoolEntry[] }) {
  const t = useT();
  const columns: Column<SchoolEntry>[] = [
    {
      key: 'name',
      header: t('candidate:school.name'),
      heading: true,
      cell: ({ id, surname, givenNames }) => (
        <a href={`/ecole/dossiers/${id}`}>
          {surname === null ? t('candidate:school.unnamed') : <bdi>{[surname, givenNames].join(' ')}</bdi>}
        </a>
      ),
    },
    { key: 'number', header: t('candidate:school.number'), cell: ({ number }) => number ?? '–' },
    { key: 'series', header: t('candidate:school.series'), cell: ({ series }) => series ?? '–' },
    {
      key: 'state',
      header: t('candidate:school.state'),
      cell: ({ state }) => <EntryTag state={state} />,
    },
  ];
  return (
    <DataTable
      caption={t('candidate:school.title')}
      captionHidden
      narrow="scroll"
      columns={columns}
      rows={entries}
      rowKey={({ id }) => id}
    />
  );
}
