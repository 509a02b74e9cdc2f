import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { IdentityFields } from '#app/components/candidate/identity-fields.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { grantsFor } from '#app/domain/access/actor.ts';
import { identitySchema } from '#app/domain/registration/identity.ts';
import { schoolWay, stepPath } from '#app/http/candidate/step-paths.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { listEntryPlaces } from '#app/queries/school/list-entry-places.server.ts';
import { startSchoolEntry } from '#app/services/registration/start-school-entry.server.ts';

export const handle: RouteHandle = { title: 'entries:school.addTitle' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const grants = grantsFor(ctx.actor, 'entry.school');
  return {
    ...(await listEntryPlaces(ctx.db, grants, ctx.clock())),
    /** Of this page: its form sent twice adds one candidate. */
    token: ctx.adapters.random.uuid(),
  };
}

/** A sitting and a school of its office: `<sitting>:<school>`. */
const placeField = z
  .string()
  .transform((text) => text.split(':'))
  .pipe(z.tuple([z.uuid(), z.uuid()]));
const newForm = identitySchema.extend({ place: placeField, token: z.uuid() });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const formData = await args.request.formData();
  const form = parseForm(newForm, formData);
  if (!form.ok) return formProblem(form);
  const {
    place: [sittingId, schoolId],
    token,
    ...identity
  } = form.value;
  const started = await startSchoolEntry(ctx, { sittingId, schoolId, token, identity });
  if (!started.ok && started.reason === 'access.denied') throw notFound();
  if (!started.ok) return formProblem(formError(formData, { '': reasonMessage(started) }));
  return redirect(stepPath(schoolWay(started.value.entryId), 'birth'));
}

export default function NewSchoolEntry() {
  const t = useT();
  const locale = useLocale();
  const { schools, sittings, token } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const places = sittings.flatMap((sitting) =>
    schools
      .filter(({ organisationId }) => organisationId === sitting.organisationId)
      .map(({ id, name }) => ({
        value: `${sitting.id}:${id}`,
        label: `${sitting.name[locale]} · ${name}`,
      })),
  );
  const field = fieldsOf(problem, { token, place: places[0]?.value });
  return (
    <>
      <BackLink href="/ecole" text={t('entries:school.back')} />
      <ErrorSummary problem={problem} />
      <PageHeading title={t('entries:school.addTitle')} lead={t('entries:school.addLead')} />
      {places.length === 0 ? (
        <EmptyState title={t('entries:school.noSitting')} />
      ) : (
        <form method="post" noValidate>
          <input type="hidden" name="token" value={field('token').defaultValue} />
          <SelectField
            {...field('place')}
            label={t('entries:school.sitting')}
            placeholder={null}
            choices={places}
          />
          <IdentityFields field={field} />
          <ButtonRow>
            <SubmitButton />
          </ButtonRow>
        </form>
      )}
    </>
  );
}
