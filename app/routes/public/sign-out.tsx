import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { SubmitButton } from '#app/components/buttons.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { signOut } from '#app/services/access/sign-in.server.ts';

export const handle: RouteHandle = { title: 'account:signOut.title', noindex: true };

/** An address typed or prefetched ends nothing: only the button does. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { actor } = publicRoute({ context }, 'signing out asks for no right');
  if (actor.kind !== 'user') throw redirect('/');
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = publicRoute({ context }, 'signing out asks for no right');
  const setCookie = await signOut(ctx, request.headers.get('Cookie'));
  return redirect('/', { headers: { 'Set-Cookie': setCookie } });
}

export default function SignOut() {
  const t = useT();
  return (
    <>
      <PageHeading title={t('account:signOut.title')} lead={t('account:signOut.text')} />
      <form method="post">
        <SubmitButton text={t('account:signOut.submit')} />
      </form>
    </>
  );
}
