import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { TextField } from '#app/components/text-field.tsx';
import {
  ACCESS_CODE_LENGTH,
  REFERENCE_LENGTH,
  readCharacters,
} from '#app/domain/registration/entry-reference.ts';
import { accountLimits } from '#app/http/account-limits.server.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { limitAll } from '#app/http/rate-limit.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { resumeEntry } from '#app/services/registration/resume-entry.server.ts';

export const handle: RouteHandle = { title: 'entries:resume.title', noindex: true };

export async function loader(args: LoaderFunctionArgs) {
  publicRoute(args, 'somebody goes on with an entry on another phone');
  return null;
}

function characters(length: number, missing: string) {
  return z.string(missing).transform((typed, issues) => {
    const read = readCharacters(typed, length);
    if (read !== undefined) return read;
    issues.addIssue({ code: 'custom', message: missing });
    return z.NEVER;
  });
}

const resumeForm = z.object({
  reference: characters(REFERENCE_LENGTH, message('entries:resume.missing')),
  code: characters(ACCESS_CODE_LENGTH, message('entries:resume.missingCode')),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = publicRoute(args, 'somebody goes on with an entry on another phone');
  const { clientAddress, locale } = args.context;
  const formData = await args.request.formData();
  const form = parseForm(resumeForm, formData);
  if (!form.ok) return formProblem(form);
  const { reference, code } = form.value;
  const allowed = await limitAll(ctx, accountLimits('resume', clientAddress, { value: reference }));
  if (!allowed.ok) return formProblem(formError(formData, { '': reasonMessage(allowed) }), 429);
  const resumed = await resumeEntry(ctx, { reference, code, locale });
  if (!resumed.ok) {
    const field = resumed.reason === 'resume.wrong' ? 'reference' : '';
    return formProblem(formError(formData, { [field]: reasonMessage(resumed) }));
  }
  const { setCookie } = resumed.value;
  return redirect('/espace', setCookie ? { headers: { 'Set-Cookie': setCookie } } : {});
}

export default function ResumeEntry() {
  const t = useT();
  const problem = useActionData<typeof action>();
  const field = fieldsOf(problem);
  return (
    <>
      <ErrorSummary problem={problem} order={['reference', 'code']} />
      <PageHeading title={t('entries:resume.title')} lead={t('entries:resume.lead')} />
      <form method="post" noValidate>
        <TextField
          {...field('reference')}
          label={t('entries:resume.reference')}
          hint={t('entries:resume.referenceHint')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          width={20}
          dir="ltr"
        />
        <TextField
          {...field('code')}
          label={t('entries:resume.code')}
          hint={t('entries:resume.codeHint')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          width={20}
          dir="ltr"
        />
        <ButtonRow>
          <SubmitButton text={t('entries:resume.submit')} />
        </ButtonRow>
      </form>
    </>
  );
}
