import { countryName } from '#app/domain/registration/nationality.ts';
import { optionalPapers, seriesChoices } from '#app/domain/registration/papers.ts';
import type { SignedIn } from '#app/http/require-actor.server.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { listPapers } from '#app/queries/candidate/list-papers.server.ts';
import { loadPlaces } from '#app/queries/candidate/load-places.server.ts';
import type { OwnEntry } from '#app/services/registration/load-own-entry.server.ts';
import { firstMissing, questionsOf } from './step-page.server.ts';
import { stepPath, type Way } from './step-paths.ts';

/** Every answer as names and not as ids, with what is still missing. */
export async function loadReviewPage(ctx: SignedIn, own: OwnEntry, way: Way, locale: Locale) {
  const { entry, regulation, sitting } = own;
  const missing = firstMissing(own);
  return {
    base: way.base,
    version: entry.version,
    sittingName: sitting.name,
    returnReason: entry.state === 'returned' ? entry.returnReason : null,
    resubmitting: entry.state === 'returned',
    missingHref: missing === undefined ? null : stepPath(way, missing),
    steps: questionsOf(own),
    facts: await factsOf(ctx, own, { base: way.base, locale, series: seriesChoices(regulation) }),
  };
}

type Asked = {
  readonly base: string;
  readonly locale: Locale;
  readonly series: ReturnType<typeof seriesChoices>;
};

export async function factsOf(ctx: SignedIn, own: OwnEntry, { base, locale, series }: Asked) {
  const { entry, regulation } = own;
  const chosen = optionalPapers(regulation, entry.series).filter(({ code }) => entry.options?.includes(code));
  return {
    ...(await loadPlaces(ctx.db, entry)),
    kind: entry.regionId === null ? null : entry.kind,
    name: entry.surname === null ? null : [entry.surname, entry.givenNames].join(' '),
    sex: entry.sex,
    birthDate: entry.birthDate,
    birthPlace: entry.birthPlace,
    nationality: entry.nationality === null ? null : countryName(entry.nationality, locale),
    nationalId: entry.nationalId,
    diploma: entry.earlierDiploma,
    attempt: entry.attempt,
    series: series.find(({ code }) => code === entry.series)?.name ?? null,
    options: entry.options === null ? null : chosen.map(({ name }) => name),
    fit: entry.fit,
    photoHref: entry.photoKey === null ? null : `${base}/photo.jpg?v=${entry.version}`,
    papers: (await listPapers(ctx.db, own)).map(({ label, given }) => ({ label, given: given !== null })),
  };
}

export type ReviewFacts = Awaited<ReturnType<typeof factsOf>>;
