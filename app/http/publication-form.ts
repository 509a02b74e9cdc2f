import { z } from 'zod';
import { localMoment } from '#app/domain/shared/local-moment.ts';
import { message } from '#app/i18n/translate.ts';
import { dateField } from './date-field.ts';
import { formError, type ParsedForm, parseForm } from './forms.ts';

/** What a person who publishes may ask of the page. */
export const publicationCommand = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('prepare'),
    reason: z.string().trim().max(500).optional(),
    when: z.enum(['now', 'later']).default('now'),
    schools: z.enum(['with', 'before']).default('with'),
  }),
  z.object({
    do: z.literal('confirm'),
    draft: z.uuid(),
    sure: z.literal('yes', { error: message('results:publication.confirmMissing') }),
  }),
  z.object({ do: z.literal('putAside'), draft: z.uuid() }),
]);

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const timeField = z
  .string({ error: message('publishing:form.timeWrong') })
  .trim()
  .regex(TIME, { error: message('publishing:form.timeWrong') });
const releaseForm = z.object({ release: dateField(), releaseTime: timeField });
const schoolsForm = z.object({ schoolsDate: dateField(), schoolsTime: timeField });

export type PublicationHours = { readonly releasesAt?: Date; readonly schoolsFrom?: Date };

/** The hours that a form asks for, on the clocks of the office. @param timeZone IANA */
export function readHours(
  formData: FormData,
  { when, schools }: { readonly when: 'now' | 'later'; readonly schools: 'with' | 'before' },
  timeZone: string,
): ParsedForm<PublicationHours> {
  if (when === 'now')
    return schools === 'with'
      ? { ok: true, value: {} }
      : formError(formData, { schools: message('publishing:form.schoolsNeedHour') });
  const release = parseForm(releaseForm, formData);
  if (!release.ok) return release;
  const releasesAt = localMoment(release.value.release, release.value.releaseTime, timeZone);
  if (schools === 'with') return { ok: true, value: { releasesAt } };
  const early = parseForm(schoolsForm, formData);
  if (!early.ok) return early;
  const schoolsFrom = localMoment(early.value.schoolsDate, early.value.schoolsTime, timeZone);
  return { ok: true, value: { releasesAt, schoolsFrom } };
}
