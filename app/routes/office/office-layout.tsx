import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { StaffShell } from '#app/components/page-shell.tsx';
import { OFFICE_CAPABILITIES, staffPages } from '#app/domain/access/office.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';

export const handle: RouteHandle = { staff: true, noindex: true };

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = requireActor(args, OFFICE_CAPABILITIES);
  return { name: actor.label, pages: staffPages(actor) };
}

export default function OfficeLayout() {
  const t = useT();
  const { name, pages } = useLoaderData<typeof loader>();
  const nav = pages.map(({ page, href }) => ({ href, text: t(`office:nav.${page}`) }));
  return (
    <StaffShell name={name} nav={nav} home="/bureau">
      <Outlet />
    </StaffShell>
  );
}
