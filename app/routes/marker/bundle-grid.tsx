import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { MarkGrid } from '#app/components/marking/mark-grid.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { readKeyedMark } from '#app/domain/marking/read-mark.ts';
import { type FormProblem, formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { type Grid, loadGrid } from '#app/queries/marker/load-grid.server.ts';
import { type EnteredMark, enterMarks } from '#app/services/marking/enter-marks.server.ts';

export const handle: RouteHandle = { title: 'marking:grid.rows' };

async function gridOf(ctx: SignedIn, bundleId: string | undefined): Promise<Grid> {
  const id = z.uuid().safeParse(bundleId);
  if (!id.success) throw notFound();
  return orNotFound(await loadGrid(ctx.db, ctx.actor, id.data));
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'mark.enter');
  const grid = await gridOf(ctx, args.params.bundleId);
  const saved = new URL(args.request.url).searchParams.get('notes');
  return { grid, saved: saved !== null && /^\d{1,3}$/.test(saved) ? Number(saved) : null };
}

const LONGEST_REASON = 300;
const reasonForm = z.object({ reason: z.string().max(LONGEST_REASON).optional() });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'mark.enter');
  const grid = await gridOf(ctx, args.params.bundleId);
  const formData = await args.request.formData();
  const read = readRows(grid, formData);
  if (!read.ok) return formProblem(read);
  const said = parseForm(reasonForm, formData);
  if (!said.ok) return formProblem(said);
  const answer = await enterMarks(ctx, { bundleId: grid.id, marks: read.marks, ...said.value });
  if (answer.ok) return redirect(`/correction/${grid.id}?notes=${answer.value.entered}`);
  if (answer.reason === 'bundle.notFound') throw notFound();
  const field = answer.reason === 'mark.reasonMissing' ? 'reason' : '';
  return formProblem(formError(formData, { [field]: reasonMessage(answer) }));
}

type ReadRows = { readonly ok: true; readonly marks: readonly EnteredMark[] } | FormProblem;

/** Every row that says something; all that is wrong is told at once, each beside its row. */
function readRows({ rows, maximum }: Grid, formData: FormData): ReadRows {
  const text = (name: string) => {
    const value = formData.get(name);
    return typeof value === 'string' ? value : '';
  };
  const errors: Record<string, string> = {};
  const marks: EnteredMark[] = [];
  for (const { code } of rows) {
    const read = readKeyedMark(text(`mark.${code}`), text(`state.${code}`), maximum);
    if (!read.ok) errors[`mark.${code}`] = reasonMessage(read);
    else if (read.value) marks.push({ scriptCode: code, value: read.value });
  }
  return Object.keys(errors).length > 0 ? formError(formData, errors) : { ok: true, marks };
}

export default function BundleGrid() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { grid, saved } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const title = t('marking:bundleName', { paper: grid.paper[locale], number: grid.number });
  const hasSaved = grid.rows.some(({ mark }) => mark !== null);
  return (
    <>
      <ErrorSummary problem={problem} order={grid.rows.map(({ code }) => `mark.${code}`)} />
      <BackLink href="/correction" text={t('marking:mine.title')} />
      <PageHeading
        eyebrow={grid.sitting[locale]}
        title={title}
        lead={t('marking:grid.lead', { maximum: format.number(grid.maximum / 100) })}
      />
      {saved === null || problem ? null : (
        <Notice tone="good" live>
          {saved === 0 ? t('marking:grid.nothingNew') : t('marking:grid.saved', { count: saved })}
        </Notice>
      )}
      {grid.state === 'closed' ? <Notice>{t('marking:grid.closed')}</Notice> : null}
      {grid.pass === 3 ? <Notice tone="warn">{t('marking:grid.third')}</Notice> : null}
      {grid.rows.length === 0 ? (
        <EmptyState title={t('marking:grid.none')} text={t('marking:grid.noneText')} />
      ) : (
        <form method="post" noValidate autoComplete="off">
          <MarkGrid grid={grid} problem={problem} />
          {grid.state === 'closed' ? null : (
            <>
              {hasSaved ? (
                <TextField
                  {...fieldsOf(problem)('reason')}
                  label={t('marking:grid.reason')}
                  hint={t('marking:grid.reasonHint')}
                  maxLength={LONGEST_REASON}
                />
              ) : null}
              <SubmitButton text={t('marking:grid.save')} />
            </>
          )}
        </form>
      )}
    </>
  );
}
