import { formatLongDate } from '#app/domain/documents/format-values.ts';
import type { DocumentCandidate, Wording } from '#app/domain/documents/model.ts';
import type { Field } from './blocks.ts';
import { SEXES, WORDS } from './words.ts';

export function identityFields(candidate: DocumentCandidate): Field[][] {
  const born = candidate.birthDate;
  const names: Field[] = [
    {
      label: WORDS.surname,
      value: { fr: candidate.surname },
      share: candidate.givenNames ? 5 : 12,
      strong: true,
    },
  ];
  if (candidate.givenNames) {
    names.push({ label: WORDS.givenNames, value: { fr: candidate.givenNames }, share: 7, strong: true });
  }
  return [
    names,
    [
      { label: WORDS.birthDate, value: { fr: formatLongDate(born, 'fr') }, share: 3 },
      { label: WORDS.birthPlace, value: { fr: candidate.birthPlace }, share: 3.5 },
      { label: WORDS.sex, value: SEXES[candidate.sex], share: 2.5 },
      { label: WORDS.nationality, value: candidate.nationality, share: 3 },
    ],
  ];
}

type Seat = { readonly tableNumber: string; readonly school?: string | undefined; readonly jury?: string };

export function schoolFields({ tableNumber, school, jury }: Seat): Field[] {
  const place: Wording = school ? { fr: school } : WORDS.noSchool;
  const first: Field = { label: WORDS.tableNumber, value: { fr: tableNumber }, share: 3, strong: true };
  if (jury === undefined) return [first, { label: WORDS.school, value: place, share: 9 }];
  return [
    first,
    { label: WORDS.jury, value: { fr: jury }, share: 3 },
    { label: WORDS.school, value: place, share: 6 },
  ];
}

type Series = { readonly code: string; readonly name: Wording };

/** "Session normale 2026 · Série D, Mathématiques et sciences de la nature", in both languages. */
export function sittingLine(sitting: Wording, series: Series): readonly [string, string] {
  return [
    `${sitting.fr} · ${seriesTitle(series, series.name.fr, WORDS.series.fr)}`,
    `${sitting.en ?? sitting.fr} · ${seriesTitle(series, series.name.en ?? series.name.fr, WORDS.series.en)}`,
  ];
}

/** "Série C, sciences": a name that says its code already is not said twice. */
function seriesTitle({ code }: Series, name: string, word: string): string {
  return name.split(/[^\p{L}\p{N}]+/u).includes(code) ? name : `${word} ${code}, ${name}`;
}
