import { z } from 'zod';
import { identitySchema } from '#app/domain/registration/identity.ts';
import { nameField } from '#app/domain/registration/text-field.ts';
import { answerCorrection } from '#app/services/proof/answer-correction.server.ts';
import { dateField } from './date-field.ts';
import { type FormProblem, formError, parseForm, reasonMessage } from './forms.ts';
import type { SignedIn } from './require-actor.server.ts';

const answerForm = z.object({
  intent: z.enum(['done', 'declined']),
  requestId: z.uuid(),
  answer: z.string().default(''),
});
const detailsForm = identitySchema.extend({ birthDate: dateField(), birthPlace: nameField() });

/** Whether a form answers a request for a correction. */
export const answersCorrection = (form: FormData) => form.has('requestId');

/** Answers a request; an officer's form holds the details as they become. Returns what is wrong, if anything is. */
export async function answerFromForm(ctx: SignedIn, form: FormData): Promise<FormProblem | undefined> {
  const read = parseForm(answerForm, form);
  if (!read.ok) return read;
  const { intent, requestId, answer } = read.value;
  const details = intent === 'done' && form.has('surname') ? parseForm(detailsForm, form) : undefined;
  if (details && !details.ok) return details;
  const answered = await answerCorrection(ctx, {
    requestId,
    state: intent,
    answer,
    ...(details?.ok ? { details: details.value } : {}),
  });
  if (answered.ok) return undefined;
  const field = answered.reason === 'correction.answerMissing' ? 'answer' : '';
  return formError(form, { [field]: reasonMessage(answered) });
}
