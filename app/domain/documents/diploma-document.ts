import type { ArabicWording, DiplomaModel } from './model.ts';
import { type Numbered, type ResultFacts, resultFields } from './result-document.ts';

const RIGHTS: ArabicWording = {
  fr: 'pour en jouir avec les droits et prérogatives qui y sont attachés.',
  en: 'to enjoy it with the rights and privileges attached to it.',
};
const ONCE: ArabicWording = {
  fr: 'Il n’est délivré qu’un seul exemplaire de ce diplôme.',
  en: 'This diploma is issued only once.',
};

type Titles = Pick<DiplomaModel, 'title' | 'subtitle'>;

/** "Baccalauréat de l’enseignement général" is "Diplôme du baccalauréat" over "de l’enseignement général". */
export function diplomaTitles({ fr, en }: { readonly fr: string; readonly en?: string }): Titles {
  const [, noun = fr, rest] = /^(\S+)\s+((?:de|du|des)\s.+|d[’'].+)$/iu.exec(fr) ?? [];
  const lower = /^\p{Lu}\p{Ll}/u.test(noun) ? noun.charAt(0).toLowerCase() + noun.slice(1) : noun;
  const title = /^dipl[oô]me$/iu.test(noun)
    ? noun
    : /^[aeiouyhàâéèêîôû]/iu.test(noun)
      ? `Diplôme de l’${lower}`
      : `Diplôme du ${lower}`;
  return {
    title: { fr: title, ...(en ? { en: /diploma/iu.test(en) ? en : `${en} diploma` } : {}) },
    ...(rest ? { subtitle: { fr: rest } } : {}),
  };
}

/** The diploma of a candidate who passed: what is printed. */
export function diplomaDraft(facts: ResultFacts, numbered: Numbered): Omit<DiplomaModel, 'qr'> {
  const { languages, average, averageMaximum, ...fields } = resultFields(facts, numbered, 'diploma');
  const chosen = facts.style?.diploma;
  const { name } = fields.office;
  return {
    kind: 'diploma',
    ...fields,
    languages: [...languages],
    ...(chosen?.title ? { title: chosen.title } : diplomaTitles(facts.exam.name)),
    preamble: chosen?.preamble ?? [],
    conferring: chosen?.conferring ?? {
      fr: `${name.fr} confère le présent diplôme à`,
      ...(name.en ? { en: `${name.en} confers this diploma upon` } : {}),
    },
    rights: chosen?.rights ?? RIGHTS,
    notes: chosen && chosen.notes.length > 0 ? chosen.notes : [ONCE],
    ...(facts.style?.cosigner ? { cosigner: facts.style.cosigner } : {}),
  };
}
