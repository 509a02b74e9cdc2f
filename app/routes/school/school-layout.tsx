import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { StaffShell } from '#app/components/page-shell.tsx';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';

export const handle: RouteHandle = { staff: true, noindex: true };

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = requireActor(args, 'entry.school');
  return { name: actor.label };
}

export default function SchoolLayout() {
  const t = useT();
  const { name } = useLoaderData<typeof loader>();
  const nav = [
    { href: '/ecole', text: t('candidate:school.title') },
    { href: '/ecole/imports', text: t('imports:nav') },
    { href: '/ecole/resultats', text: t('publishing:school.title') },
    { href: '/ecole/factures', text: t('counter:school.title') },
  ];
  return (
    <StaffShell name={name} nav={nav} home="/ecole">
      <Outlet />
    </StaffShell>
  );
}
