import type { Wording } from '#app/domain/documents/model.ts';

/** A template's own label; unlike a model's wording, always in both languages. */
export type Label = Required<Wording>;

/** The labels every template prints. Frozen with the kit: a released word is never corrected in place. */
export const WORDS = {
  surname: { fr: 'Nom', en: 'Surname' },
  givenNames: { fr: 'Prénoms', en: 'Given names' },
  birthDate: { fr: 'Date de naissance', en: 'Date of birth' },
  birthPlace: { fr: 'Lieu de naissance', en: 'Place of birth' },
  sex: { fr: 'Sexe', en: 'Sex' },
  nationality: { fr: 'Nationalité', en: 'Nationality' },
  tableNumber: { fr: 'N° de table', en: 'Candidate no.' },
  jury: { fr: 'Jury', en: 'Jury' },
  school: { fr: 'Établissement', en: 'School' },
  noSchool: { fr: 'Candidat libre', en: 'Independent candidate' },
  series: { fr: 'Série', en: 'Series' },
  verification: { fr: 'Vérification', en: 'Verification' },
  scan: {
    fr: 'Scannez le code, ou saisissez le numéro et le code sur',
    en: 'Scan the code, or type the number and code at',
  },
  documentNumber: { fr: 'Document n°', en: 'Document no.' },
  edition: { fr: 'édition', en: 'edition' },
  typedCode: { fr: 'Code de vérification', en: 'Verification code' },
} as const satisfies Record<string, Label>;

export const SEXES: Readonly<Record<'F' | 'M', Label>> = {
  F: { fr: 'Féminin', en: 'Female' },
  M: { fr: 'Masculin', en: 'Male' },
};

export const doneAt = (place: string, date: string): string => `Fait à ${place}, le ${date}`;

export const officialHostNotice = (host: string): Label => ({
  fr: `L’adresse ouverte par le code doit être exactement ${host} : tout autre site est une contrefaçon.`,
  en: `The address opened by the code must be exactly ${host}: any other site is a forgery.`,
});
