import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import sheetScript from '#app/browser/mark-sheet/start.ts?worker&url';
import { LinkButton } from '#app/components/buttons.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { bundleName } from '#app/components/marking/bundle-name.ts';
import { cellNames } from '#app/components/marking/mark-cell-name.ts';
import { LONGEST_REASON } from '#app/components/marking/sheet-bar.tsx';
import { SheetForm } from '#app/components/marking/sheet-form.tsx';
import { taskText } from '#app/components/marking/task-text.ts';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { readSheetForm, sheetProblem } from '#app/http/read-sheet-form.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadGrid } from '#app/queries/marker/load-grid.server.ts';
import { enterMarks } from '#app/services/marking/enter-marks.server.ts';

export const handle: RouteHandle = { title: 'marks:sheet.rows', scripts: 'own' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'mark.enter');
  const grid = orNotFound(await loadGrid(ctx.db, ctx.actor, idParam(args.params.bundleId)));
  const saved = new URL(args.request.url).searchParams.get('notes');
  return {
    grid,
    person: ctx.actor.id,
    saved: saved !== null && /^\d{1,3}$/.test(saved) ? Number(saved) : null,
  };
}

const reasonForm = z.object({ reason: z.string().max(LONGEST_REASON).optional() });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'mark.enter');
  const grid = orNotFound(await loadGrid(ctx.db, ctx.actor, idParam(args.params.bundleId)));
  const formData = await args.request.formData();
  const read = readSheetForm(grid.rows, grid.marking, formData);
  if (!read.ok) return formProblem(read);
  const typed = new FormData();
  typed.set('reason', formData.get('reason') ?? '');
  const said = parseForm(reasonForm, typed);
  const refused = (errors: Readonly<Record<string, string>>) =>
    formProblem(sheetProblem(grid.rows, grid.marking, formData, errors));
  if (!said.ok) return refused({ reason: said.errors.reason?.[0] ?? '' });
  const answer = await enterMarks(ctx, { bundleId: grid.id, marks: read.marks, ...said.value });
  if (answer.ok) return redirect(`/correction/${grid.id}?notes=${answer.value.entered}`);
  if (answer.reason === 'bundle.notFound') throw notFound();
  if (answer.reason === 'mark.reasonMissing') return refused({ reason: reasonMessage(answer) });
  const script = answer.detail?.script;
  const [field = ''] = typeof script === 'string' ? cellNames(script, grid.marking) : [];
  return refused({ [field]: reasonMessage(answer) });
}

export default function BundleGrid() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { grid, saved, person } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { marking, rows, state, pass, policy } = grid;
  const lead = t(marking.components ? 'marks:sheet.leadParts' : 'marks:sheet.lead', {
    maximum: format.number(marking.maximum / 100),
  });
  const open = state !== 'closed' && rows.length > 0;
  return (
    <>
      <ErrorSummary problem={problem} order={rows.flatMap(({ code }) => cellNames(code, marking))} />
      <BackLink href="/correction" text={t('marking:mine.title')} />
      <PageHeading
        eyebrow={grid.sitting[locale]}
        title={bundleName(t, { ...grid, paper: grid.paper[locale] })}
        lead={taskText(t, policy, pass)}
        actions={
          open ? (
            <LinkButton
              href={`/correction/${grid.id}/fichier`}
              text={t('marks:sheet.fromFile')}
              kind="second"
            />
          ) : null
        }
      />
      {saved === null || problem ? null : (
        <Notice tone="good" live>
          {saved === 0 ? t('marks:sheet.nothingNew') : t('marks:sheet.saved', { count: saved })}
        </Notice>
      )}
      {state === 'closed' ? <Notice>{t('marks:sheet.closed')}</Notice> : <p>{lead}</p>}
      {rows.length === 0 ? (
        <EmptyState title={t('marks:sheet.none')} text={t('marks:sheet.noneText')} />
      ) : (
        <SheetForm grid={grid} person={person} problem={problem} script={sheetScript} />
      )}
    </>
  );
}
