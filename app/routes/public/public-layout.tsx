import { Outlet } from '@remix-run/react';
import { PublicShell } from '#app/components/page-shell.tsx';

export default function PublicLayout() {
  return (
    <PublicShell>
      <Outlet />
    </PublicShell>
  );
}
