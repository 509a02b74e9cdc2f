import {
  type ActionFunctionArgs,
  data,
  type HeadersArgs,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { ImportBody } from '#app/components/imports/import-body.tsx';
import { ImportTag } from '#app/components/imports/import-tag.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { DateText } from '#app/components/values.tsx';
import { grantsFor } from '#app/domain/access/actor.ts';
import { IMPORT_ROW_STATES } from '#app/domain/registration/import/states.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { mappingProblem, readMapping } from '#app/http/imports/mapping-form.ts';
import { mappingView } from '#app/http/imports/mapping-view.ts';
import { idParam, pageOf, wordOf } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { schoolsOf } from '#app/queries/imports/list-imports.server.ts';
import { listImportRows, loadImport, ROWS_PER_PAGE } from '#app/queries/imports/load-import.server.ts';
import { cancelImport, commitImport, remapImport } from '#app/services/imports/change-import.server.ts';
import { mapImport } from '#app/services/imports/map-import.server.ts';

export const handle: RouteHandle = { title: 'imports:title' };

/** Seconds after which a page that shows work under way asks again by itself, without a script. */
const ASK_AGAIN = '2';

async function ownImport(ctx: SignedIn, batchId: string | undefined) {
  const schools = schoolsOf(grantsFor(ctx.actor, 'entry.school'));
  return orNotFound(await loadImport(ctx.db, schools, idParam(batchId)));
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const page = await ownImport(ctx, args.params.batchId);
  const { batch, plan, sitting, schoolName } = page;
  const parameters = new URL(args.request.url).searchParams;
  const working = batch.state === 'checking' || batch.state === 'committing';
  const first = batch.badRows > 0 ? 'bad' : batch.state === 'committed' ? 'done' : 'good';
  const filter = {
    state: wordOf(parameters, 'lignes', IMPORT_ROW_STATES) ?? first,
    page: pageOf(parameters),
  };
  const listed = batch.state === 'checked' || batch.state === 'committed';
  return data(
    {
      batch,
      sitting,
      schoolName,
      filter,
      pageSize: ROWS_PER_PAGE,
      again: parameters.get('deja') === '1',
      mapping: batch.state === 'uploaded' ? mappingView(page, args.context.locale) : null,
      listed: listed ? await listImportRows(ctx.db, batch, plan?.columns ?? {}, filter) : null,
      seconds: working ? Math.max(0, ctx.clock().getTime() - batch.updatedAt.getTime()) / 1000 : 0,
    },
    { headers: working ? { Refresh: ASK_AGAIN } : {} },
  );
}

export const headers = ({ loaderHeaders }: HeadersArgs) => loaderHeaders;

const intentForm = z.object({ intent: z.enum(['map', 'remap', 'cancel', 'all', 'good']) });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const page = await ownImport(ctx, args.params.batchId);
  const batchId = page.batch.id;
  const formData = await args.request.formData();
  const form = parseForm(intentForm, formData);
  if (!form.ok) return formProblem(form);
  const { intent } = form.value;
  if (intent === 'map') return map(ctx, page, formData);
  const changed =
    intent === 'cancel'
      ? await cancelImport(ctx, { batchId })
      : intent === 'remap'
        ? await remapImport(ctx, { batchId })
        : await commitImport(ctx, { batchId, mode: intent });
  if (changed.ok) return redirect(`/ecole/imports/${batchId}`);
  if (changed.reason === 'import.notFound') throw notFound();
  return formProblem(formError(formData, { '': reasonMessage(changed) }));
}

async function map(ctx: SignedIn, page: Awaited<ReturnType<typeof ownImport>>, formData: FormData) {
  const batchId = page.batch.id;
  const read = readMapping(formData);
  if (!read.ok) return formProblem(read);
  const mapped = await mapImport(ctx, { batchId, ...read.value });
  if (mapped.ok) return redirect(`/ecole/imports/${batchId}`);
  if (mapped.reason === 'import.notFound') throw notFound();
  return formProblem(mappingProblem(formData, mapped, page, read.value));
}

export default function Import() {
  const t = useT();
  const locale = useLocale();
  const loaded = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { batch, sitting, schoolName, again } = loaded;
  return (
    <>
      <BackLink href="/ecole/imports" text={t('imports:back')} />
      <ErrorSummary problem={problem} />
      {again ? <Notice live>{t('imports:again')}</Notice> : null}
      <PageHeading
        eyebrow={`${sitting.name[locale]} · ${schoolName}`}
        title={<bdi>{batch.fileName}</bdi>}
        lead={
          <>
            <ImportTag state={batch.state} /> <DateText value={batch.createdAt} style="short" />
          </>
        }
      />
      <ImportBody page={loaded} problem={problem} />
    </>
  );
}
