import type { Label } from '../../kit/v1/words.ts';

export const CERTIFICATE = {
  title: { fr: 'Attestation de réussite', en: 'Certificate of success' },
  attests: { fr: 'Le président du jury atteste que', en: 'The president of the jury certifies that' },
  honours: { fr: 'Mention', en: 'Honours' },
  average: { fr: 'Moyenne', en: 'Average' },
  once: {
    fr: 'Cette attestation tient lieu de diplôme jusqu’à sa délivrance. En cas de perte, une nouvelle édition la remplace.',
    en: 'This certificate stands in for the diploma until it is delivered. If lost, a new edition replaces it.',
  },
} as const satisfies Record<string, Label>;

const dated = (iso: string): boolean => iso.length > 4;

/** "née le 3 mai 2008 à Zinder": agrees with the holder; a birth known by its year alone is "en 2008". */
export function bornLine(sex: 'F' | 'M', iso: string, date: Label, place: string): Label {
  return {
    fr: `${sex === 'F' ? 'née' : 'né'} ${dated(iso) ? 'le' : 'en'} ${date.fr} à ${place}`,
    en: `born ${dated(iso) ? 'on' : 'in'} ${date.en} in ${place}`,
  };
}

export function passedLine(sex: 'F' | 'M'): Label {
  return {
    fr:
      sex === 'F' ? 'a été déclarée admise à l’examen suivant :' : 'a été déclaré admis à l’examen suivant :',
    en: 'was declared to have passed the following examination:',
  };
}

export const nationalityLine = (nationality: Label): Label => ({
  fr: `de nationalité ${nationality.fr}`,
  en: `nationality: ${nationality.en}`,
});
