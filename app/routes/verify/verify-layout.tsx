import type { LinksFunction } from '@remix-run/node';
import { Outlet } from '@remix-run/react';
import { VerifyShell } from '#app/components/verification/verify-shell.tsx';
import type { RouteHandle } from '#app/http/route-handle.ts';

export const handle: RouteHandle = { everyLanguage: true };

export const links: LinksFunction = () => [
  { rel: 'manifest', href: '/manifest.webmanifest' },
  { rel: 'apple-touch-icon', href: '/laurel-192.png' },
];

export default function VerifyLayout() {
  return (
    <VerifyShell>
      <Outlet />
    </VerifyShell>
  );
}
