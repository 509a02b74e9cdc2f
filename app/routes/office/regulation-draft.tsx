import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { CasesTable } from '#app/components/regulations/cases-table.tsx';
import { CompareForm, FileForm, KeepForm } from '#app/components/regulations/draft-forms.tsx';
import { DraftProblems } from '#app/components/regulations/draft-problems.tsx';
import { NumbersForm } from '#app/components/regulations/numbers-form.tsx';
import { RegulationWords } from '#app/components/regulations/regulation-words.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { parseRegulationText } from '#app/domain/regulation/parse-regulation-text.ts';
import { runCases } from '#app/domain/regulation/run-cases.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam, wordOf } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { placeProblems } from '#app/http/regulations/place-problems.ts';
import { readNumbers } from '#app/http/regulations/read-numbers.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listComparable, loadDraft } from '#app/queries/regulations/load-regulation.server.ts';
import { requestComparison } from '#app/services/regulations/compare-versions.server.ts';
import { keepVersion } from '#app/services/regulations/keep-version.server.ts';
import { saveDraft } from '#app/services/regulations/save-draft.server.ts';

export const handle: RouteHandle = { title: 'regulations:column.draft' };

async function load(ctx: SignedIn, draftId: string | undefined) {
  return orNotFound(await loadDraft(ctx.db, reachOf(ctx.actor, 'regulation.manage'), idParam(draftId)));
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'regulation.manage');
  const draft = await load(ctx, args.params.draftId);
  const read = parseRegulationText(draft.text);
  return {
    ...draft,
    nextVersion: (draft.latest?.version ?? 0) + 1,
    regulation: read.ok ? read.value : null,
    problems: read.ok ? [] : placeProblems(draft.text, read.problems),
    cases: read.ok ? runCases(read.value) : [],
    sittings: await listComparable(ctx.db, draft.organisationId, draft.code),
    saved: wordOf(new URL(args.request.url).searchParams, 'fait', ['saved']) !== undefined,
  };
}

const revision = z.coerce.number().int().min(1);
const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('file'), revision, text: z.string() }),
  z.object({ intent: z.literal('numbers'), revision }),
  z.object({ intent: z.literal('keep'), revision }),
  z.object({ intent: z.literal('compare'), sittingId: z.uuid() }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'regulation.manage');
  const draft = await load(ctx, args.params.draftId);
  const here = `/bureau/reglements/brouillons/${draft.id}`;
  const formData = await args.request.formData();
  const read = parseForm(form, formData);
  if (!read.ok) return formProblem(read);
  const command = read.value;
  const refused = (verdict: Parameters<typeof reasonMessage>[0], field = '') => {
    if (verdict.reason === 'regulation.notFound' || verdict.reason === 'sitting.notFound') throw notFound();
    return formProblem(formError(formData, { [field]: reasonMessage(verdict) }));
  };
  switch (command.intent) {
    case 'file': {
      const text = command.text.replaceAll('\r\n', '\n');
      const saved = await saveDraft(ctx, { draftId: draft.id, revision: command.revision, text });
      return saved.ok ? redirect(`${here}?fait=saved`) : refused(saved, 'text');
    }
    case 'numbers': {
      const numbers = readNumbers(draft.text, formData);
      if (!numbers.ok) return formProblem(numbers);
      const saved = await saveDraft(ctx, {
        draftId: draft.id,
        revision: command.revision,
        text: numbers.text,
      });
      return saved.ok ? redirect(`${here}?fait=saved`) : refused(saved);
    }
    case 'keep': {
      const kept = await keepVersion(ctx, { draftId: draft.id, revision: command.revision });
      return kept.ok ? redirect(`/bureau/reglements/${kept.value.versionId}`) : refused(kept);
    }
    case 'compare': {
      const rival = { draftId: draft.id };
      const asked = await requestComparison(ctx, { sittingId: command.sittingId, rival });
      return asked.ok
        ? redirect(`/bureau/reglements/comparaisons/${asked.value.taskId}`)
        : refused(asked, 'sittingId');
    }
  }
}

export default function RegulationDraft() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const problem = useActionData<typeof action>();
  const page = useLoaderData<typeof loader>();
  const { regulation, latest, code, nextVersion, revision } = page;
  const fieldOf = (intent: string) =>
    fieldsOf(problem?.values.intent === intent ? problem : null, { text: page.text });
  return (
    <>
      <BackLink
        href={latest ? `/bureau/reglements/${latest.id}` : '/bureau/reglements'}
        text={t('regulations:title')}
      />
      <ErrorSummary problem={problem} />
      {page.saved && !problem ? <Notice tone="good" live title={t('regulations:draft.saved')} /> : null}
      <PageHeading
        eyebrow={t('regulations:draft.revision', { by: page.updatedBy, at: format.dateTime(page.updatedAt) })}
        title={
          regulation
            ? t('regulations:draft.title', { name: regulation.name[locale] })
            : t('regulations:draft.unreadable', { code })
        }
        lead={t('regulations:draft.lead')}
      />
      {regulation ? (
        <KeepForm revision={revision} version={nextVersion} />
      ) : (
        <DraftProblems problems={page.problems} />
      )}
      {regulation ? (
        <NumbersForm regulation={regulation} revision={revision} field={fieldOf('numbers')} />
      ) : null}
      <FileForm revision={revision} field={fieldOf('file')} />
      {regulation ? (
        <>
          <CompareForm sittings={page.sittings} field={fieldOf('compare')} />
          <CasesTable cases={page.cases} />
          <h2>{t('regulations:draft.words')}</h2>
          <RegulationWords regulation={regulation} />
        </>
      ) : null}
    </>
  );
}
