import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { SubmitButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { EntryRulesFields } from '#app/components/office/entry-rules-fields.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { type EntryRules, entryRulesSchema, PHOTO } from '#app/domain/registration/entry-rules.ts';
import { seriesChoices } from '#app/domain/registration/papers.ts';
import { applyRulesForm, entryRulesForm, photoWish } from '#app/http/entry-rules-form.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam, wordOf } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadEntryRules } from '#app/queries/office/load-entry-rules.server.ts';
import { changeEntryRules } from '#app/services/sitting/change-entry-rules.server.ts';

export const handle: RouteHandle = { title: 'entries:rules.title' };

async function load(ctx: SignedIn, sittingId: string | undefined) {
  const reach = reachOf(ctx.actor, 'sitting.manage');
  return orNotFound(await loadEntryRules(ctx.db, reach, idParam(sittingId)));
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'sitting.manage');
  const { sitting, regulation, taken } = await load(ctx, args.params.sittingId);
  const rules = entryRulesSchema.parse(sitting.entryRules);
  const places = seriesChoices(regulation).map(({ code }) => ({ code, taken: taken[code] ?? 0 }));
  const papers = rules.documents.filter(({ code }) => code !== PHOTO);
  return {
    sittingId: sitting.id,
    sittingName: sitting.name,
    open: sitting.state === 'draft' || sitting.state === 'open',
    stored: storedFields(rules, places),
    places,
    // Two empty rows to add papers with.
    papers: Math.min(20, papers.length + 2),
    others: [
      ...(rules.earlierDiploma ? (['diploma'] as const) : []),
      ...(rules.seriesFor ? (['seriesFor'] as const) : []),
    ],
    saved: wordOf(new URL(args.request.url).searchParams, 'fait', ['saved']) !== undefined,
  };
}

const text = (count: number | undefined) => (count === undefined ? '' : String(count));

function storedFields(rules: EntryRules, places: readonly { code: string }[]): Record<string, string> {
  const papers = rules.documents.filter(({ code }) => code !== PHOTO);
  return {
    ageMinimum: text(rules.age?.minimum),
    ageMaximum: text(rules.age?.maximum),
    attempts: text(rules.attempts?.maximum),
    nationalId: rules.nationalId ?? 'none',
    photo: photoWish(rules),
    quotaTotal: text(rules.quota?.total),
    ...Object.fromEntries(
      places.map(({ code }, at) => [`places[${at}].count`, text(rules.quota?.series?.[code])]),
    ),
    ...Object.fromEntries(
      papers.flatMap(({ code, label, candidateKinds, neededFor }, at) => [
        [`documents[${at}].code`, code],
        [`documents[${at}].labelFr`, label.fr],
        [`documents[${at}].labelEn`, label.en],
        [`documents[${at}].who`, candidateKinds?.length === 1 ? (candidateKinds[0] ?? '') : 'everyone'],
        [`documents[${at}].neededFor`, neededFor],
      ]),
    ),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'sitting.manage');
  const { sitting } = await load(ctx, args.params.sittingId);
  const formData = await args.request.formData();
  const form = parseForm(entryRulesForm, formData);
  if (!form.ok) return formProblem(form);
  const rules = applyRulesForm(entryRulesSchema.parse(sitting.entryRules), form.value);
  const changed = await changeEntryRules(ctx, { sittingId: sitting.id, rules });
  if (changed.ok) return redirect(`/bureau/sessions/${sitting.id}/conditions?fait=saved`);
  if (changed.reason === 'sitting.notFound') throw notFound();
  return formProblem(formError(formData, { '': reasonMessage(changed) }));
}

export default function EntryRulesPage() {
  const t = useT();
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const others = page.others.map((one) => t(`entries:rules.${one}`)).join(', ');
  return (
    <>
      <BackLink href={`/bureau/sessions/${page.sittingId}`} text={page.sittingName[locale]} />
      <ErrorSummary problem={problem} />
      {page.saved && !problem ? <Notice tone="good" live title={t('entries:rules.saved')} /> : null}
      <PageHeading
        eyebrow={page.sittingName[locale]}
        title={t('entries:rules.title')}
        lead={t('entries:rules.lead')}
      />
      {others === '' ? null : <Notice>{t('entries:rules.more', { what: others })}</Notice>}
      <form method="post" noValidate>
        <EntryRulesFields field={fieldsOf(problem, page.stored)} places={page.places} papers={page.papers} />
        {page.open ? <SubmitButton text={t('entries:rules.save')} /> : null}
      </form>
    </>
  );
}
