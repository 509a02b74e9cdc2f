import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FileField } from '#app/components/file-field.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { ModelLinks } from '#app/components/imports/model-links.tsx';
import { PasteField } from '#app/components/imports/paste-field.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { grantsFor } from '#app/domain/access/actor.ts';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message, translator } from '#app/i18n/translate.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { listImportTargets, schoolsOf } from '#app/queries/imports/list-imports.server.ts';
import { pasteImport } from '#app/services/imports/paste-import.server.ts';
import { uploadImport } from '#app/services/imports/upload-import.server.ts';

export const handle: RouteHandle = { title: 'imports:new.title', scripts: 'react' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const schools = schoolsOf(grantsFor(ctx.actor, 'entry.school'));
  return { targets: await listImportTargets(ctx.db, schools, ctx.clock()) };
}

/** A sitting and a school, as the list of choices writes them. */
const target = z
  .string()
  .regex(/^[0-9a-f-]{36}:[0-9a-f-]{36}$/)
  .transform((text) => ({ sittingId: text.slice(0, 36), schoolId: text.slice(37) }))
  .pipe(z.object({ sittingId: z.uuid(), schoolId: z.uuid() }));

const listForm = z.object({ target, how: z.enum(['file', 'paste']) });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const formData = await args.request.formData();
  const form = parseForm(listForm, formData);
  if (!form.ok) return formProblem(form);
  const { how, target: place } = form.value;
  const field = how === 'file' ? 'file' : 'text';
  const taken =
    how === 'file' ? await takeFile(ctx, place, formData) : await takePaste(args, ctx, place, formData);
  if (taken === undefined)
    return formProblem(formError(formData, { file: message('imports:new.chooseFile') }));
  if (taken.ok) return redirect(`/ecole/imports/${taken.value.batchId}${taken.value.again ? '?deja=1' : ''}`);
  if (taken.reason === 'import.schoolNotFound') throw notFound();
  const named = taken.reason.startsWith('sitting.') ? 'target' : field;
  return formProblem(formError(formData, { [named]: reasonMessage(taken) }));
}

type Place = z.output<typeof target>;

async function takeFile(ctx: SignedIn, place: Place, formData: FormData) {
  const file = formData.get('file');
  if (!(file instanceof File) || (file.size === 0 && file.name === '')) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  return uploadImport(ctx, { ...place, fileName: file.name, bytes });
}

async function takePaste({ context }: ActionFunctionArgs, ctx: SignedIn, place: Place, formData: FormData) {
  const text = formData.get('text');
  const fileName = translator(context.locale)('imports:new.pastedFile');
  return pasteImport(ctx, { ...place, text: typeof text === 'string' ? text : '', fileName });
}

export default function NewImport() {
  const t = useT();
  const { targets } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <BackLink href="/ecole/imports" text={t('imports:back')} />
      <ErrorSummary problem={problem} />
      <PageHeading title={t('imports:new.title')} />
      {targets.length === 0 ? (
        <EmptyState title={t('imports:new.noSitting')} text={t('imports:new.noSittingText')} />
      ) : (
        <div className="columns">
          <ListForm />
          <ModelLinks targets={targets} />
        </div>
      )}
    </>
  );
}

/** One form for both ways: the button that is pressed says which. */
function ListForm() {
  const t = useT();
  const locale = useLocale();
  const { targets } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const field = fieldsOf(problem);
  const several = new Set(targets.map(({ schoolId }) => schoolId)).size > 1;
  const [only] = targets;
  const choices = targets.map(({ sittingId, schoolId, sittingName, schoolName }) => ({
    value: `${sittingId}:${schoolId}`,
    label: several ? `${sittingName[locale]} (${schoolName})` : sittingName[locale],
  }));
  const chosen = field('target');
  return (
    <form method="post" encType="multipart/form-data">
      <SelectField
        {...chosen}
        defaultValue={
          chosen.defaultValue || (targets.length === 1 && only ? `${only.sittingId}:${only.schoolId}` : '')
        }
        label={t('imports:new.target')}
        choices={choices}
      />
      <FileField
        name="file"
        error={field('file').error}
        label={t('imports:new.file')}
        hint={t('imports:new.fileHint')}
        accept=".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        kinds={t('imports:new.kinds')}
        maxBytes={SHEET_LIMITS.megabytes * 1024 * 1024}
      />
      <SubmitButton name="how" value="file" text={t('imports:new.send')} />
      <h2>{t('imports:new.pasteTitle')}</h2>
      <PasteField {...field('text')} />
      <SubmitButton name="how" value="paste" kind="second" text={t('imports:new.pasteSend')} />
    </form>
  );
}
