import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { OpenRoundForm, ReplacePaperForm, WhichRound } from '#app/components/office/round-forms.tsx';
import { RoundTable } from '#app/components/office/round-table.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { secondGroupStage } from '#app/domain/deliberation/round-candidates.ts';
import { ROUND_KINDS } from '#app/domain/deliberation/round-states.ts';
import { localClock, localMoment } from '#app/domain/shared/local-moment.ts';
import { dateField } from '#app/http/date-field.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { wordOf } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { paperNames, roundSitting } from '#app/http/round-page.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { countClaimsToReview, listRounds } from '#app/queries/rounds/list-rounds.server.ts';
import { loadChoicesLimit } from '#app/queries/rounds/load-choices-limit.server.ts';
import { openRound } from '#app/services/rounds/open-round.server.ts';
import { replacePaper } from '#app/services/rounds/replace-paper.server.ts';

export const handle: RouteHandle = { title: 'rounds:title' };

const DONE = ['cancelled', 'replaced'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, ['sitting.manage', 'bundle.manage']);
  const { sitting, regulation, can, timeZone } = await roundSitting(ctx, args.params.sittingId);
  const { searchParams } = new URL(args.request.url);
  const rounds = await listRounds(ctx.db, sitting.id);
  const claims = await countClaimsToReview(ctx.db, sitting.id);
  const underWay = rounds.some(({ state }) => state !== 'published' && state !== 'cancelled');
  const kinds = ROUND_KINDS.filter((kind) => {
    if (kind === 'secondGroup') return secondGroupStage(regulation, null) !== undefined;
    return kind === 'resit' || (regulation.review !== undefined && claims > 0);
  });
  const asked = wordOf(searchParams, 'ouvrir', ROUND_KINDS);
  const limit =
    asked === 'secondGroup' && sitting.state === 'published'
      ? await loadChoicesLimit(ctx.db, { sittingId: sitting.id, regulation, now: ctx.clock() })
      : null;
  const firstGroup = Object.values(regulation.series).flatMap(({ papers }) =>
    papers.filter(({ group }) => group === 1).map(({ paper }) => paper),
  );
  return {
    sitting: { id: sitting.id, name: sitting.name, state: sitting.state },
    rounds,
    claims,
    can: {
      open: can.manage && sitting.state === 'published' && !underWay,
      wait: can.manage && underWay,
      replace: can.bundles && sitting.state === 'marking',
    },
    kinds,
    kind: kinds.find((one) => one === asked) ?? null,
    limit: limit && { at: limit, ...localClock(limit, timeZone) },
    papers: paperNames(regulation, firstGroup),
    series: Object.entries(regulation.series).map(([code, { name }]) => ({ code, name })),
    done: wordOf(searchParams, 'fait', DONE),
  };
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const time = z.string().trim().regex(TIME, message('rounds:open.badTime'));
const reason = z.string().max(1000).default('');
const series = z.array(z.string().max(24)).min(1).max(100);
const until = { reason, untilOn: dateField(), untilAt: time };
const form = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('secondGroup'), ...until }),
  z.object({ kind: z.literal('review'), reason }),
  z.object({
    kind: z.literal('resit'),
    paper: z.string().max(24),
    series,
    sitsOn: dateField(),
    sitsAt: time,
    ...until,
  }),
  z.object({ kind: z.literal('replace'), paper: z.string().max(24), series, reason }),
]);

const FIELDS: Readonly<Record<string, string>> = {
  'round.reasonMissing': 'reason',
  'round.paperUnknown': 'paper',
  'round.seriesUnknown': 'series',
  'round.untilPast': 'untilOn',
  'round.untilTooLate': 'untilOn',
};

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, ['sitting.manage', 'bundle.manage']);
  const { sitting, timeZone } = await roundSitting(ctx, args.params.sittingId);
  const formData = await args.request.formData();
  const parsed = parseForm(form, formData);
  if (!parsed.ok) return formProblem(parsed);
  const asked = parsed.value;
  const here = `/bureau/sessions/${sitting.id}/tours`;
  const refused = (answer: Parameters<typeof reasonMessage>[0]) => {
    if (answer.reason === 'sitting.notFound') throw notFound();
    return formProblem(formError(formData, { [FIELDS[answer.reason] ?? '']: reasonMessage(answer) }));
  };
  const sittingId = sitting.id;
  if (asked.kind === 'replace') {
    const { paper, series: of, reason: why } = asked;
    const replaced = await replacePaper(ctx, { sittingId, paper, series: of, reason: why });
    return replaced.ok ? redirect(`${here}?fait=replaced`) : refused(replaced);
  }
  const choicesUntil = asked.kind === 'review' ? null : localMoment(asked.untilOn, asked.untilAt, timeZone);
  const rule =
    asked.kind === 'resit'
      ? {
          kind: asked.kind,
          paper: asked.paper,
          series: asked.series,
          sitsAt: localMoment(asked.sitsOn, asked.sitsAt, timeZone).toISOString(),
        }
      : { kind: asked.kind };
  const opened = await openRound(ctx, { sittingId, rule, reason: asked.reason, choicesUntil });
  return opened.ok ? redirect(`${here}/${opened.value.number}?fait=opened`) : refused(opened);
}

export default function Rounds() {
  const t = useT();
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { sitting, rounds, can, kind, done } = page;
  return (
    <>
      <BackLink href={`/bureau/sessions/${sitting.id}`} text={sitting.name[locale]} />
      <ErrorSummary
        problem={problem}
        order={['paper', 'series', 'sitsOn', 'sitsAt', 'reason', 'untilOn', 'untilAt']}
      />
      {done ? <Notice tone="good" live title={t(`rounds:done.${done}`)} /> : null}
      <PageHeading title={t('rounds:title')} lead={t('rounds:lead')} />
      {rounds.length === 0 ? (
        <EmptyState title={t('rounds:none')} text={t('rounds:noneText')} />
      ) : (
        <RoundTable sittingId={sitting.id} rounds={rounds} />
      )}
      {can.wait ? <p>{t('rounds:open.underWay')}</p> : null}
      {can.open && kind === null ? <WhichRound kinds={page.kinds} /> : null}
      {can.open && kind !== null ? <OpenRoundForm page={{ ...page, kind }} problem={problem} /> : null}
      {can.replace ? <ReplacePaperForm page={page} problem={problem} /> : null}
    </>
  );
}
