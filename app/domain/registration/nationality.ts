import { z } from 'zod';
import { foldText } from '#app/domain/shared/fold-text.ts';

/** ISO 3166-1 alpha-2 codes of the states a person can be a national of. */
const STATES = (
  'AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR ' +
  'CU CV CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE ' +
  'IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM ' +
  'MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB SC SD SE ' +
  'SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS YE ZA ' +
  'ZM ZW'
).split(' ');

/** Nationalities by their adjective, as documents print them: [French feminine, French masculine, English]. */
const ADJECTIVES: Readonly<Record<string, readonly [string, string, string]>> = {
  BF: ['burkinabè', 'burkinabé', 'Burkinabe'],
  BI: ['burundaise', 'burundais', 'Burundian'],
  BJ: ['béninoise', 'béninois', 'Beninese'],
  CD: ['congolaise (RDC)', 'congolais (RDC)', 'Congolese (DRC)'],
  CF: ['centrafricaine', 'centrafricain', 'Central African'],
  CG: ['congolaise', 'congolais', 'Congolese'],
  CI: ['ivoirienne', 'ivoirien', 'Ivorian'],
  CM: ['camerounaise', 'camerounais', 'Cameroonian'],
  CV: ['cap-verdienne', 'cap-verdien', 'Cape Verdean'],
  DJ: ['djiboutienne', 'djiboutien', 'Djiboutian'],
  DZ: ['algérienne', 'algérien', 'Algerian'],
  EG: ['égyptienne', 'égyptien', 'Egyptian'],
  FR: ['française', 'français', 'French'],
  GA: ['gabonaise', 'gabonais', 'Gabonese'],
  GH: ['ghanéenne', 'ghanéen', 'Ghanaian'],
  GM: ['gambienne', 'gambien', 'Gambian'],
  GN: ['guinéenne', 'guinéen', 'Guinean'],
  GQ: ['équato-guinéenne', 'équato-guinéen', 'Equatoguinean'],
  GW: ['bissau-guinéenne', 'bissau-guinéen', 'Bissau-Guinean'],
  HT: ['haïtienne', 'haïtien', 'Haitian'],
  KM: ['comorienne', 'comorien', 'Comorian'],
  LB: ['libanaise', 'libanais', 'Lebanese'],
  LR: ['libérienne', 'libérien', 'Liberian'],
  LY: ['libyenne', 'libyen', 'Libyan'],
  MA: ['marocaine', 'marocain', 'Moroccan'],
  MG: ['malgache', 'malgache', 'Malagasy'],
  ML: ['malienne', 'malien', 'Malian'],
  MR: ['mauritanienne', 'mauritanien', 'Mauritanian'],
  NE: ['nigérienne', 'nigérien', 'Nigerien'],
  NG: ['nigériane', 'nigérian', 'Nigerian'],
  RW: ['rwandaise', 'rwandais', 'Rwandan'],
  SD: ['soudanaise', 'soudanais', 'Sudanese'],
  SL: ['sierra-léonaise', 'sierra-léonais', 'Sierra Leonean'],
  SN: ['sénégalaise', 'sénégalais', 'Senegalese'],
  ST: ['santoméenne', 'santoméen', 'Santomean'],
  TD: ['tchadienne', 'tchadien', 'Chadian'],
  TG: ['togolaise', 'togolais', 'Togolese'],
  TN: ['tunisienne', 'tunisien', 'Tunisian'],
};

const NAMES = {
  fr: new Intl.DisplayNames(['fr'], { type: 'region', fallback: 'code' }),
  en: new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' }),
};
type Language = keyof typeof NAMES;

export type Country = { readonly code: string; readonly name: string };

/** The country's name, such as "Niger"; the code itself for a code that is not one. */
export function countryName(code: string, language: Language): string {
  return STATES.includes(code) ? (NAMES[language].of(code) ?? code) : code;
}

/** What a document prints after "Nationality": "nigérienne" where the adjective is known, the country's name otherwise. */
export function nationalityWording(code: string): { fr: string; en: string } {
  const adjective = ADJECTIVES[code];
  return adjective
    ? { fr: adjective[0], en: adjective[2] }
    : { fr: countryName(code, 'fr'), en: countryName(code, 'en') };
}

/** Every country in the alphabet of a language, those of `first` before the others. */
export function countries(language: Language, first: readonly string[] = []): Country[] {
  const compare = new Intl.Collator(language).compare;
  const named = STATES.map((code) => ({ code, name: countryName(code, language) }));
  named.sort((a, b) => compare(a.name, b.name));
  return [
    ...named.filter(({ code }) => first.includes(code)),
    ...named.filter(({ code }) => !first.includes(code)),
  ];
}

let known: ReadonlyMap<string, string> | undefined;

function knownWords(): ReadonlyMap<string, string> {
  if (known) return known;
  const words = new Map<string, string>();
  for (const code of STATES) {
    words.set(foldText(code), code);
    for (const name of [countryName(code, 'fr'), countryName(code, 'en'), ...(ADJECTIVES[code] ?? [])])
      words.set(foldText(name), code);
  }
  known = words;
  return words;
}

/** The country meant by its name or nationality in French or English, or by its code, in any spelling of case and accents. */
export function findCountry(typed: string): string | undefined {
  return knownWords().get(foldText(typed));
}

export const nationalitySchema = z.object({
  nationality: z.string().transform((typed, context) => {
    const code = findCountry(typed);
    if (code !== undefined) return code;
    context.addIssue({ code: 'custom', message: 'candidate:errors.country' });
    return z.NEVER;
  }),
});
