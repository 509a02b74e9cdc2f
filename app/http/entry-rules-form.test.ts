import { expect, test } from 'vitest';
import { DEFAULT_ENTRY_RULES, entryRulesSchema } from '#app/domain/registration/entry-rules.ts';
import { applyRulesForm, entryRulesForm, photoWish } from './entry-rules-form.ts';
import { parseForm } from './forms.ts';

function read(fields: Record<string, string>, before = DEFAULT_ENTRY_RULES) {
  const form = new FormData();
  const all = { nationalId: 'none', photo: 'submission', ...fields };
  for (const [name, value] of Object.entries(all)) form.set(name, value);
  const parsed = parseForm(entryRulesForm, form);
  return parsed.ok ? entryRulesSchema.parse(applyRulesForm(before, parsed.value)) : parsed.errors;
}

test('an empty form asks what every sitting asks', () => {
  expect(read({})).toEqual(DEFAULT_ENTRY_RULES);
});

test('what is typed is a rule, what is left empty is none, what the form does not show stays', () => {
  const before = {
    ...DEFAULT_ENTRY_RULES,
    seriesFor: { free: ['A1'] },
    age: { maximum: 30 },
  };
  expect(
    read(
      {
        ageMinimum: '15',
        attempts: '3',
        quotaTotal: '500',
        nationalId: 'optional',
        photo: 'mixed',
        'places[0].code': 'C',
        'places[0].count': '40',
        'places[1].code': 'D',
        'documents[0].labelFr': 'Acte de naissance',
        'documents[0].labelEn': 'Birth certificate',
        'documents[0].who': 'free',
        'documents[0].neededFor': 'validation',
        'documents[1].neededFor': 'submission',
      },
      before,
    ),
  ).toEqual({
    seriesFor: { free: ['A1'] },
    age: { minimum: 15 },
    attempts: { maximum: 3 },
    nationalId: 'optional',
    quota: { total: 500, series: { C: 40 } },
    documents: [
      { code: 'photo', label: expect.anything(), candidateKinds: ['free'], neededFor: 'submission' },
      { code: 'photo', label: expect.anything(), candidateKinds: ['official'], neededFor: 'validation' },
      {
        code: 'birthCertificate',
        label: { fr: 'Acte de naissance', en: 'Birth certificate' },
        candidateKinds: ['free'],
        neededFor: 'validation',
      },
    ],
  });
});

test('a paper keeps its code when its name changes, and two never share one', () => {
  const rules = read({
    'documents[0].code': 'birth',
    'documents[0].labelFr': 'Extrait d’acte',
    'documents[0].labelEn': 'Extract',
    'documents[1].labelFr': 'Extrait',
    'documents[1].labelEn': 'Birth',
  });
  expect(rules).toMatchObject({ documents: [{ code: 'photo' }, { code: 'birth' }, { code: 'birth2' }] });
});

test('what is no number, and a name in one language only, are said beside their field', () => {
  const errors = read({ ageMinimum: 'quinze', 'documents[0].labelFr': 'Extrait' });
  expect(Object.keys(errors).sort()).toEqual(['ageMinimum', 'documents[0]']);
});

test('when the photo is asked is told back', () => {
  for (const photo of ['none', 'submission', 'mixed', 'validation'] as const) {
    const rules = entryRulesSchema.parse(read({ photo }));
    expect(photoWish(rules)).toBe(photo);
  }
});
