import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { CheckboxGroup } from '#app/components/choice-fields.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { CentreLists } from '#app/components/office/centre-lists.tsx';
import { RoomTable, Runs, SeatingReport } from '#app/components/office/seating-tables.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { StateTag } from '#app/components/state-tag.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listSeatedCentres } from '#app/queries/office/list-seated-centres.server.ts';
import { loadSeating, type RegionCapacity } from '#app/queries/office/load-seating.server.ts';
import { allocateSeats } from '#app/services/allocation/allocate-seats.server.ts';

export const handle: RouteHandle = { title: 'office:seating.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'seat.allocate');
  const reach = reachOf(ctx.actor, 'seat.allocate');
  const found = orNotFound(await loadSeating(ctx.db, reach, idParam(args.params.sittingId)));
  const { organisationId, ...sitting } = found.sitting;
  const seated = found.regions.reduce((sum, region) => sum + region.seated, 0);
  const lists = await listSeatedCentres(ctx.db, sitting.id);
  return {
    ...found,
    sitting,
    seated,
    lists,
    done: new URL(args.request.url).searchParams.get('fait') === 'places',
  };
}

const runForm = z.object({ leaveUnplaced: z.enum(['yes']).optional() });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'seat.allocate');
  const sittingId = idParam(args.params.sittingId);
  const formData = await args.request.formData();
  const form = parseForm(runForm, formData);
  if (!form.ok) return formProblem(form);
  const ran = await allocateSeats(ctx, { sittingId, leaveUnplaced: form.value.leaveUnplaced === 'yes' });
  if (ran.ok) return redirect(`/bureau/sessions/${sittingId}/places?fait=places`);
  if (ran.reason === 'sitting.notFound') throw notFound();
  const field = ran.reason === 'allocation.noRoom' ? 'leaveUnplaced' : '';
  return formProblem(formError(formData, { [field]: reasonMessage(ran) }));
}

export default function Seating() {
  const t = useT();
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { sitting, regions, done, runs } = page;
  const last = runs[0]?.detail;
  return (
    <>
      <BackLink href={`/bureau/sessions/${sitting.id}`} text={sitting.name[locale]} />
      <ErrorSummary problem={problem} />
      {done && last ? (
        <Notice
          tone="good"
          live
          title={t('office:seating.done', {
            added: Number(last.added ?? 0),
            seated: Number(last.seated ?? 0),
            unplaced: Number(last.unplaced ?? 0),
          })}
        />
      ) : null}
      <PageHeading title={t('office:seating.title')} lead={t('office:seating.lead')} />
      <CapacityTable regions={regions} />
      <RunForm />
      <SeatingReport page={page} />
      <CentreLists sittingId={sitting.id} {...page.lists} />
      <RoomTable rooms={page.rooms} />
      <Runs runs={runs} />
    </>
  );
}

function RunForm() {
  const t = useT();
  const { sitting, seated, regions } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  if (sitting.state !== 'closed' && sitting.state !== 'seated')
    return <Notice title={t(seated === 0 ? 'office:seating.notOpen' : 'office:seating.fixed')} />;
  const short = problem?.errors.leaveUnplaced !== undefined || regions.some(lacks);
  return (
    <form method="post">
      {short ? (
        <CheckboxGroup
          name="leaveUnplaced"
          label={t('office:seating.unplaced')}
          choices={[{ value: 'yes', label: t('office:seating.leave') }]}
          {...(problem?.errors.leaveUnplaced ? { error: problem.errors.leaveUnplaced } : {})}
        />
      ) : null}
      <SubmitButton text={t(seated === 0 ? 'office:seating.run' : 'office:seating.runAgain')} />
    </form>
  );
}

const lacks = ({ validated, capacity }: RegionCapacity): boolean => validated > capacity;

function CapacityTable({ regions }: { regions: readonly RegionCapacity[] }) {
  const t = useT();
  const format = useFormat();
  const sum = (key: 'validated' | 'seated' | 'capacity') =>
    format.number(regions.reduce((all, region) => all + region[key], 0));
  const figure = (key: 'validated' | 'seated' | 'capacity') => ({
    key,
    header: t(`office:seating.${key === 'capacity' ? 'seats' : key}`),
    align: 'end' as const,
    cell: (row: RegionCapacity) => format.number(row[key]),
  });
  return (
    <DataTable
      caption={t('office:seating.capacity')}
      narrow="scroll"
      columns={[
        { key: 'region', header: t('office:seating.region'), heading: true, cell: ({ region }) => region },
        figure('validated'),
        figure('seated'),
        figure('capacity'),
        {
          key: 'check',
          header: t('office:filter.state'),
          cell: (row) =>
            lacks(row) ? (
              <StateTag
                tone="bad"
                text={`${t('office:seating.lacking')} ${format.number(row.validated - row.capacity)}`}
              />
            ) : (
              <StateTag tone="good" text={t('office:seating.enough')} />
            ),
        },
      ]}
      rows={regions}
      rowKey={({ region }) => region}
      foot={[t('office:sitting.sum'), sum('validated'), sum('seated'), sum('capacity'), null]}
    />
  );
}
