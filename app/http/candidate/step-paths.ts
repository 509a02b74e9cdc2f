import { STEPS, type Step } from '#app/domain/registration/steps.ts';

const SLUGS: Readonly<Record<Step, string>> = {
  school: 'etablissement',
  identity: 'identite',
  birth: 'naissance',
  nationality: 'nationalite',
  series: 'serie',
  options: 'options',
  sport: 'sport',
  photo: 'photo',
  nationalId: 'piece-identite',
  diploma: 'diplome',
  attempt: 'presentation',
  documents: 'pieces',
};

export function stepOfSlug(slug: string | undefined): Step | undefined {
  return STEPS.find((step) => SLUGS[step] === slug);
}

/** Where an entry's pages are for who fills it in: under their own space, or under the school's. */
export type Way = {
  readonly base: string;
  /** Where they come from and go back to. */
  readonly home: string;
};

export const entryPath = (entryId: string) => `/espace/inscriptions/${entryId}`;
export const ownWay = (entryId: string): Way => ({ base: entryPath(entryId), home: '/espace' });
export const schoolWay = (entryId: string): Way => ({
  base: `/ecole/dossiers/${entryId}`,
  home: `/ecole/dossiers/${entryId}`,
});
export const reviewPath = ({ base }: Way) => `${base}/verifier`;

/** The page of a question; without one, check-your-answers. */
export function stepPath(way: Way, step: Step | undefined): string {
  return step === undefined ? reviewPath(way) : `${way.base}/${SLUGS[step]}`;
}

/** From check-your-answers: the answer leads back there. */
export const changePath = (way: Way, step: Step) => `${stepPath(way, step)}?retour=verifier`;
