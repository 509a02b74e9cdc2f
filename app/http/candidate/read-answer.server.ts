import { birthBounds, birthSchema } from '#app/domain/registration/birth.ts';
import { attemptSchema, diplomaSchema, nationalIdSchema } from '#app/domain/registration/earlier-diploma.ts';
import { diplomaFor } from '#app/domain/registration/entry-rules.ts';
import { identitySchema } from '#app/domain/registration/identity.ts';
import { nationalitySchema } from '#app/domain/registration/nationality.ts';
import { optionsSchema, seriesSchema, sportSchema } from '#app/domain/registration/papers.ts';
import { schoolSchema } from '#app/domain/registration/school.ts';
import type { Step } from '#app/domain/registration/steps.ts';
import { dateField } from '#app/http/date-field.ts';
import { type ParsedForm, parseForm } from '#app/http/forms.ts';
import { notFound } from '#app/http/not-found.ts';
import type { OwnEntry } from '#app/services/registration/load-own-entry.server.ts';
import type { StepAnswer } from '#app/services/registration/save-step.server.ts';

/** Questions answered by fields; the others by files. */
export type FieldStep = Exclude<Step, 'photo' | 'documents'>;

/** Reads a question's form with the domain's schema. */
export function readAnswer(
  step: FieldStep,
  form: FormData,
  { regulation, entry, examStartsOn, rules }: OwnEntry,
): ParsedForm<StepAnswer> {
  switch (step) {
    case 'school':
      return answer(parseForm(schoolSchema, form), (value) => ({ step, value }));
    case 'identity':
      return answer(parseForm(identitySchema, form), (value) => ({ step, value }));
    case 'birth': {
      const bounds = birthBounds(examStartsOn);
      const schema = birthSchema(bounds).extend({ birthDate: dateField(bounds) });
      return answer(parseForm(schema, form), (value) => ({ step, value }));
    }
    case 'nationality':
      return answer(parseForm(nationalitySchema, form), (value) => ({ step, value }));
    case 'nationalId':
      return answer(parseForm(nationalIdSchema, form), (value) => ({ step, value }));
    case 'attempt':
      return answer(parseForm(attemptSchema, form), (value) => ({ step, value }));
    case 'diploma': {
      const asked = diplomaFor(rules, entry.kind);
      if (!asked) throw notFound();
      const schema = diplomaSchema(asked, examStartsOn, entry.birthDate);
      return answer(parseForm(schema, form), (value) => ({ step, value }));
    }
    case 'series':
      return answer(parseForm(seriesSchema(regulation), form), (value) => ({ step, value }));
    case 'options':
      return answer(parseForm(optionsSchema(regulation, entry.series), form), (value) => ({ step, value }));
    case 'sport':
      return answer(parseForm(sportSchema, form), (value) => ({ step, value }));
  }
}

function answer<T>(form: ParsedForm<T>, wrap: (value: T) => StepAnswer): ParsedForm<StepAnswer> {
  return form.ok ? { ok: true, value: wrap(form.value) } : form;
}
