import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { TimetableForm, TimetableRead } from '#app/components/office/timetable-table.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { SITTING_READERS } from '#app/domain/access/office.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { regulationSchema } from '#app/domain/regulation/schema.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { localMoment } from '#app/domain/shared/local-moment.ts';
import { timetabledPapers } from '#app/domain/sitting/readiness.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadSitting } from '#app/queries/office/load-sitting.server.ts';
import { changeTimetable } from '#app/services/sitting/change-timetable.server.ts';

export const handle: RouteHandle = { title: 'office:timetable.title' };

async function load(ctx: SignedIn, sittingId: string | undefined) {
  const reach = reachOf(ctx.actor, ...SITTING_READERS);
  const found = orNotFound(await loadSitting(ctx.db, reach, idParam(sittingId)));
  return { ...found, regulation: regulationSchema.parse(found.regulationBody) };
}

const clock = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(instant);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, SITTING_READERS);
  const { sitting, slots, regulation, profile } = await load(ctx, args.params.sittingId);
  const { timeZone } = profile;
  const { organisationId } = sitting;
  const movable = sitting.state === 'draft' || sitting.state === 'open' || sitting.state === 'closed';
  return {
    id: sitting.id,
    name: sitting.name,
    movable,
    canChange: movable && authorise(ctx.actor, 'sitting.manage', { organisationId }).ok,
    papers: timetabledPapers(regulation).map((code) => {
      const slot = slots.find(({ paperCode }) => paperCode === code);
      return {
        code,
        name: regulation.papers[code]?.name ?? { fr: code, en: code },
        slot: slot
          ? {
              day: localDate(slot.startsAt, timeZone),
              time: clock(slot.startsAt, timeZone),
              minutes: String(slot.minutes),
            }
          : null,
      };
    }),
  };
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Three fields a paper: `day-FR`, `time-FR`, `minutes-FR`. */
function timetableForm(papers: readonly string[]) {
  return z.object(
    Object.fromEntries(
      papers.flatMap((code): [string, z.ZodType<string | number>][] => [
        [`day-${code}`, z.string().trim().regex(DAY, message('office:timetable.badDay'))],
        [`time-${code}`, z.string().trim().regex(TIME, message('office:timetable.badTime'))],
        [`minutes-${code}`, z.coerce.number().int().min(10).max(600)],
      ]),
    ),
  );
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'sitting.manage');
  const { sitting, regulation, profile } = await load(ctx, args.params.sittingId);
  const papers = timetabledPapers(regulation);
  const formData = await args.request.formData();
  const form = parseForm(timetableForm(papers), formData);
  if (!form.ok) return formProblem(form);
  const read = (name: string) => String(form.value[name] ?? '');
  const slots = papers.map((paperCode) => ({
    paperCode,
    startsAt: localMoment(read(`day-${paperCode}`), read(`time-${paperCode}`), profile.timeZone),
    minutes: Number(read(`minutes-${paperCode}`)),
  }));
  const changed = await changeTimetable(ctx, { sittingId: sitting.id, slots });
  if (changed.ok) return redirect(`/bureau/sessions/${sitting.id}?fait=timetable`);
  if (changed.reason === 'sitting.notFound') throw notFound();
  const { problem, ...detail } = changed.detail ?? {};
  const about = detail.paper;
  const field = typeof about === 'string' && papers.includes(about) ? `time-${about}` : '';
  const refusal = typeof problem === 'string' ? { reason: problem, detail } : changed;
  return formProblem(formError(formData, { [field]: reasonMessage(refusal) }));
}

export default function Timetable() {
  const t = useT();
  const locale = useLocale();
  const { id, name, papers, movable, canChange } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <BackLink href={`/bureau/sessions/${id}`} text={name[locale]} />
      <ErrorSummary problem={problem} />
      <PageHeading title={t('office:timetable.title')} lead={t('office:timetable.lead')} />
      {movable ? null : <Notice title={t('office:timetable.fixed')} />}
      {canChange ? <TimetableForm papers={papers} problem={problem} /> : <TimetableRead papers={papers} />}
    </>
  );
}
