import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { CODE_MINUTES } from '#app/domain/access/contact-code.ts';
import { SHORTEST_PASSWORD } from '#app/domain/access/password.ts';
import { dropPending, keepPending, readPending, suiteOf } from '#app/http/account-cookie.server.ts';
import { contactForm, newPasswordForm } from '#app/http/account-forms.ts';
import { accountLimits } from '#app/http/account-limits.server.ts';
import { type FormProblem, formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { limitAll } from '#app/http/rate-limit.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { findLanding } from '#app/queries/access/find-landing.server.ts';
import { listPhoneCountries } from '#app/queries/access/list-phone-countries.server.ts';
import { requestReset, resetPassword } from '#app/services/access/reset-password.server.ts';

export const handle: RouteHandle = { title: 'account:reset.title', noindex: true };

const AGAIN = 'autre';

/** First the contact, then, once a code was asked for, the code and the new password; `?autre` starts again. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  publicRoute({ context }, 'whoever forgot a password is not signed in');
  const pending = await readPending(request);
  const contact = pending?.contact.value ?? '';
  const again = new URL(request.url).searchParams.has(AGAIN);
  return {
    contact,
    step: pending?.purpose === 'reset' && !again ? ('password' as const) : ('contact' as const),
  };
}

export async function action(args: ActionFunctionArgs) {
  publicRoute(args, 'whoever forgot a password is not signed in');
  const formData = await args.request.formData();
  return formData.has('code') ? changePassword(args, formData) : askForCode(args, formData);
}

async function askForCode({ request, context }: ActionFunctionArgs, formData: FormData) {
  const { ctx } = context;
  const form = parseForm(contactForm(await listPhoneCountries(ctx.db)), formData);
  if (!form.ok) return formProblem(form);
  const { contact } = form.value;
  const allowed = await limitAll(ctx, accountLimits('reset', context.clientAddress, contact));
  if (!allowed.ok) return formProblem(formError(formData, { '': reasonMessage(allowed) }), 429);
  const { ticket } = await requestReset(ctx, { contact });
  const pending = { purpose: 'reset', contact, ticket, suite: suiteOf(request) } as const;
  const headers = { 'Set-Cookie': await keepPending(pending, context.origin) };
  return redirect('/compte/mot-de-passe', { headers });
}

async function changePassword({ request, context }: ActionFunctionArgs, formData: FormData) {
  const { ctx } = context;
  const pending = await readPending(request);
  if (pending?.purpose !== 'reset') return redirect('/compte/mot-de-passe');
  const form = parseForm(newPasswordForm, formData);
  if (!form.ok) return formProblem(form);
  const { contact, ticket, suite } = pending;
  const allowed = await limitAll(ctx, accountLimits('code', context.clientAddress, contact));
  if (!allowed.ok) return formProblem(formError(formData, { '': reasonMessage(allowed) }), 429);
  const answer = await resetPassword(ctx, { contact, ticket, ...form.value });
  if (!answer.ok) {
    const field = answer.reason === 'code.wrong' ? 'code' : 'password';
    return formProblem(formError(formData, { [field]: reasonMessage(answer) }));
  }
  const headers = new Headers({ 'Set-Cookie': answer.value.setCookie });
  headers.append('Set-Cookie', await dropPending(context.origin));
  return redirect(suite ?? (await findLanding(ctx.db, answer.value.userId)), { headers });
}

export default function ResetPassword() {
  const { contact, step } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary problem={problem} order={['contact', 'code', 'password']} />
      {step === 'contact' ? (
        <AskContact contact={contact} problem={problem} />
      ) : (
        <ChoosePassword contact={contact} problem={problem} />
      )}
    </>
  );
}

type StepProps = { readonly contact: string; readonly problem: FormProblem | undefined };

function AskContact({ contact, problem }: StepProps) {
  const t = useT();
  return (
    <>
      <PageHeading title={t('account:reset.title')} lead={t('account:reset.lead')} />
      <form method="post" noValidate>
        <TextField
          {...fieldsOf(problem, { contact })('contact')}
          label={t('account:field.contact')}
          hint={t('account:field.contactHint')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          inputMode="email"
          dir="ltr"
        />
        <ButtonRow>
          <SubmitButton text={t('account:reset.submit')} />
        </ButtonRow>
      </form>
    </>
  );
}

function ChoosePassword({ contact, problem }: StepProps) {
  const t = useT();
  const field = fieldsOf(problem);
  return (
    <>
      <PageHeading title={t('account:reset.secondTitle')} lead={t('account:reset.secondLead', { contact })} />
      <form method="post" noValidate>
        <TextField
          {...field('code')}
          label={t('account:field.code')}
          hint={t('account:field.codeHint', { minutes: CODE_MINUTES })}
          inputMode="numeric"
          autoComplete="one-time-code"
          width={10}
          dir="ltr"
        />
        <TextField
          {...field('password')}
          type="password"
          label={t('account:field.newPassword')}
          hint={t('account:field.passwordHint', { minimum: SHORTEST_PASSWORD })}
          autoComplete="new-password"
        />
        <p>{t('account:reset.effect')}</p>
        <ButtonRow>
          <SubmitButton text={t('account:reset.secondSubmit')} />
        </ButtonRow>
      </form>
      <p>
        <a href={`/compte/mot-de-passe?${AGAIN}`}>{t('account:reset.again')}</a>
      </p>
    </>
  );
}
