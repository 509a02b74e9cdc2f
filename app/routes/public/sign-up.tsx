import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { landingPath } from '#app/domain/access/landing.ts';
import { SHORTEST_PASSWORD } from '#app/domain/access/password.ts';
import { keepPending, suiteOf } from '#app/http/account-cookie.server.ts';
import { signUpForm } from '#app/http/account-forms.ts';
import { accountLimits } from '#app/http/account-limits.server.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { limitAll } from '#app/http/rate-limit.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { listPhoneCountries } from '#app/queries/access/list-phone-countries.server.ts';
import { signUp } from '#app/services/access/sign-up.server.ts';

export const handle: RouteHandle = { title: 'account:signUp.title' };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor } = publicRoute({ context }, 'a stranger opens an account');
  if (actor.kind === 'user') throw redirect(suiteOf(request) ?? landingPath(actor));
  return { suite: suiteOf(request) ?? null };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = publicRoute({ context }, 'a stranger opens an account');
  const formData = await request.formData();
  const form = parseForm(signUpForm(await listPhoneCountries(ctx.db)), formData);
  if (!form.ok) return formProblem(form);
  const { contact } = form.value;
  const allowed = await limitAll(ctx, accountLimits('signUp', context.clientAddress, contact));
  if (!allowed.ok) return formProblem(formError(formData, { '': reasonMessage(allowed) }), 429);
  const answer = await signUp(ctx, { ...form.value, locale: context.locale });
  if (!answer.ok) return formProblem(formError(formData, { password: reasonMessage(answer) }));
  const pending = {
    purpose: 'verify',
    contact,
    ticket: answer.value.ticket,
    suite: suiteOf(request),
  } as const;
  return redirect('/compte/code', { headers: { 'Set-Cookie': await keepPending(pending, context.origin) } });
}

export default function SignUp() {
  const t = useT();
  const { suite } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const field = fieldsOf(problem);
  return (
    <>
      <ErrorSummary problem={problem} order={['contact', 'displayName', 'password']} />
      <PageHeading title={t('account:signUp.title')} lead={t('account:signUp.lead')} />
      <form method="post" noValidate>
        <TextField
          {...field('contact')}
          label={t('account:field.contact')}
          hint={t('account:field.contactHint')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          inputMode="email"
          dir="ltr"
        />
        <TextField
          {...field('displayName')}
          label={t('account:field.name')}
          hint={t('account:field.nameHint')}
          autoComplete="name"
          spellCheck={false}
        />
        <TextField
          {...field('password')}
          type="password"
          label={t('account:field.newPassword')}
          hint={t('account:field.passwordHint', { minimum: SHORTEST_PASSWORD })}
          autoComplete="new-password"
        />
        <ButtonRow>
          <SubmitButton text={t('account:signUp.submit')} />
        </ButtonRow>
      </form>
      <p>
        {t('account:signUp.already')}{' '}
        <a href={suite ? `/connexion?suite=${encodeURIComponent(suite)}` : '/connexion'}>
          {t('account:signUp.signIn')}
        </a>
      </p>
    </>
  );
}
