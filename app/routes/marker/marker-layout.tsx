import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { StaffShell } from '#app/components/page-shell.tsx';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';

export const handle: RouteHandle = { staff: true, noindex: true };

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = requireActor(args, 'mark.enter');
  return { name: actor.label };
}

export default function MarkerLayout() {
  const t = useT();
  const { name } = useLoaderData<typeof loader>();
  return (
    <StaffShell
      name={name}
      nav={[
        { href: '/correction', text: t('marking:mine.title') },
        { href: '/correction/moderations', text: t('scripts:mine.moderations') },
      ]}
      home="/correction"
    >
      <Outlet />
    </StaffShell>
  );
}
