import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { CheckboxGroup, SelectField } from '#app/components/choice-fields.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { BundleActions } from '#app/components/marking/bundle-actions.tsx';
import { BundleTable } from '#app/components/marking/bundle-table.tsx';
import { ScriptLinks } from '#app/components/marking/script-links.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { BUNDLE_STATES } from '#app/domain/marking/states.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { BUNDLES_PER_PAGE, listSittingBundles } from '#app/queries/marker/list-sitting-bundles.server.ts';
import { assignCodes } from '#app/services/anonymity/assign-codes.server.ts';
import { assignMarker } from '#app/services/marking/assign-marker.server.ts';
import { closeBundle } from '#app/services/marking/close-bundle.server.ts';
import { handOutBundles } from '#app/services/marking/hand-out-bundles.server.ts';

export const handle: RouteHandle = { title: 'marking:office.title' };

const filterSchema = z.object({
  etat: z.enum(BUNDLE_STATES).nullable().catch(null),
  epreuve: z.string().max(24).nullable().catch(null),
  tour: z.coerce.number().int().min(1).max(1000).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

function idOf(text: string | undefined): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw notFound();
  return id.data;
}

const DONE = ['handedOut', 'assigned', 'closedNow'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'bundle.manage');
  const { searchParams } = new URL(args.request.url);
  const filter = filterSchema.parse({
    etat: searchParams.get('etat') || null,
    epreuve: searchParams.get('epreuve') || null,
    tour: searchParams.get('tour') || null,
    page: searchParams.get('page') ?? 1,
  });
  const page = orNotFound(
    await listSittingBundles(ctx.db, idOf(args.params.sittingId), {
      state: filter.etat,
      paper: filter.epreuve,
      round: filter.tour,
      page: filter.page,
    }),
  );
  if (!authorise(ctx.actor, 'bundle.manage', { organisationId: page.organisationId }).ok) throw notFound();
  const did = DONE.find((one) => one === searchParams.get('fait')) ?? null;
  const count = z.coerce.number().int().min(0).catch(0).parse(searchParams.get('nombre'));
  return { ...page, pageSize: BUNDLES_PER_PAGE, filter, done: did && { did, count } };
}

const commandSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('codes'), leave: z.enum(['yes']).optional() }),
  z.object({
    do: z.literal('handOut'),
    bundle: z.array(z.uuid()).default([]),
    first: z.uuid(),
    second: z.uuid().nullable().default(null),
  }),
  z.object({
    do: z.literal('assign'),
    bundle: z.array(z.uuid()).default([]),
    pass: z.union([z.literal('1'), z.literal('2'), z.literal('3')]),
    marker: z.uuid(),
  }),
  z.object({ do: z.literal('close'), bundle: z.array(z.uuid()).default([]) }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'bundle.manage');
  const sittingId = idOf(args.params.sittingId);
  const formData = await args.request.formData();
  const form = parseForm(commandSchema, formData);
  if (!form.ok) return formProblem(form);
  const command = form.value;
  const here = `/bureau/sessions/${sittingId}/lots`;
  const done = (what: (typeof DONE)[number], count: number) =>
    redirect(`${here}?fait=${what}&nombre=${count}`);
  const refused = (answer: Parameters<typeof reasonMessage>[0], field = '') => {
    if (answer.reason === 'sitting.notFound') throw notFound();
    return formProblem(formError(formData, { [field]: reasonMessage(answer) }));
  };
  if (command.do === 'codes') {
    const answer = await assignCodes(ctx, { sittingId, leaveUnseated: command.leave === 'yes' });
    if (answer.ok) return redirect(here);
    return refused(answer, answer.reason === 'anonymity.unseated' ? 'leave' : '');
  }
  const chosen = command.bundle;
  if (command.do === 'handOut') {
    const { first, second } = command;
    const answer = await handOutBundles(ctx, { sittingId, bundleIds: chosen, first, second });
    return answer.ok ? done('handedOut', answer.value.handedOut) : refused(answer);
  }
  if (chosen.length === 0) return refused({ reason: 'bundle.noneChosen' });
  for (const bundleId of chosen) {
    const pass = command.do === 'assign' ? (Number(command.pass) as 1 | 2 | 3) : 3;
    const answer =
      command.do === 'assign'
        ? await assignMarker(ctx, { bundleId, pass, userId: command.marker })
        : await closeBundle(ctx, { bundleId });
    if (!answer.ok) return refused(answer);
  }
  return done(command.do === 'assign' ? 'assigned' : 'closedNow', chosen.length);
}

export default function Bundles() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const page = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { sitting, filter, counts, done } = page;
  const started = counts.prepared + counts.handedOut + counts.closed > 0;
  const hrefOf = (number: number) => {
    const query = new URLSearchParams({ page: String(number) });
    if (filter.etat) query.set('etat', filter.etat);
    if (filter.epreuve) query.set('epreuve', filter.epreuve);
    if (filter.tour) query.set('tour', String(filter.tour));
    return `?${query}`;
  };
  return (
    <>
      <BackLink href={`/bureau/sessions/${sitting.id}`} text={sitting.name[locale]} />
      <ErrorSummary problem={problem} />
      <PageHeading title={t('marking:office.title')} />
      {done ? (
        <Notice tone="good" live>
          {t(`marking:office.${done.did}`, { count: done.count })}
        </Notice>
      ) : null}
      {started ? (
        <>
          <dl className="figures">
            {BUNDLE_STATES.map((state) => (
              <div key={state}>
                <dt>{t(`marking:bundleState.${state}`)}</dt>
                <dd>{format.number(counts[state])}</dd>
              </div>
            ))}
            <div>
              <dt>{t('scripts:packet.outside')}</dt>
              <dd>{format.number(page.outside)}</dd>
            </div>
          </dl>
          <ScriptLinks sittingId={sitting.id} />
          <Filter />
          <form method="post">
            <BundleTable lines={page.lines} papers={page.papers} sittingId={sitting.id} />
            <Pagination page={filter.page} pageSize={page.pageSize} total={page.total} hrefOf={hrefOf} />
            {page.lines.length > 0 ? <BundleActions page={page} problem={problem} /> : null}
          </form>
        </>
      ) : (
        <StartMarking />
      )}
    </>
  );
}

function Filter() {
  const t = useT();
  const locale = useLocale();
  const { filter, papers, rounds } = useLoaderData<typeof loader>();
  const filtered = filter.etat !== null || filter.epreuve !== null || filter.tour !== null;
  return (
    <FilterForm {...(filtered ? { clearHref: '?' } : {})}>
      <SelectField
        name="etat"
        label={t('marking:office.state')}
        placeholder={t('marking:office.any')}
        defaultValue={filter.etat ?? ''}
        choices={BUNDLE_STATES.map((value) => ({ value, label: t(`marking:bundleState.${value}`) }))}
      />
      <SelectField
        name="epreuve"
        label={t('marking:office.paper')}
        placeholder={t('marking:office.any')}
        defaultValue={filter.epreuve ?? ''}
        choices={papers.map(({ code, name }) => ({ value: code, label: name[locale] }))}
      />
      {rounds.length > 1 ? (
        <SelectField
          name="tour"
          label={t('rounds:numberHead')}
          placeholder={t('marking:office.any')}
          defaultValue={filter.tour ? String(filter.tour) : ''}
          choices={rounds.map((number) => ({
            value: String(number),
            label: t('rounds:number', { number }),
          }))}
        />
      ) : null}
    </FilterForm>
  );
}

function StartMarking() {
  const t = useT();
  const format = useFormat();
  const { sitting, seated } = useLoaderData<typeof loader>();
  const unseated = useActionData<typeof action>()?.errors.leave;
  if (sitting.state !== 'seated')
    return <EmptyState title={t('marking:office.none')} text={t('marking:office.start.waiting')} />;
  return (
    <form method="post">
      <h2>{t('marking:office.start.title')}</h2>
      <p>{t('marking:office.start.text', { count: seated, formatted: format.number(seated) })}</p>
      {unseated ? (
        <CheckboxGroup
          name="leave"
          label={t('marking:office.start.unseated')}
          choices={[{ value: 'yes', label: t('marking:office.start.leave') }]}
          error={unseated}
        />
      ) : null}
      <SubmitButton text={t('marking:office.start.submit')} name="do" value="codes" />
    </form>
  );
}
