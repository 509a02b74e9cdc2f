import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { bandName, bandRange, conditionText } from '#app/components/deliberation/band-name.ts';
import { DeliberationHeading } from '#app/components/deliberation/deliberation-heading.tsx';
import { DossierFilters } from '#app/components/deliberation/dossier-filters.tsx';
import { DossierTable } from '#app/components/deliberation/dossier-table.tsx';
import { ListLinks } from '#app/components/deliberation/list-links.tsx';
import { RescueManyForm } from '#app/components/deliberation/rescue-many-form.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { DOSSIER_LISTS, DOSSIER_ORDERS } from '#app/domain/deliberation/dossier-lists.ts';
import { BAND_WIDTHS, type NearBand, nearBands } from '#app/domain/deliberation/near-bands.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { deliberationHead } from '#app/http/jury/deliberation-head.server.ts';
import { hrefWith, pageOf, textOf, wordOf } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { countDeliberation } from '#app/queries/jury/count-deliberation.server.ts';
import { listDossiers } from '#app/queries/jury/list-dossiers.server.ts';
import { listMembers, loadRegulationOf } from '#app/queries/jury/load-deliberation-page.server.ts';
import { rescueDossiers } from '#app/services/deliberation/rescue-dossiers.server.ts';

export const handle: RouteHandle = { title: 'marking:jury.lists' };

/** The band an address names, as wide as it says. */
function bandOf(searchParams: URLSearchParams, regulation: Regulation): NearBand | undefined {
  const width = wordOf(searchParams, 'largeur', BAND_WIDTHS) ?? '0.5';
  const id = searchParams.get('bande');
  return id === null ? undefined : nearBands(regulation, width).find((band) => band.id === id);
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'deliberation.conduct');
  const head = await deliberationHead(ctx, args.params.deliberationId);
  const { searchParams, search } = new URL(args.request.url);
  const regulation = await loadRegulationOf(ctx.db, head);
  const band = bandOf(searchParams, regulation);
  const list = band ? undefined : (wordOf(searchParams, 'liste', DOSSIER_LISTS) ?? 'passed');
  const order = wordOf(searchParams, 'ordre', DOSSIER_ORDERS) ?? 'highest';
  const asked = textOf(searchParams, 'serie');
  const series = asked !== undefined && Object.hasOwn(regulation.series, asked) ? asked : undefined;
  const page = pageOf(searchParams);
  const done = Number(searchParams.get('rachats') ?? '0');
  return {
    head,
    ...{ band: band ?? null, list: list ?? null, order, series: series ?? null, page, search },
    found: await listDossiers(ctx.db, head.id, { list, band, series, order, page }),
    counts: await countDeliberation(ctx.db, head.id),
    members: await listMembers(ctx.db, head),
    lower: regulation.scale.better === 'lower',
    quantities: {
      papers: regulation.papers,
      ...(regulation.quantities ? { quantities: regulation.quantities } : {}),
    },
    stages: regulation.stages.map(({ code, name }) => ({ code, name })),
    allSeries: Object.entries(regulation.series).map(([code, { name }]) => ({ code, name })),
    honours: regulation.honours.map(({ code, name }) => ({ code, name })),
    rescued: Number.isSafeInteger(done) && done > 0 && done <= 1000 ? done : null,
  };
}

const rescueSchema = z.object({
  chosen: z.array(z.string().regex(/^[0-9A-Z]{8}$/)).default([]),
  reason: z.string().trim().max(1000).default(''),
  member: z.array(z.uuid()).default([]),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'deliberation.conduct');
  const head = await deliberationHead(ctx, args.params.deliberationId);
  const { searchParams, search } = new URL(args.request.url);
  const formData = await args.request.formData();
  const form = parseForm(rescueSchema, formData);
  if (!form.ok) return formProblem(form);
  const band = bandOf(searchParams, await loadRegulationOf(ctx.db, head));
  if (band?.kind !== 'rescue' || band.decision === null) throw notFound();
  const { chosen: dossiers, reason, member: members } = form.value;
  const answer = await rescueDossiers(ctx, {
    deliberationId: head.id,
    ...{ dossiers, reason, members, decision: band.decision },
  });
  if (answer.ok)
    return redirect(hrefWith(`/jury/${head.id}/dossiers`, search, { rachats: String(answer.value.rescued) }));
  if (answer.reason === 'deliberation.notFound' || answer.reason === 'dossier.notFound') throw notFound();
  return formProblem(formError(formData, { [fieldOf(answer.reason)]: reasonMessage(answer) }));
}

function fieldOf(reason: string): string {
  if (/reason/i.test(reason)) return 'reason';
  return /member|president/i.test(reason) ? 'member' : '';
}

export default function Dossiers() {
  const t = useT();
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { head, band, list, found, order, search } = page;
  const here = `/jury/${head.id}`;
  const address = (changes: Record<string, string | undefined>) =>
    hrefWith(`${here}/dossiers`, search, { rachats: undefined, ...changes });
  const rescue = band?.kind === 'rescue' && band.decision !== null ? { decision: band.decision } : null;
  const mayRescue = rescue !== null && head.state === 'open';
  const listName =
    list === 'fraud' || list === null ? t('deliberation:list.fraud') : t(`states:decision.${list}`);
  const title = band ? bandName(band, { t, locale }) : listName;
  const honoursName = (code: string) => page.honours.find((one) => one.code === code)?.name[locale] ?? code;
  return (
    <>
      <ErrorSummary problem={problem} order={['reason', 'member']} />
      <DeliberationHeading
        head={head}
        title={title}
        back={{ href: here, text: t('deliberation:overview') }}
        done={page.rescued && !problem ? t('deliberation:rescued', { count: page.rescued }) : null}
      />
      <ListLinks here={here} counts={page.counts} list={list} />
      <About page={page} />
      <DossierFilters page={page} />
      <DossierTable
        here={here}
        caption={title}
        lines={found.lines}
        total={found.total}
        page={page.page}
        hrefOf={(number) => address({ page: String(number) })}
        sort={{
          href: address({ ordre: order === 'highest' ? 'lowest' : 'highest' }),
          sorted: order === 'code' ? undefined : order === 'highest' ? 'descending' : 'ascending',
        }}
        honoursName={honoursName}
        {...(rescue ? { rescue: { ...rescue, choose: mayRescue, chosen: problem?.lists.chosen ?? [] } } : {})}
      />
      {mayRescue && found.total > 0 ? <RescueManyForm members={page.members} problem={problem} /> : null}
    </>
  );
}

/** What the list or the band is, in the regulation's own numbers and conditions. */
function About({ page }: { page: ReturnType<typeof useLoaderData<typeof loader>> }) {
  const t = useT();
  const locale = useLocale();
  const { band, list, lower, quantities, stages } = page;
  if (list === 'fraud') return <p>{t('deliberation:fraudText')}</p>;
  if (list === 'reserved') return <p>{t('deliberation:reservedText')}</p>;
  if (!band) return null;
  const range = bandRange(band, lower, { t, locale });
  const stage = stages.find(({ code }) => code === band.stage)?.name[locale];
  return (
    <p>
      {range.charAt(0).toLocaleUpperCase(locale) + range.slice(1)}.{' '}
      {stage && stages.length > 1 ? `${t('deliberation:atStage', { stage })} ` : null}
      {band.when
        ? t('deliberation:condition', { condition: conditionText(band.when, quantities, { t, locale }) })
        : null}
    </p>
  );
}
