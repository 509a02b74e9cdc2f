import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { landingPath } from '#app/domain/access/landing.ts';
import { dropPending, keepPending, readPending, suiteOf } from '#app/http/account-cookie.server.ts';
import { signInForm } from '#app/http/account-forms.ts';
import { accountLimits } from '#app/http/account-limits.server.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { limitAll } from '#app/http/rate-limit.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { findLanding } from '#app/queries/access/find-landing.server.ts';
import { listPhoneCountries } from '#app/queries/access/list-phone-countries.server.ts';
import { signIn } from '#app/services/access/sign-in.server.ts';

export const handle: RouteHandle = { title: 'account:signIn.title' };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor } = publicRoute({ context }, 'a stranger signs in');
  const suite = suiteOf(request);
  if (actor.kind === 'user') throw redirect(suite ?? landingPath(actor));
  const pending = await readPending(request);
  return { suite: suite ?? null, contact: pending?.contact.value ?? '' };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = publicRoute({ context }, 'a stranger signs in');
  const formData = await request.formData();
  const form = parseForm(signInForm(await listPhoneCountries(ctx.db)), formData);
  if (!form.ok) return formProblem(form);
  const { contact } = form.value;
  const allowed = await limitAll(ctx, accountLimits('signIn', context.clientAddress, contact));
  if (!allowed.ok) return formProblem(formError(formData, { '': reasonMessage(allowed) }), 429);
  const answer = await signIn(ctx, form.value);
  if (!answer.ok) return formProblem(formError(formData, { contact: reasonMessage(answer) }));
  const suite = suiteOf(request);
  if (answer.value.kind === 'unproven') {
    const pending = { purpose: 'verify', contact, ticket: answer.value.ticket, suite } as const;
    return redirect('/compte/code', {
      headers: { 'Set-Cookie': await keepPending(pending, context.origin) },
    });
  }
  const headers = new Headers({ 'Set-Cookie': answer.value.setCookie });
  headers.append('Set-Cookie', await dropPending(context.origin));
  return redirect(suite ?? (await findLanding(ctx.db, answer.value.userId)), { headers });
}

export default function SignIn() {
  const t = useT();
  const { suite, contact } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const field = fieldsOf(problem, { contact });
  return (
    <>
      <ErrorSummary problem={problem} order={['contact', 'password']} />
      <PageHeading title={t('account:signIn.title')} />
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
          {...field('password')}
          type="password"
          label={t('account:field.password')}
          autoComplete="current-password"
        />
        <ButtonRow>
          <SubmitButton text={t('account:signIn.submit')} />
        </ButtonRow>
      </form>
      <p>
        <a href="/compte/mot-de-passe">{t('account:signIn.forgotten')}</a>
      </p>
      <p>
        <a href="/reprendre">{t('entries:resume.link')}</a>
      </p>
      <p>
        {t('account:signIn.none')}{' '}
        <a href={suite ? `/compte/nouveau?suite=${encodeURIComponent(suite)}` : '/compte/nouveau'}>
          {t('account:signIn.signUp')}
        </a>
      </p>
    </>
  );
}
