import type { Label } from '../../kit/v1/words.ts';

export const DIPLOMA = {
  title: { fr: 'Diplôme', en: 'Diploma' },
  honours: { fr: 'avec la mention', en: 'with honours:' },
  seal: { fr: 'Sceau', en: 'Seal' },
} as const satisfies Record<string, Label>;

const dated = (iso: string): boolean => iso.length > 4;

/** "née le 3 mai 2008 à Zinder": agrees with the holder; a birth known by its year alone is "en 2008". */
export function bornLine(sex: 'F' | 'M', iso: string, date: Label, place: string): Label {
  return {
    fr: `${sex === 'F' ? 'née' : 'né'} ${dated(iso) ? 'le' : 'en'} ${date.fr} à ${place}`,
    en: `born ${dated(iso) ? 'on' : 'in'} ${date.en} in ${place}`,
  };
}

/** "Jury 014, Zinder · n° de table 014-2237": how the office finds the file again. */
export const registerLine = (jury: string, tableNumber: string): Label => ({
  fr: `${jury} · n° de table ${tableNumber}`,
  en: `${jury} · candidate no. ${tableNumber}`,
});
