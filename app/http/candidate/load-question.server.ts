import { diplomaFor } from '#app/domain/registration/entry-rules.ts';
import { countries } from '#app/domain/registration/nationality.ts';
import { optionalPapers, seriesOpenTo } from '#app/domain/registration/papers.ts';
import type { Step } from '#app/domain/registration/steps.ts';
import type { SignedIn } from '#app/http/require-actor.server.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { listPapers } from '#app/queries/candidate/list-papers.server.ts';
import { listRegions, loadPlaces } from '#app/queries/candidate/load-places.server.ts';
import { searchSchools } from '#app/queries/candidate/search-schools.server.ts';
import type { OwnEntry } from '#app/services/registration/load-own-entry.server.ts';

type Asked = { readonly own: OwnEntry; readonly url: URL; readonly locale: Locale };

/** What the page of a question shows beside the stored answer. */
export async function loadQuestion(ctx: SignedIn, step: Step, { own, url, locale }: Asked) {
  const { entry, regulation, profile, rules } = own;
  switch (step) {
    case 'school':
      return { step, ...(await loadSchoolQuestion(ctx, { own, url, locale })) } as const;
    case 'nationality':
      return { step, countries: countries(locale, [profile.phoneCountry]) } as const;
    case 'series':
      return { step, choices: seriesOpenTo(regulation, rules, entry.kind) } as const;
    case 'diploma':
      return { step, label: diplomaFor(rules, entry.kind)?.label ?? { fr: '', en: '' } } as const;
    case 'nationalId':
    case 'attempt':
      return { step } as const;
    case 'documents':
      return { step, papers: await listPapers(ctx.db, own) } as const;
    case 'options':
      return { step, choices: optionalPapers(regulation, entry.series) } as const;
    default:
      return { step } as const;
  }
}

/** `type` in the address is the first half of the answer; without it the stored one, or none, stands. */
async function loadSchoolQuestion(ctx: SignedIn, { own: { entry }, url }: Asked) {
  const asked = url.searchParams.get('type');
  const query = (url.searchParams.get('q') ?? '').slice(0, 100);
  const stored = entry.regionId === null ? null : entry.kind;
  const changing = url.searchParams.has('changer');
  const kind = asked === 'official' || asked === 'free' ? asked : changing ? null : stored;
  const found = kind === 'official' ? await searchSchools(ctx.db, entry.organisationId, query) : undefined;
  const { school } = await loadPlaces(ctx.db, entry);
  return {
    kind,
    query,
    schools: found?.schools ?? [],
    more: found?.more ?? false,
    chosenSchool: school,
    regions: kind === 'free' ? await listRegions(ctx.db, entry.organisationId) : [],
  };
}

export type Question = Awaited<ReturnType<typeof loadQuestion>>;
