import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FileField } from '#app/components/file-field.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { DateText } from '#app/components/values.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { BANK_SOURCES } from '#app/domain/counter/bank-sources.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { listBankFiles } from '#app/queries/counter/list-bank-files.server.ts';
import { listOffices } from '#app/queries/counter/load-home.server.ts';
import { keepBankFile } from '#app/services/counter/keep-bank-file.server.ts';

export const handle: RouteHandle = { title: 'counter:bank.title' };
const MOST_BYTES = 10 * 1024 * 1024;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, ['money.work', 'money.approve']);
  const reach = reachOf(ctx.actor, 'money.work', 'money.approve');
  return { offices: await listOffices(ctx.db, reach), files: await listBankFiles(ctx.db, reach) };
}

const uploadForm = z.object({ organisationId: z.uuid(), source: z.enum(BANK_SOURCES) });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, ['money.work', 'money.approve']);
  const formData = await args.request.formData();
  const file = formData.get('file');
  const form = parseForm(uploadForm, formData);
  if (!form.ok) return formProblem(form);
  if (typeof file === 'string' || file === null || file.size === 0)
    return formProblem(formError(formData, { file: message('counter:bank.fileMissing') }));
  if (file.size > MOST_BYTES)
    return formProblem(formError(formData, { file: message('common:errors.fileTooBig') }));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kept = await keepBankFile(ctx, { ...form.value, fileName: file.name, bytes });
  if (kept.ok)
    return redirect(`/bureau/guichet/releves/${kept.value.fileId}${kept.value.known ? '?fait=connu' : ''}`);
  if (kept.reason === 'access.denied') throw notFound();
  return formProblem(formError(formData, { file: reasonMessage(kept) }));
}

export default function BankFiles() {
  const t = useT();
  const problem = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary problem={problem} />
      <PageHeading title={t('counter:bank.title')} lead={t('counter:bank.lead')} />
      <UploadForm />
      <FileList />
    </>
  );
}

function UploadForm() {
  const t = useT();
  const { offices } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const field = fieldsOf(problem, { source: 'bank' });
  const [only] = offices;
  return (
    <section>
      <h2>{t('counter:bank.new')}</h2>
      <form method="post" encType="multipart/form-data" noValidate>
        {only && offices.length === 1 ? (
          <input type="hidden" name="organisationId" value={only.id} />
        ) : (
          <SelectField
            {...field('organisationId')}
            label={t('counter:bank.office')}
            choices={offices.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <SelectField
          {...field('source')}
          label={t('counter:bank.source')}
          placeholder={null}
          choices={BANK_SOURCES.map((source) => ({ value: source, label: t(`counter:source.${source}`) }))}
        />
        <FileField
          name="file"
          label={t('counter:bank.file')}
          error={problem?.errors.file ?? []}
          accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          kinds="CSV, XLSX"
          maxBytes={MOST_BYTES}
        />
        <SubmitButton text={t('counter:bank.read')} />
      </form>
    </section>
  );
}

function FileList() {
  const t = useT();
  const format = useFormat();
  const { files } = useLoaderData<typeof loader>();
  return (
    <section>
      <h2>{t('counter:bank.files')}</h2>
      <DataTable
        caption={t('counter:bank.files')}
        captionHidden
        narrow="scroll"
        columns={[
          {
            key: 'name',
            header: t('counter:bank.file'),
            heading: true,
            cell: ({ id, fileName }) => <a href={`/bureau/guichet/releves/${id}`}>{fileName}</a>,
          },
          { key: 'source', header: t('counter:bank.source'), cell: ({ source }) => sourceName(t, source) },
          { key: 'office', header: t('counter:bank.office'), cell: ({ office }) => office },
          {
            key: 'on',
            header: t('counter:bank.on'),
            cell: ({ createdAt }) => <DateText value={createdAt} style="short" />,
          },
          { key: 'by', header: t('counter:bank.by'), cell: ({ importedBy }) => importedBy ?? '–' },
          {
            key: 'matched',
            header: t('counter:bank.matched'),
            align: 'end',
            cell: ({ matched }) => format.number(matched),
          },
          {
            key: 'suspended',
            header: t('counter:bank.suspended'),
            align: 'end',
            cell: ({ suspended }) => format.number(suspended),
          },
        ]}
        rows={files}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('counter:bank.none')} text={t('counter:bank.noneText')} />}
      />
    </section>
  );
}

function sourceName(t: ReturnType<typeof useT>, source: string): string {
  const known = BANK_SOURCES.find((one) => one === source);
  return known ? t(`counter:source.${known}`) : source;
}
