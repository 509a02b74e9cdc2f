import { describe, expect, it } from 'vitest';
import { contrastWithWhite } from './contrast.ts';
import { diplomaTitles } from './diploma-document.ts';
import { HOUSE_COLOURS } from './model.ts';
import { type DocumentStyle, documentStyleSchema } from './style.ts';
import { fieldsOfStyle, styleOf, type TypedStyle } from './style-form.ts';

describe('contrast with white', () => {
  it('is 21 for black, 1 for white, and 4.54 for the well-known #767676', () => {
    expect(contrastWithWhite('#000000')).toBeCloseTo(21, 5);
    expect(contrastWithWhite('#ffffff')).toBe(1);
    expect(contrastWithWhite('#767676')).toBeCloseTo(4.54, 2);
  });

  it('holds for the ink and accent of the house', () => {
    for (const hex of [HOUSE_COLOURS.ink, HOUSE_COLOURS.accent])
      expect(contrastWithWhite(hex)).toBeGreaterThan(4.5);
  });
});

describe('a diploma’s title', () => {
  it.each([
    ['Baccalauréat', 'Diplôme du baccalauréat', undefined],
    [
      'Baccalauréat de l’enseignement secondaire général',
      'Diplôme du baccalauréat',
      'de l’enseignement secondaire général',
    ],
    ['Brevet d’études du premier cycle', 'Diplôme du brevet', 'd’études du premier cycle'],
    ['Brevet de technicien supérieur', 'Diplôme du brevet', 'de technicien supérieur'],
    ['BEPC blanc', 'Diplôme du BEPC blanc', undefined],
    ['Examen national', 'Diplôme de l’examen national', undefined],
    ['Diplôme d’État', 'Diplôme', 'd’État'],
  ])('of %s', (exam, title, subtitle) => {
    const made = diplomaTitles({ fr: exam });
    expect(made.title.fr).toBe(title);
    expect(made.subtitle?.fr).toBe(subtitle);
  });
});

const style: DocumentStyle = {
  colours: HOUSE_COLOURS,
  header: { country: { fr: 'République', en: 'Republic', ar: 'جمهورية' } },
  signatory: { name: 'A. B.', title: { fr: 'Le directeur' } },
  signatories: { diploma: { name: 'C. D.', title: { fr: 'Le ministre', en: 'The minister' } } },
  diploma: {
    preamble: [{ fr: 'Vu la loi ;' }, { fr: 'Vu le décret ;', en: 'Considering the decree;' }],
    rights: { fr: 'pour en jouir' },
    notes: [{ fr: 'Un seul exemplaire.' }],
  },
};

/** The fields by name as a parsed form: "header.country.fr" becomes an object in an object. */
function typedOf(fields: Readonly<Record<string, string>>): TypedStyle {
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const parts = name.split('.');
    let at: Record<string, unknown> = root;
    for (const part of parts.slice(0, -1)) {
      at[part] ??= {};
      at = at[part] as Record<string, unknown>;
    }
    if (value !== '') at[parts.at(-1) ?? ''] = value;
  }
  return root as TypedStyle;
}

describe('the form of a style', () => {
  it('reads back what it shows, line by line in each language', () => {
    expect(documentStyleSchema.safeParse(style).success).toBe(true);
    expect(styleOf(typedOf(fieldsOfStyle(style)))).toEqual(style);
  });
});
