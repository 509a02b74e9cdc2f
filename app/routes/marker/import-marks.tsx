import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FileField } from '#app/components/file-field.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { bundleName } from '#app/components/marking/bundle-name.ts';
import { ImportConfirm, ImportFaults, type ShownImport } from '#app/components/marking/import-preview.tsx';
import { cellNames } from '#app/components/marking/mark-cell-name.ts';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { type FormProblem, formError, formProblem, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { sheetProblem } from '#app/http/read-sheet-form.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { type Grid, loadGrid } from '#app/queries/marker/load-grid.server.ts';
import { importMarks, previewMarks } from '#app/services/marking/import-marks.server.ts';
import { readMarksFile } from '#app/services/marking/read-marks-file.server.ts';

export const handle: RouteHandle = { title: 'marks:import.title' };

async function openGrid(ctx: SignedIn, bundleId: string | undefined): Promise<Grid> {
  const grid = orNotFound(await loadGrid(ctx.db, ctx.actor, idParam(bundleId)));
  if (grid.state !== 'handedOut') throw notFound();
  return grid;
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'mark.enter');
  return { grid: await openGrid(ctx, args.params.bundleId) };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'mark.enter');
  const grid = await openGrid(ctx, args.params.bundleId);
  const formData = await args.request.formData();
  return formData.get('do') === 'confirm' ? confirm(ctx, grid, formData) : show(ctx, grid, formData);
}

type Answer = { readonly problem?: FormProblem; readonly shown?: ShownImport };

const linesForm = z
  .array(
    z.object({
      row: z.int().nonnegative(),
      position: z.string(),
      code: z.string(),
      cells: z.array(z.string()).max(20),
      control: z.string(),
    }),
  )
  .max(2000);
type Lines = z.output<typeof linesForm>;

async function show(ctx: SignedIn, grid: Grid, formData: FormData) {
  const file = formData.get('file');
  if (!(file instanceof File) || (file.size === 0 && file.name === ''))
    return formProblem(formError(new FormData(), { file: message('marks:import.chooseFile') }));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const lines = await readMarksFile(ctx, { bytes, fileName: file.name }, grid.marking);
  if (!lines.ok) return formProblem(formError(new FormData(), { file: reasonMessage(lines) }));
  return preview(ctx, grid, linesForm.parse(lines.value), undefined);
}

async function preview(ctx: SignedIn, grid: Grid, lines: Lines, problem: FormProblem | undefined) {
  const read = await previewMarks(ctx, { bundleId: grid.id, lines });
  if (!read.ok && read.reason === 'bundle.notFound') throw notFound();
  if (!read.ok) return formProblem(formError(new FormData(), { file: reasonMessage(read) }));
  const refused = read.value.faults.length > 0 || read.value.missing.length > 0;
  const shown: ShownImport = { ...read.value, lines: JSON.stringify(lines) };
  const answer: Answer = { shown, ...(problem ? { problem } : {}) };
  return data(answer, { status: refused || problem ? 422 : 200 });
}

async function confirm(ctx: SignedIn, grid: Grid, formData: FormData) {
  const lines = readLines(formData);
  if (!lines)
    return formProblem(formError(new FormData(), { file: reasonMessage({ reason: 'markImport.lost' }) }));
  const text = (name: string) => {
    const value = formData.get(name);
    return typeof value === 'string' ? value : '';
  };
  const readAgain = Object.fromEntries(
    grid.rows.map(({ code }) => [code, cellNames(code, grid.marking).map(text)]),
  );
  const reason = text('reason').replaceAll('\0', '').slice(0, 300);
  const done = await importMarks(ctx, { bundleId: grid.id, lines, readAgain, reason });
  if (done.ok) return redirect(`/correction/${grid.id}?notes=${done.value.entered}`);
  if (done.reason === 'bundle.notFound') throw notFound();
  const code = done.reason === 'markImport.witnessDiffers' ? String(done.detail?.script ?? '') : '';
  const field =
    code !== '' ? cellNames(code, grid.marking)[0] : done.reason === 'mark.reasonMissing' ? 'reason' : '';
  const problem = sheetProblem(grid.rows, grid.marking, formData, { [field ?? '']: reasonMessage(done) });
  return preview(ctx, grid, lines, problem);
}

function readLines(formData: FormData): Lines | undefined {
  try {
    const lines: unknown = JSON.parse(String(formData.get('lines') ?? ''));
    return linesForm.safeParse(lines).data;
  } catch {
    return undefined;
  }
}

function answerOf(answered: FormProblem | Answer | undefined): Answer {
  if (!answered) return {};
  return 'ok' in answered ? { problem: answered } : answered;
}

export default function ImportMarks() {
  const t = useT();
  const locale = useLocale();
  const { grid } = useLoaderData<typeof loader>();
  const { problem, shown } = answerOf(useActionData<typeof action>());
  const isRefused = shown !== undefined && (shown.faults.length > 0 || shown.missing.length > 0);
  return (
    <>
      <ErrorSummary problem={problem} />
      <BackLink href={`/correction/${grid.id}`} text={t('marks:import.back')} />
      <PageHeading
        eyebrow={bundleName(t, { ...grid, paper: grid.paper[locale] })}
        title={t('marks:import.title')}
        lead={t('marks:import.lead')}
      />
      {shown && isRefused ? <ImportFaults {...shown} marking={grid.marking} /> : null}
      {shown && !isRefused ? (
        <ImportConfirm shown={shown} marking={grid.marking} problem={problem} />
      ) : (
        <SendFile problem={problem} />
      )}
    </>
  );
}

function SendFile({ problem }: Pick<Answer, 'problem'>) {
  const t = useT();
  const { grid } = useLoaderData<typeof loader>();
  const model = `/correction/${grid.id}/modele`;
  return (
    <>
      <h2>{t('marks:import.models')}</h2>
      <p className="actions">
        <LinkButton href={`${model}/xlsx`} text={t('marks:import.xlsx')} kind="second" download />
        <LinkButton href={`${model}/csv`} text={t('marks:import.csv')} kind="second" download />
      </p>
      <h2>{t('marks:import.send')}</h2>
      <form method="post" encType="multipart/form-data">
        <FileField
          name="file"
          {...(fieldsOf(problem)('file').error ? { error: fieldsOf(problem)('file').error } : {})}
          label={t('marks:import.file')}
          hint={t('marks:import.fileHint')}
          accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          kinds={t('marks:import.kinds')}
          maxBytes={SHEET_LIMITS.megabytes * 1024 * 1024}
        />
        <SubmitButton name="do" value="show" text={t('marks:import.submit')} />
      </form>
    </>
  );
}
