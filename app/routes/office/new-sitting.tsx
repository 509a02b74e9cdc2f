import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { RadioGroup, SelectField } from '#app/components/choice-fields.tsx';
import { DateField } from '#app/components/date-field.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { localMoment } from '#app/domain/shared/local-moment.ts';
import { dateField } from '#app/http/date-field.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { listSittingParts } from '#app/queries/office/list-choices.server.ts';
import { createSitting } from '#app/services/sitting/create-sitting.server.ts';

export const handle: RouteHandle = { title: 'office:newSitting.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'sitting.manage');
  const { exams, regulations, feeSchedules } = await listSittingParts(
    ctx.db,
    reachOf(ctx.actor, 'sitting.manage'),
  );
  return {
    exams: exams.map(({ id, name, profile }) => ({ id, name, organisation: profile.shortName })),
    regulations,
    feeSchedules,
  };
}

const sittingForm = z.object({
  examId: z.uuid(),
  year: z.coerce.number().int().min(2000).max(2100),
  nameFr: z.string().trim().min(3).max(120),
  nameEn: z.string().trim().min(3).max(120),
  regulationVersionId: z.uuid(),
  feeScheduleId: z.uuid(),
  opens: dateField(),
  closes: dateField(),
  starts: dateField(),
  results: dateField(),
  timetable: z.enum(['lastSitting', 'regulation']),
});

const FIELD_OF: Readonly<Record<string, string>> = {
  'exam.notFound': 'examId',
  'sitting.yearTaken': 'year',
  'sitting.regulationInvalid': 'regulationVersionId',
  'sitting.partNotFound': 'regulationVersionId',
  'sitting.closesBeforeOpening': 'closes',
  'sitting.examBeforeClosing': 'starts',
};

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'sitting.manage');
  const formData = await args.request.formData();
  const form = parseForm(sittingForm, formData);
  if (!form.ok) return formProblem(form);
  const { nameFr, nameEn, opens, closes, starts, results, ...rest } = form.value;
  const { exams } = await listSittingParts(ctx.db, reachOf(ctx.actor, 'sitting.manage'));
  const timeZone = exams.find(({ id }) => id === rest.examId)?.profile.timeZone ?? 'UTC';
  const made = await createSitting(ctx, {
    ...rest,
    name: { fr: nameFr, en: nameEn },
    entriesOpenAt: localMoment(opens, '00:00', timeZone),
    entriesCloseAt: localMoment(closes, '23:59', timeZone),
    examStartsOn: localMoment(starts, '00:00', timeZone),
    resultsExpectedOn: localMoment(results, '00:00', timeZone),
  });
  if (made.ok) return redirect(`/bureau/sessions/${made.value.sittingId}?fait=created`);
  return formProblem(formError(formData, { [FIELD_OF[made.reason] ?? '']: reasonMessage(made) }));
}

export default function NewSitting() {
  const t = useT();
  const problem = useActionData<typeof action>();
  const field = fieldsOf(problem, { timetable: 'lastSitting' });
  return (
    <>
      <BackLink href="/bureau/sessions" text={t('office:sittings.title')} />
      <ErrorSummary problem={problem} />
      <PageHeading title={t('office:newSitting.title')} lead={t('office:newSitting.lead')} />
      <form method="post" noValidate>
        <PartFields field={field} />
        <DateField {...field.date('opens')} label={t('office:newSitting.opens')} />
        <DateField {...field.date('closes')} label={t('office:newSitting.closes')} />
        <DateField {...field.date('starts')} label={t('office:newSitting.starts')} />
        <DateField {...field.date('results')} label={t('office:newSitting.results')} />
        <RadioGroup
          {...field('timetable')}
          label={t('office:newSitting.timetable')}
          choices={[
            { value: 'lastSitting', label: t('office:newSitting.lastSitting') },
            { value: 'regulation', label: t('office:newSitting.fromRegulation') },
          ]}
        />
        <SubmitButton text={t('office:newSitting.submit')} />
      </form>
    </>
  );
}

function PartFields({ field }: { field: ReturnType<typeof fieldsOf> }) {
  const t = useT();
  const locale = useLocale();
  const { exams, regulations, feeSchedules } = useLoaderData<typeof loader>();
  const versions = (parts: readonly { id: string; code: string; version: number }[]) =>
    parts.map((part) => ({ value: part.id, label: t('office:newSitting.version', part) }));
  return (
    <>
      <SelectField
        {...field('examId')}
        label={t('office:newSitting.exam')}
        choices={exams.map((exam) => ({
          value: exam.id,
          label: `${exam.name[locale]} · ${exam.organisation}`,
        }))}
      />
      <TextField {...field('year')} label={t('office:newSitting.year')} inputMode="numeric" width={4} />
      <TextField {...field('nameFr')} label={t('office:newSitting.nameFr')} maxLength={120} />
      <TextField {...field('nameEn')} label={t('office:newSitting.nameEn')} maxLength={120} />
      <SelectField
        {...field('regulationVersionId')}
        label={t('office:newSitting.regulation')}
        choices={versions(regulations)}
      />
      <SelectField
        {...field('feeScheduleId')}
        label={t('office:newSitting.fees')}
        choices={versions(feeSchedules)}
      />
    </>
  );
}
