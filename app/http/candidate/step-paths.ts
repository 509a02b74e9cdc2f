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
};

export function stepOfSlug(slug: string | undefined): Step | undefined {
  return STEPS.find((step) => SLUGS[step] === slug);
}

export const entryPath = (entryId: string) => `/espace/inscriptions/${entryId}`;
export const reviewPath = (entryId: string) => `${entryPath(entryId)}/verifier`;

/** The page of a question; without one, check-your-answers. */
export function stepPath(entryId: string, step: Step | undefined): string {
  return step === undefined ? reviewPath(entryId) : `${entryPath(entryId)}/${SLUGS[step]}`;
}

/** From check-your-answers: the answer leads back there. */
export const changePath = (entryId: string, step: Step) => `${stepPath(entryId, step)}?retour=verifier`;
