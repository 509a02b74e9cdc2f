import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { CasesTable } from '#app/components/regulations/cases-table.tsx';
import { PapersTables } from '#app/components/regulations/papers-tables.tsx';
import { RegulationWords } from '#app/components/regulations/regulation-words.tsx';
import { SittingsUnder } from '#app/components/regulations/sittings-under.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { runCases } from '#app/domain/regulation/run-cases.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadVersion } from '#app/queries/regulations/load-regulation.server.ts';
import { chooseVersion } from '#app/services/regulations/choose-version.server.ts';
import { startDraft } from '#app/services/regulations/start-draft.server.ts';

export const handle: RouteHandle = { title: 'regulations:title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'regulation.manage');
  const reach = reachOf(ctx.actor, 'regulation.manage');
  const version = orNotFound(await loadVersion(ctx.db, reach, idParam(args.params.versionId)));
  const chosen = new URL(args.request.url).searchParams.get('fait') === 'chosen';
  return { ...version, cases: runCases(version.regulation), chosen };
}

const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('draft') }),
  z.object({ intent: z.literal('choose'), sittingId: z.uuid() }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'regulation.manage');
  const versionId = idParam(args.params.versionId);
  const formData = await args.request.formData();
  const read = parseForm(form, formData);
  if (!read.ok) return formProblem(read);
  if (read.value.intent === 'draft') {
    const started = await startDraft(ctx, { versionId });
    if (!started.ok) throw notFound();
    return redirect(`/bureau/reglements/brouillons/${started.value.draftId}`);
  }
  const chosen = await chooseVersion(ctx, { sittingId: read.value.sittingId, versionId });
  if (chosen.ok) return redirect(`/bureau/reglements/${versionId}?fait=chosen`);
  if (chosen.reason === 'regulation.notFound' || chosen.reason === 'sitting.notFound') throw notFound();
  return formProblem(formError(formData, { '': reasonMessage(chosen) }));
}

export default function RegulationPage() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const problem = useActionData<typeof action>();
  const page = useLoaderData<typeof loader>();
  const { regulation, version, createdAt, draftId } = page;
  return (
    <>
      <BackLink href="/bureau/reglements" text={t('regulations:title')} />
      <ErrorSummary problem={problem} />
      {page.chosen && !problem ? (
        <Notice tone="good" live title={t('regulations:sittings.chosen', { version })} />
      ) : null}
      <PageHeading
        eyebrow={t('regulations:kept', { version, date: format.date(createdAt) })}
        title={regulation.name[locale]}
        actions={<ChangeButton draftId={draftId} />}
      />
      <p>
        <a href={`?lang=${locale === 'fr' ? 'en' : 'fr'}`} lang={locale === 'fr' ? 'en' : 'fr'}>
          {t('regulations:inOtherLanguage')}
        </a>
      </p>
      {regulation.status === 'to-confirm' ? (
        <Notice tone="warn" title={t('regulations:sample')}>
          {t('regulations:sampleText')}
        </Notice>
      ) : null}
      <RegulationWords regulation={regulation} />
      <PapersTables regulation={regulation} />
      <CasesTable cases={page.cases} />
      <SittingsUnder
        sittings={page.sittings}
        versionId={page.id}
        version={version}
        versions={page.versions}
      />
      <p className="small">
        {t('regulations:digestText')} <code>{page.hash}</code>
      </p>
    </>
  );
}

function ChangeButton({ draftId }: { draftId: string | null }) {
  const t = useT();
  if (draftId !== null)
    return <LinkButton href={`/bureau/reglements/brouillons/${draftId}`} text={t('regulations:openDraft')} />;
  return (
    <form method="post">
      <SubmitButton name="intent" value="draft" text={t('regulations:change')} />
    </form>
  );
}
