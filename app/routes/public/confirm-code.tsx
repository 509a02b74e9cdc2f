import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { CODE_MINUTES } from '#app/domain/access/contact-code.ts';
import { dropPending, readPending } from '#app/http/account-cookie.server.ts';
import { codeForm } from '#app/http/account-forms.ts';
import { accountLimits } from '#app/http/account-limits.server.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { limitAll } from '#app/http/rate-limit.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { findLanding } from '#app/queries/access/find-landing.server.ts';
import { confirmContact } from '#app/services/access/confirm-contact.server.ts';

export const handle: RouteHandle = { title: 'account:code.title', noindex: true };

export async function loader({ request, context }: LoaderFunctionArgs) {
  publicRoute({ context }, 'whoever asked for a code types it');
  const pending = await readPending(request);
  if (!pending) throw redirect('/connexion');
  return { contact: pending.contact.value };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = publicRoute({ context }, 'whoever asked for a code types it');
  const pending = await readPending(request);
  if (!pending) throw redirect('/connexion');
  const formData = await request.formData();
  const form = parseForm(codeForm, formData);
  if (!form.ok) return formProblem(form);
  const { contact, ticket, suite } = pending;
  const allowed = await limitAll(ctx, accountLimits('code', context.clientAddress, contact));
  if (!allowed.ok) return formProblem(formError(formData, { '': reasonMessage(allowed) }), 429);
  const answer = await confirmContact(ctx, { contact, ticket, code: form.value.code });
  if (!answer.ok) return formProblem(formError(formData, { code: reasonMessage(answer) }));
  const headers = new Headers({ 'Set-Cookie': answer.value.setCookie });
  headers.append('Set-Cookie', await dropPending(context.origin));
  return redirect(suite ?? (await findLanding(ctx.db, answer.value.userId)), { headers });
}

export default function ConfirmCode() {
  const t = useT();
  const { contact } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const field = fieldsOf(problem);
  return (
    <>
      <ErrorSummary problem={problem} />
      <PageHeading title={t('account:code.title')} lead={t('account:code.lead', { contact })} />
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
        <ButtonRow>
          <SubmitButton text={t('account:code.submit')} />
        </ButtonRow>
      </form>
      <h2>{t('account:code.nothing')}</h2>
      <p>{t('account:code.again')}</p>
      <p>
        <a href="/connexion">{t('account:signIn.title')}</a> ·{' '}
        <a href="/compte/nouveau">{t('account:code.restart')}</a>
      </p>
    </>
  );
}
