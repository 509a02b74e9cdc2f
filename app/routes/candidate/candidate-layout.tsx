import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { CandidateShell } from '#app/components/page-shell.tsx';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';

export const handle: RouteHandle = { noindex: true };

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = requireActor(args, 'entry.own');
  return { name: actor.label };
}

export default function CandidateLayout() {
  const t = useT();
  const { name } = useLoaderData<typeof loader>();
  const nav = [
    { href: '/espace', text: t('candidate:nav.home') },
    { href: '/sessions', text: t('common:nav.register') },
  ];
  return (
    <CandidateShell name={name} nav={nav} home="/espace">
      <Outlet />
    </CandidateShell>
  );
}
