import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { StepForm } from '#app/components/candidate/step-forms.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { BackLink } from '#app/components/page-heading.tsx';
import { countryName } from '#app/domain/registration/nationality.ts';
import type { Step } from '#app/domain/registration/steps.ts';
import { firstUnanswered, stepAfter, stepBefore, stepsFor } from '#app/domain/registration/steps.ts';
import { loadQuestion } from '#app/http/candidate/load-question.server.ts';
import { ownEntry } from '#app/http/candidate/own-entry.server.ts';
import { readAnswer } from '#app/http/candidate/read-answer.server.ts';
import { entryPath, reviewPath, stepOfSlug, stepPath } from '#app/http/candidate/step-paths.ts';
import { formError, formProblem, reasonMessage } from '#app/http/forms.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import type { OwnEntry } from '#app/services/registration/load-own-entry.server.ts';
import { savePhoto } from '#app/services/registration/save-photo.server.ts';
import { isEditable, saveStep } from '#app/services/registration/save-step.server.ts';

type Loaded = { readonly question?: { readonly step: Step } } | undefined;

const TITLES = {
  school: 'candidate:wizard.school.title',
  identity: 'candidate:wizard.identity.title',
  birth: 'candidate:wizard.birth.title',
  nationality: 'candidate:wizard.nationality.title',
  series: 'candidate:wizard.series.title',
  options: 'candidate:wizard.options.title',
  sport: 'candidate:wizard.sport.title',
  photo: 'candidate:wizard.photo.title',
} as const;

export const handle: RouteHandle = {
  title: (t, data) => t(TITLES[(data as Loaded)?.question?.step ?? 'identity']),
};

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const own = await ownEntry(ctx, args.params.entryId);
  const { entry, regulation, sitting } = own;
  const step = stepOfSlug(args.params.step);
  if (step === undefined) throw notFound();
  if (!isEditable(own, ctx.clock()).ok) throw redirect('/espace');
  const steps = stepsFor(entry, regulation);
  if (!steps.includes(step)) throw redirect(reviewPath(entry.id));
  const url = new URL(args.request.url);
  const { locale } = args.context;
  const returning = url.searchParams.get('retour') === 'verifier';
  const before = stepBefore(step, entry, regulation);
  return {
    question: await loadQuestion(ctx, step, { own, url, locale }),
    version: entry.version,
    sittingName: sitting.name,
    position: steps.indexOf(step) + 1,
    total: steps.length,
    returning,
    backHref: returning ? reviewPath(entry.id) : before ? stepPath(entry.id, before) : '/espace',
    stored: {
      kind: entry.kind,
      schoolId: entry.schoolId,
      regionId: entry.regionId,
      surname: entry.surname,
      givenNames: entry.givenNames,
      sex: entry.sex,
      birthDate: entry.birthDate,
      birthPlace: entry.birthPlace,
      nationality: entry.nationality === null ? null : countryName(entry.nationality, locale),
      series: entry.series,
      sport: entry.fit === null ? null : entry.fit ? 'fit' : 'unfit',
    },
    options: entry.options ?? [],
    photoHref: entry.photoKey === null ? null : `${entryPath(entry.id)}/photo.jpg?v=${entry.version}`,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const own = await ownEntry(ctx, args.params.entryId);
  const step = stepOfSlug(args.params.step);
  if (step === undefined) throw notFound();
  const form = await args.request.formData();
  const problem = step === 'photo' ? await answerPhoto(ctx, own, form) : await answer(ctx, own, step, form);
  if (problem) return formProblem(problem);
  const { entry, regulation } = await ownEntry(ctx, own.entry.id);
  const returning = new URL(args.request.url).searchParams.get('retour') === 'verifier';
  const next = returning ? firstUnanswered(entry, regulation) : stepAfter(step, entry, regulation);
  return redirect(stepPath(entry.id, next));
}

const versionOf = (form: FormData) => Number(form.get('version') ?? 0);

async function answer(ctx: SignedIn, own: OwnEntry, step: Exclude<Step, 'photo'>, form: FormData) {
  const read = readAnswer(step, form, own);
  if (!read.ok) return read;
  const saved = await saveStep(ctx, { entryId: own.entry.id, version: versionOf(form), answer: read.value });
  return saved.ok ? undefined : formError(form, { '': reasonMessage(saved) });
}

/** No file chosen keeps the photo there is. */
async function answerPhoto(ctx: SignedIn, own: OwnEntry, form: FormData) {
  const file = form.get('photo');
  const empty = !(file instanceof File) || file.size === 0;
  if (empty && own.entry.photoKey !== null) return undefined;
  const bytes = empty ? new Uint8Array() : new Uint8Array(await file.arrayBuffer());
  const saved = await savePhoto(ctx, { entryId: own.entry.id, version: versionOf(form), bytes });
  if (saved.ok) return undefined;
  return formError(form, { [saved.reason.startsWith('photo.') ? 'photo' : '']: reasonMessage(saved) });
}

export default function EntryStep() {
  const t = useT();
  const locale = useLocale();
  const data = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { sittingName, position, total, backHref } = data;
  return (
    <>
      <BackLink href={backHref} />
      <ErrorSummary problem={problem} />
      <p className="eyebrow">
        {t('candidate:wizard.progress', { position, total })} ·{' '}
        {t('candidate:wizard.sitting', { sitting: sittingName[locale] })}
      </p>
      <StepForm {...data} problem={problem} />
      <p className="small">{t('candidate:wizard.saveLater')}</p>
    </>
  );
}
