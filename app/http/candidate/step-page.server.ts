import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { showCharacters } from '#app/domain/registration/entry-reference.ts';
import { documentsFor } from '#app/domain/registration/entry-rules.ts';
import { countryName } from '#app/domain/registration/nationality.ts';
import { isAnswered, type Step, stepsFor } from '#app/domain/registration/steps.ts';
import { type FormProblem, formError, formProblem, reasonMessage } from '#app/http/forms.ts';
import { notFound } from '#app/http/not-found.ts';
import type { SignedIn } from '#app/http/require-actor.server.ts';
import { message } from '#app/i18n/translate.ts';
import { loadOwnEntry, type OwnEntry } from '#app/services/registration/load-own-entry.server.ts';
import { saveDocument } from '#app/services/registration/save-document.server.ts';
import { savePhoto } from '#app/services/registration/save-photo.server.ts';
import { isEditable, isOpenFor, saveStep } from '#app/services/registration/save-step.server.ts';
import { loadQuestion } from './load-question.server.ts';
import { type FieldStep, readAnswer } from './read-answer.server.ts';
import { reviewPath, stepOfSlug, stepPath, type Way } from './step-paths.ts';

/** The questions who is here may answer: a school's head does not move a candidate elsewhere. */
export function questionsOf({ answers, regulation, rules, by }: OwnEntry): Step[] {
  return stepsFor(answers, regulation, rules).filter((step) => by !== 'schoolHead' || step !== 'school');
}

/** The first question that keeps the entry from being sent. */
export function firstMissing(own: OwnEntry): Step | undefined {
  return questionsOf(own).find((step) => !isAnswered(step, own.answers, own.rules));
}

const isReturning = (request: Request) => new URL(request.url).searchParams.get('retour') === 'verifier';

/** What the page of one question shows. @throws Response 404, or a redirect where there is nothing to answer. */
export async function loadStepPage(
  ctx: SignedIn,
  own: OwnEntry,
  way: Way,
  { params, request, context: { locale } }: LoaderFunctionArgs,
) {
  const { entry, sitting } = own;
  const step = stepOfSlug(params.step);
  if (step === undefined) throw notFound();
  const now = ctx.clock();
  if (!isOpenFor(step, own, now).ok) throw redirect(way.home);
  const steps = questionsOf(own);
  if (!steps.includes(step)) throw redirect(isEditable(own, now).ok ? reviewPath(way) : way.home);
  const returning = isReturning(request);
  const before = steps[steps.indexOf(step) - 1];
  const editable = isEditable(own, now).ok;
  const back = returning ? reviewPath(way) : before && editable ? stepPath(way, before) : way.home;
  return {
    question: await loadQuestion(ctx, step, { own, url: new URL(request.url), locale }),
    version: entry.version,
    sittingName: sitting.name,
    position: steps.indexOf(step) + 1,
    total: steps.length,
    returning,
    base: way.base,
    backHref: back,
    stored: storedAnswers(own, locale),
    options: entry.options ?? [],
    photoHref: entry.photoKey === null ? null : `${way.base}/photo.jpg?v=${entry.version}`,
    keys: keysOf(own),
  };
}

/** Reference and code as they are noted down; null for an entry that has none yet. */
export function keysOf({ entry: { reference, accessCode } }: Pick<OwnEntry, 'entry'>) {
  if (reference === null || accessCode === null) return null;
  return { reference: showCharacters(reference), code: showCharacters(accessCode) };
}

function storedAnswers({ entry }: OwnEntry, locale: 'fr' | 'en') {
  return {
    kind: entry.kind,
    schoolId: entry.schoolId,
    regionId: entry.regionId,
    surname: entry.surname,
    givenNames: entry.givenNames,
    sex: entry.sex,
    birthDate: entry.birthDate,
    birthPlace: entry.birthPlace,
    nationality: entry.nationality === null ? null : countryName(entry.nationality, locale),
    nationalId: entry.nationalId,
    year: entry.earlierDiploma === null ? null : String(entry.earlierDiploma.year),
    number: entry.earlierDiploma?.number ?? null,
    attempt: entry.attempt === null ? null : String(entry.attempt),
    series: entry.series,
    sport: entry.fit === null ? null : entry.fit ? 'fit' : 'unfit',
  };
}

/** Stores the answer and leads to what comes next; or the page again with what is wrong. */
export async function answerStepPage(
  ctx: SignedIn,
  own: OwnEntry,
  way: Way,
  { params, request }: ActionFunctionArgs,
) {
  const step = stepOfSlug(params.step);
  if (step === undefined) throw notFound();
  const form = await request.formData();
  if (step === 'documents' && form.get('intent') === 'upload') return uploadPaper(ctx, own, way, form);
  const problem = await answer(ctx, own, step, form);
  if (problem) return formProblem(problem);
  const now = await loadOwnEntry(ctx.db, ctx.actor, own.entry.id);
  if (!now.ok || !isEditable(now.value, ctx.clock()).ok) return redirect(way.home);
  const steps = questionsOf(now.value);
  return redirect(
    stepPath(way, isReturning(request) ? firstMissing(now.value) : steps[steps.indexOf(step) + 1]),
  );
}

function answer(ctx: SignedIn, own: OwnEntry, step: Step, form: FormData) {
  if (step === 'photo') return answerPhoto(ctx, own, form);
  return step === 'documents' ? Promise.resolve(checkPapers(own, form)) : answerFields(ctx, own, step, form);
}

const versionOf = (form: FormData) => Number(form.get('version') ?? 0);

async function answerFields(ctx: SignedIn, own: OwnEntry, step: FieldStep, form: FormData) {
  const read = readAnswer(step, form, own);
  if (!read.ok) return read;
  const saved = await saveStep(ctx, { entryId: own.entry.id, version: versionOf(form), answer: read.value });
  if (saved.ok) return undefined;
  const field = saved.reason.startsWith('rules.') ? RULE_FIELDS[step] : undefined;
  return formError(form, { [field ?? '']: reasonMessage(saved) });
}

/** Beside which field a rule's refusal stands. */
const RULE_FIELDS: Readonly<Partial<Record<Step, string>>> = {
  birth: 'birthDate',
  diploma: 'year',
  series: 'series',
  attempt: 'attempt',
};

async function bytesOf(form: FormData, name: string): Promise<Uint8Array> {
  const file = form.get(name);
  return file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
}

/** No file chosen keeps the photo there is. */
async function answerPhoto(ctx: SignedIn, own: OwnEntry, form: FormData): Promise<FormProblem | undefined> {
  const bytes = await bytesOf(form, 'photo');
  if (bytes.length === 0 && own.entry.photoKey !== null) return undefined;
  const saved = await savePhoto(ctx, { entryId: own.entry.id, version: versionOf(form), bytes });
  if (saved.ok) return undefined;
  return formError(form, { [saved.reason.startsWith('photo.') ? 'photo' : '']: reasonMessage(saved) });
}

/** Each paper has a button of its own: over a slow line, one that fails takes no other with it. */
async function uploadPaper(ctx: SignedIn, own: OwnEntry, way: Way, form: FormData) {
  const code = String(form.get('code') ?? '');
  const bytes = await bytesOf(form, 'file');
  const saved = await saveDocument(ctx, { entryId: own.entry.id, code, bytes });
  if (saved.ok) return redirect(`${stepPath(way, 'documents')}?fait=${encodeURIComponent(code)}`);
  return formProblem(formError(form, { [`file-${code}`]: reasonMessage(saved) }));
}

/** A paper that is needed to send the entry is asked for before the next question. */
function checkPapers({ answers, rules }: OwnEntry, form: FormData): FormProblem | undefined {
  const missing = documentsFor(rules, answers.kind).find(
    ({ code, neededFor }) => neededFor === 'submission' && !answers.documents.includes(code),
  );
  return missing && formError(form, { [`file-${missing.code}`]: message('entries:papers.needed') });
}
